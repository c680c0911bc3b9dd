package dev.perennial.emulator.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.emulator.mailbox.Mail;
import dev.perennial.emulator.mailbox.Mailbox;
import dev.perennial.emulator.template.Template;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.ConfigurationSetDoesNotExistException;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailResponse;
import software.amazon.awssdk.services.ses.model.SesException;

/**
 * SES as the handlers use it: SendRawEmail, into the mailbox. What the mail's configuration set
 * declares to put on the default bus is put there: sent and delivered, or what SES's own simulator
 * addresses ask for. Every other call throws.
 */
final class LocalSes implements SesClient {
  private final Mailbox mailbox;
  private final Map<String, List<String>> eventTypes = new HashMap<>();
  private final LocalEventBridge events;
  private final Counts.Counters counts;
  private final StackListener listener;
  private final Clock clock;

  LocalSes(
      Mailbox mailbox,
      Collection<Template.ConfigurationSet> sets,
      LocalEventBridge events,
      Counts.Counters counts,
      StackListener listener,
      Clock clock) {
    this.mailbox = mailbox;
    this.events = events;
    this.counts = counts;
    this.listener = listener;
    this.clock = clock;
    sets.forEach(set -> eventTypes.put(set.name(), set.eventTypes()));
  }

  @Override
  public SendRawEmailResponse sendRawEmail(SendRawEmailRequest request) {
    var set = request.configurationSetName();
    if (set != null && !eventTypes.containsKey(set)) {
      throw ConfigurationSetDoesNotExistException.builder()
          .message("Configuration set <" + set + "> does not exist.")
          .statusCode(400)
          .build();
    }
    var tags = new LinkedHashMap<String, String>();
    for (var tag : request.tags()) {
      if (!tag.name().matches("[A-Za-z0-9_-]{1,256}")
          || !tag.value().matches("[A-Za-z0-9_.@-]{1,256}")) {
        throw refused("InvalidParameterValue", "The tag " + tag.name() + " has a bad character.");
      }
      tags.put(tag.name(), tag.value());
    }
    var mail = keep(request, tags);
    counts.mails.increment();
    listener.mail(mail);
    if (set != null) {
      report(mail, set);
    }
    return SendRawEmailResponse.builder().messageId(mail.messageId()).build();
  }

  private Mail keep(SendRawEmailRequest request, Map<String, String> tags) {
    if (request.rawMessage() == null) {
      throw refused("InvalidParameterValue", "There is no raw message.");
    }
    var raw = request.rawMessage().data();
    var id = UUID.randomUUID().toString();
    try {
      return mailbox.add(id, clock.instant(), request.source(), request.destinations(), tags, raw);
    } catch (IllegalArgumentException e) {
      throw refused("InvalidParameterValue", String.valueOf(e.getMessage()));
    }
  }

  private void report(Mail mail, String set) {
    var types = eventTypes.getOrDefault(set, List.of());
    put(mail, set, types, "SEND", "Send", "Email Sent", null);
    var to = mail.to().getFirst();
    if (to.endsWith("bounce@simulator.amazonses.com")) {
      var bounce = Json.object().put("bounceType", "Permanent").put("bounceSubType", "General");
      bounce.putArray("bouncedRecipients").addObject().put("emailAddress", to);
      put(mail, set, types, "BOUNCE", "Bounce", "Email Bounced", bounce);
      return;
    }
    put(mail, set, types, "DELIVERY", "Delivery", "Email Delivered", null);
    if (to.endsWith("complaint@simulator.amazonses.com")) {
      var complaint = Json.object().put("complaintFeedbackType", "abuse");
      complaint.putArray("complainedRecipients").addObject().put("emailAddress", to);
      put(mail, set, types, "COMPLAINT", "Complaint", "Email Complaint Received", complaint);
    }
  }

  private void put(
      Mail mail,
      String set,
      List<String> declared,
      String declaredType,
      String eventType,
      String detailType,
      @Nullable ObjectNode facts) {
    if (!declared.contains(declaredType)) {
      return;
    }
    var detail = Json.object().put("eventType", eventType);
    detail.set("mail", about(mail, set));
    var about = facts == null ? Json.object() : facts;
    if (!eventType.equals("Send")) {
      about.put("timestamp", clock.instant().toString());
    }
    detail.set(eventType.toLowerCase(Locale.ROOT), about);
    var arn =
        "arn:aws:ses:%s:%s:configuration-set/%s".formatted(Template.REGION, Template.ACCOUNT, set);
    events.put(null, "aws.ses", detailType, detail, List.of(arn), clock.instant());
  }

  private static ObjectNode about(Mail mail, String set) {
    var about =
        Json.object()
            .put("timestamp", mail.at().toString())
            .put("source", mail.from())
            .put("sendingAccountId", Template.ACCOUNT)
            .put("messageId", mail.messageId())
            .put("headersTruncated", false);
    mail.to().forEach(about.withArray("destination")::add);
    var tags = about.putObject("tags");
    tags.putArray("ses:configuration-set").add(set);
    mail.tags().forEach((name, value) -> tags.putArray(name).add(value));
    var headers = about.putArray("headers");
    mail.headers()
        .forEach((name, value) -> headers.addObject().put("name", name).put("value", value));
    about.putObject("commonHeaders").put("subject", mail.subject());
    return about;
  }

  private static RuntimeException refused(String code, String message) {
    return SesException.builder()
        .message(message)
        .statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
