package dev.perennial.bounces;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.mail.Bounces.Told;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.StrictJson;
import dev.perennial.runtime.links.MailTags;
import dev.perennial.runtime.links.StackAddressKeys;
import dev.perennial.runtime.links.StackLinks;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.transaction.Transactor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What SES tells of a mail, from the default bus: that it was sent settles an UNKNOWN; a permanent
 * bounce or a complaint forbids more.
 */
@Primes({"bounces-delivered", "bounces-bounced"})
public final class BouncesHandler implements RequestStreamHandler {
  private final Transactor transactor;
  private final AddressKeys keys;

  /** On Lambda. */
  public BouncesHandler() {
    this(LambdaCloud.primed(BouncesHandler.class));
  }

  /** In a cloud. */
  public BouncesHandler(Cloud cloud) {
    var stores = Stores.in(cloud);
    transactor = new Transactor(stores, new RulesInForce(stores.programme()), cloud.clock());
    keys = new StackAddressKeys(new StackLinks(stores.programme()));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try {
      var detail = StrictJson.read(input.readAllBytes()).path("detail");
      var tags = detail.path("mail").path("tags");
      var ours = new MailTags(tag(tags, MailTags.CUSTOMER), tag(tags, MailTags.SEND));
      var customerId = ours.customerId();
      var told = told(detail);
      // mails of others in the account, and events that say nothing new, are none of ours
      if (customerId.isPresent() && told.isPresent()) {
        settle(new SettleMail(customerId.get(), ours.send(), told.get(), addresses(detail), keys));
      }
    } catch (BadInput e) {
      throw new IllegalArgumentException("not an event of SES", e);
    }
  }

  private void settle(SettleMail command) {
    if (transactor.run(command) instanceof Transactor.Outcome.Busy<Told>) {
      throw new IllegalStateException("the mail log is written too often; Lambda tries again");
    }
  }

  private static String tag(JsonNode tags, String name) {
    return tags.path(name).path(0).asText("");
  }

  /** The addresses that a mail came back from, or of whom it was called spam. */
  private static Set<String> addresses(JsonNode detail) {
    return Stream.concat(
            detail.path("bounce").path("bouncedRecipients").valueStream(),
            detail.path("complaint").path("complainedRecipients").valueStream())
        .map(each -> each.path("emailAddress").asText("").replaceAll(".*<|>.*", ""))
        .collect(Collectors.toSet());
  }

  private static Optional<Told> told(JsonNode detail) {
    return switch (detail.path("eventType").asText()) {
      case "Send", "Delivery" -> Optional.of(Told.SENT);
      case "Bounce" ->
          detail.path("bounce").path("bounceType").asText().equals("Permanent")
              ? Optional.of(Told.BOUNCED)
              : Optional.empty();
      case "Complaint" -> Optional.of(Told.COMPLAINED);
      default -> Optional.empty();
    };
  }
}
