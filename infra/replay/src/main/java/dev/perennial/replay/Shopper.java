package dev.perennial.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.emulator.mailbox.Mail;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.people.Deed;
import dev.perennial.people.Habits;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Does what customers do beside buying by the doors that they have: routes, the signed links of
 * their mails, and what SES tells of their mailboxes.
 */
final class Shopper {
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");
  private static final Map<String, String> FORM =
      Map.of("content-type", "application/x-www-form-urlencoded");
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Pattern FOLLOWED = Pattern.compile("href=\"[^\"]*(/p/r[?]t=[^\"]+)\"");
  private static final Pattern ASKED = Pattern.compile("(/p/survey[?]t=\\S+)");
  private static final Pattern NO_MORE = Pattern.compile("(/p/unsubscribe[?]t=\\S+)");

  /** What points become, and how many that takes: five pounds off. */
  private static final String REWARD = "five-off";

  private static final int PRICE = 500;

  private final LaptopStack stack;
  private final Map<String, Long> done = new ConcurrentHashMap<>();
  private final Map<String, String> coupons = new ConcurrentHashMap<>();

  /** Codes that were given to friends, in the order in which they were. */
  private final ConcurrentSkipListMap<String, String> codes = new ConcurrentSkipListMap<>();

  Shopper(LaptopStack stack) {
    this.stack = stack;
  }

  /** How often what was done, by its kind. */
  SortedMap<String, Long> done() {
    return new TreeMap<>(done);
  }

  /** Does it, and notes what follows from it. */
  void act(Deed deed, Deeds deeds, Habits habits) {
    switch (deed) {
      case Deed.SignsUp up -> count(up);
      case Deed.Does does -> does(does);
      case Deed.Clicks clicks -> clicks(clicks, deeds.mail(deed));
      case Deed.Answers answers -> {
        if (answers(answers, deeds.mail(deed))) {
          deeds.addAll(habits.answered(answers));
        }
      }
      case Deed.Recommends recommends -> recommends(recommends);
      case Deed.Redeems redeems -> redeems(redeems);
      case Deed.Unsubscribes unsubscribes -> unsubscribes(unsubscribes, deeds.mail(deed));
      case Deed.Complains complains -> complains(complains, deeds.mail(deed));
      case Deed.Bounces bounces -> bounces(bounces, deeds.mail(deed));
    }
  }

  private void count(Deed deed) {
    done.merge(deed.kind(), 1L, Long::sum);
  }

  /** The coupon that a customer has and brings to the next order; null for none. */
  @Nullable String takeCoupon(String customerId) {
    return coupons.remove(customerId);
  }

  /** The code that a friend was given longest ago; null when there is none. */
  @Nullable String takeCode() {
    var first = codes.pollFirstEntry();
    return first == null ? null : first.getValue();
  }

  /** Looks, fills a cart, writes. */
  private void does(Deed.Does deed) {
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("activityId", deed.id())
            .put("customerId", deed.customerId())
            .put("type", deed.type())
            .put("at", deed.at().toString());
    body.putObject("properties").put("sku", deed.sku());
    counted(deed, stack.http("POST", "/activities", JSON, body.toString()));
  }

  /** Follows the first link of a mail that is counted. */
  private void clicks(Deed.Clicks deed, Mail mail) {
    var link = found(FOLLOWED, mail.html());
    if (link != null) {
      counted(deed, stack.http("POST", link, Map.of(), ""));
    }
  }

  /** Answers if the mail asks. */
  private boolean answers(Deed.Answers deed, Mail mail) {
    var link = found(ASKED, mail.text());
    if (link == null) {
      return false;
    }
    var answer = "score=%d&why=%s".formatted(deed.score(), deed.why());
    return counted(deed, stack.http("POST", link, FORM, answer));
  }

  /** Unsubscribes by the link of the mail, as the button of a mail program does. */
  private void unsubscribes(Deed.Unsubscribes deed, Mail mail) {
    var link = found(NO_MORE, mail.text());
    if (link != null) {
      counted(deed, stack.http("POST", link, FORM, "List-Unsubscribe=One-Click"));
    }
  }

  /** Asks for the own code. */
  private void recommends(Deed.Recommends deed) {
    var answer = stack.http("GET", path(deed, "referral"), Map.of(), "");
    if (counted(deed, answer)) {
      codes.put(deed.at() + deed.id(), json(answer).path("code").asText());
    }
  }

  /** Turns points into a coupon, if there are enough. */
  private void redeems(Deed.Redeems deed) {
    var loyalty = stack.http("GET", path(deed, "loyalty"), Map.of(), "");
    if (loyalty.status() != 200 || json(loyalty).at("/points/balance").asLong() < PRICE) {
      return;
    }
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("redemptionId", deed.id())
            .put("customerId", deed.customerId())
            .put("rewardId", REWARD);
    var answer = stack.http("POST", "/redemptions", JSON, body.toString());
    if (counted(deed, answer)) {
      coupons.put(deed.customerId(), json(answer).at("/coupon/code").asText());
    }
  }

  /** SES tells that there is no such address. */
  private void bounces(Deed.Bounces deed, Mail mail) {
    var bounce = JsonNodeFactory.instance.objectNode();
    bounce.put("feedbackId", deed.id() + "-bounce").put("bounceType", "Permanent");
    bounce.put("bounceSubType", "General").put("timestamp", deed.at().toString());
    var recipients = bounce.putArray("bouncedRecipients");
    mail.to().forEach(to -> recipients.addObject().put("emailAddress", to));
    ses("Email Bounced", "Bounce", "bounce", bounce, mail);
    count(deed);
  }

  /** SES tells of a complaint. */
  private void complains(Deed.Complains deed, Mail mail) {
    var complaint = JsonNodeFactory.instance.objectNode();
    complaint.put("feedbackId", deed.id() + "-complaint").put("complaintFeedbackType", "abuse");
    complaint.put("timestamp", deed.at().toString());
    var recipients = complaint.putArray("complainedRecipients");
    mail.to().forEach(to -> recipients.addObject().put("emailAddress", to));
    ses("Email Complaint Received", "Complaint", "complaint", complaint, mail);
    count(deed);
  }

  private void ses(String type, String event, String field, JsonNode what, Mail mail) {
    var detail = JsonNodeFactory.instance.objectNode().put("eventType", event);
    var about = detail.putObject("mail");
    about.put("timestamp", mail.at().toString()).put("source", mail.from());
    about.put("messageId", mail.messageId()).put("headersTruncated", false);
    var to = about.putArray("destination");
    mail.to().forEach(to::add);
    var tags = about.putObject("tags");
    mail.tags().forEach((name, value) -> tags.putArray(name).add(value));
    detail.set(field, what);
    stack.putEvent("default", "aws.ses", type, detail.toString());
  }

  private boolean counted(Deed deed, HttpAnswer answer) {
    var isDone = answer.status() < 300;
    if (isDone) {
      count(deed);
    }
    return isDone;
  }

  private static String path(Deed deed, String of) {
    return "/customers/" + HttpCall.encoded(deed.customerId()) + "/" + of;
  }

  private static @Nullable String found(Pattern link, @Nullable String in) {
    var matcher = link.matcher(in == null ? "" : in);
    return matcher.find() ? matcher.group(1) : null;
  }

  private static JsonNode json(HttpAnswer answer) {
    try {
      return MAPPER.readTree(answer.text());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that is no JSON", e);
    }
  }
}
