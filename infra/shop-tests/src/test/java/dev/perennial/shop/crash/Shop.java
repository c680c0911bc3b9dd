package dev.perennial.shop.crash;

import dev.perennial.domain.referrals.ReferralCode;
import dev.perennial.emulator.stack.ClientInterceptor;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.stack.Options;
import dev.perennial.emulator.stack.StackListener;
import dev.perennial.emulator.template.Template;
import dev.perennial.programme.Activation;
import dev.perennial.programme.ProgrammeFault;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.links.MailLink;
import dev.perennial.runtime.links.SignedLinks;
import dev.perennial.runtime.links.SurveyLink;
import dev.perennial.testkit.Project;
import dev.perennial.testkit.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The project's own template and programme, in memory, with a link secret that never changes. */
final class Shop {
  private static final byte[] SECRET =
      "a secret that is only for tests".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  /** What applying the programme writes: compiled once, copied into every further stack. */
  private static final List<Map<String, AttributeValue>> PROGRAMME = programme();

  private Shop() {}

  /** The text of template.yaml. */
  static String text() {
    return Project.text(Path.of("template.yaml"));
  }

  /** A template's text, with the values that a laptop gives its parameters. */
  static Template template(String text) {
    return Project.template(text, Map.of("AWS::StackName", "crash", "ScanParts", "2"));
  }

  /** Starts a stack of a template's text, with the programme in force. */
  static LaptopStack start(
      String text, Instant start, ClientInterceptor interceptor, StackListener listener) {
    return start(
        Options.of(template(text), start)
            .withInterceptor(interceptor)
            .withListener(listener)
            .withWorkers(1));
  }

  /** Starts a stack with the programme in force. */
  static LaptopStack start(Options options) {
    var stack = LaptopStack.start(options);
    var table = Tables.table(stack, "ProgrammeTable");
    for (var item : PROGRAMME) {
      stack.dynamo().putItem(request -> request.tableName(table).item(item));
    }
    return stack;
  }

  /** The code of a redemption's coupon, as the functions make it. */
  static String coupon(String customer, String redemption) {
    return new SignedLinks(SECRET).code("coupon", customer + "/" + redemption);
  }

  /** A customer's referral code, as the functions make it. */
  static String referral(String customer) {
    return new SignedLinks(SECRET).code("referral", customer).substring(0, ReferralCode.SHORTEST);
  }

  /** The page that a link of a mail leads through, as the mail has it. */
  static String followed(String customer, String send) {
    return MailLink.PATH
        + "?t="
        + new MailLink(customer, send, 1, "https://shop.example.com/")
            .token(new SignedLinks(SECRET));
  }

  /** The page of the survey of orders, as a mail links to it. */
  static String asked(String customer, String occasion) {
    var link = new SurveyLink(customer, "order", occasion);
    return SurveyLink.PATH + "?t=" + link.token(new SignedLinks(SECRET));
  }

  /** Beside the project's campaigns, one in which customers wait. */
  private static final String JOURNEY =
      """
      trigger: {event: {detail-type: [Purchase Recorded], detail: {order: [2]}}}
      holdout: 1 # is measured, and holds out nobody who is here
      steps:
        - wait: 2237 minutes # at no other's time
        - points: 10
      """;

  private static List<Map<String, AttributeValue>> programme() {
    try (var stack = LaptopStack.start(Options.of(template(text()), Instant.EPOCH))) {
      var stores = Stores.in(stack.cloud("CustomersFunction"));
      var folder = Files.createTempDirectory("programme");
      Project.copyProgramme(folder);
      Files.writeString(folder.resolve("campaigns/second-order.yaml"), JOURNEY);
      Activation.of(folder).apply(stores, SECRET, Instant.EPOCH);
      return Tables.items(stack, "ProgrammeTable");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ProgrammeFault e) {
      throw new IllegalStateException(e);
    }
  }
}
