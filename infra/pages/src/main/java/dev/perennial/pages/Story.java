package dev.perennial.pages;

import dev.perennial.domain.activities.Active;
import dev.perennial.domain.activities.Noticed;
import dev.perennial.domain.activities.Reviewed;
import dev.perennial.domain.campaigns.Emitted;
import dev.perennial.domain.campaigns.Entered;
import dev.perennial.domain.customers.CameBack;
import dev.perennial.domain.customers.Erased;
import dev.perennial.domain.customers.Profiled;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.loyalty.Adjusted;
import dev.perennial.domain.loyalty.PointsExpiring;
import dev.perennial.domain.mail.ClickSeen;
import dev.perennial.domain.mail.Clicked;
import dev.perennial.domain.mail.Decided;
import dev.perennial.domain.mail.MailNoticed;
import dev.perennial.domain.mail.Mailed;
import dev.perennial.domain.mail.Returned;
import dev.perennial.domain.nightly.Moved;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.referrals.FriendBought;
import dev.perennial.domain.referrals.FriendReturned;
import dev.perennial.domain.refunds.RefundAwaiting;
import dev.perennial.domain.refunds.RefundRejected;
import dev.perennial.domain.refunds.Refunded;
import dev.perennial.domain.rewards.CouponReleased;
import dev.perennial.domain.rewards.Redeemed;
import dev.perennial.domain.rewards.RedemptionCancelled;
import dev.perennial.domain.surveys.Answered;
import dev.perennial.emulator.stack.HttpCall;
import java.util.ArrayList;
import java.util.Map;

/** Tells lines of history in words. */
final class Story {
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("no-consent", "no consent to email"),
          Map.entry("no-profile", "no profile"),
          Map.entry("no-address", "no address"),
          Map.entry("rest", "mailed too recently"),
          Map.entry("cap", "mailed often enough for now"),
          Map.entry("quiet-hours", "waits for the end of quiet hours"),
          Map.entry("entered-recently", "had this campaign too recently"),
          Map.entry("entered-enough", "had this campaign often enough"),
          Map.entry("unrenderable", "the template can't be filled in"),
          Map.entry("too-soon", "a moment after it was sent, as machines do"),
          Map.entry("automated", "by a browser without a person"),
          Map.entry("expired", "too late to be worth sending"),
          Map.entry("bounced", "an earlier mail bounced"),
          Map.entry("complained", "the customer complained"),
          Map.entry("address-withdrawn", "the address was unsubscribed under another id"),
          Map.entry("address-bounced", "an earlier mail to the address bounced"),
          Map.entry("address-complained", "somebody at the address complained"),
          Map.entry("address-erased", "who had the address was erased"),
          Map.entry("erased", "the customer is erased"));

  private final Source source;

  Story(Source source) {
    this.source = source;
  }

  static String reason(String reason) {
    return reason.startsWith("withdrawn:") ? "unsubscribed" : REASONS.getOrDefault(reason, reason);
  }

  /** What happened, in a few words. */
  static String title(DomainEvent fact) {
    return switch (fact) {
      case Purchased _ -> "Purchase";
      case Refunded back -> back.whole() ? "Refund, whole" : "Refund";
      case RefundAwaiting _ -> "Refund, waiting";
      case RefundRejected _ -> "Refund rejected";
      case Redeemed _ -> "Points redeemed";
      case RedemptionCancelled _ -> "Redemption taken back";
      case CouponReleased _ -> "Coupon given back";
      case Adjusted _ -> "Points adjusted";
      case Active _ -> "Activity";
      case Noticed _ -> "Noticed for segments";
      case Reviewed _ -> "Points for a review";
      case PointsExpiring _ -> "Points expiring";
      case Profiled profiled when profiled.created() -> "Profile created";
      case Profiled profiled -> profiled.consentOnly() ? "Consent changed" : "Profile changed";
      case Clicked _ -> "Mail clicked";
      case ClickSeen _ -> "Click, not counted";
      case Answered _ -> "Survey answered";
      case FriendBought _ -> "Friend's first order";
      case FriendReturned _ -> "Friend's first order went back";
      case Moved _ -> "Moved between segments";
      case Erased _ -> "Erased";
      case CameBack _ -> "Came back, a new customer";
      case Entered _ -> "Campaign entered";
      case Emitted _ -> "Campaign told other channels";
      case Decided _ -> "Mail held";
      case Mailed _ -> "Mail sent";
      case MailNoticed _ -> "Mail noticed for segments";
      case Returned returned -> "Mail " + returned.kind();
      default -> fact.title();
    };
  }

  /** The particulars. */
  String text(DomainEvent fact) {
    return switch (fact) {
      case Purchased bought ->
          "%s · %s for %s"
              .formatted(
                  bought.purchaseId(),
                  Words.count(bought.lines().list().size(), "line"),
                  source.money(bought.paid()));
      case Refunded back ->
          "%s of %s".formatted(source.money(back.amount()), back.purchaseId())
              + (back.newDebt() > 0 ? " · " + Words.count(back.newDebt()) + " points owed" : "");
      case RefundAwaiting waiting -> "of " + waiting.purchaseId();
      case RefundRejected rejected -> rejected.purchaseId() + ": " + rejected.reason();
      case Redeemed redeemed -> redeemed.rewardId();
      case RedemptionCancelled cancelled -> cancelled.redemptionId();
      case CouponReleased released ->
          released.rewardId() + ", not used on " + released.purchaseId();
      case Adjusted adjusted -> adjusted.reason() + ", by " + adjusted.author();
      case Active active ->
          active.sku() == null ? active.kind() : active.kind() + " " + active.sku();
      case Noticed noticed -> String.join(", ", noticed.names());
      case Reviewed reviewed -> "of " + reviewed.sku();
      case PointsExpiring expiring ->
          "%s until %s".formatted(Words.count(expiring.points(), "point"), expiring.on());
      case Profiled profiled -> String.join(", ", profiled.fields());
      case CameBack back -> String.join(", ", back.fields());
      case Entered entered -> entered.campaign();
      case Emitted emitted -> emitted.campaign() + ", " + emitted.name();
      case Decided decided -> decided.campaign() + ": " + reason(decided.reason()) + where(decided);
      case Mailed mailed -> mailed.campaign();
      case Returned returned -> returned.sendId();
      case Clicked clicked -> clicked.campaign() + ", link " + clicked.link();
      case ClickSeen seen -> seen.campaign() + ": " + reason(seen.reason());
      case Answered answered -> answers(answered);
      case FriendBought friend -> friend.friendId();
      case FriendReturned friend -> friend.friendId();
      default -> "";
    };
  }

  /** Where a template could not be filled in, and with what. */
  private static String where(Decided decided) {
    var variable = decided.variable() == null ? "" : ", " + decided.variable();
    var line = decided.line() == 0 ? "" : ":" + decided.line();
    return decided.template() == null ? "" : variable + " in " + decided.template() + line;
  }

  private static String answers(Answered answered) {
    var all = new ArrayList<String>();
    all.add(answered.surveyId());
    answered.scores().forEach((question, score) -> all.add(question + " " + score));
    answered.choices().forEach((question, choice) -> all.add(question + " " + choice));
    answered.words().values().forEach(all::add);
    return String.join(" · ", all);
  }

  /** A word for the style of the line's mark. */
  static String kind(DomainEvent fact) {
    return switch (fact) {
      case Purchased _, RedemptionCancelled _, Reviewed _ -> "bought";
      case Refunded _, RefundAwaiting _, RefundRejected _, Redeemed _, Returned _, Erased _ ->
          "back";
      case Mailed _, Clicked _, Answered _ -> "mailed";
      case FriendBought _ -> "bought";
      case FriendReturned _ -> "back";
      case Decided _, ClickSeen _ -> "held";
      default -> "quiet";
    };
  }

  /** Why, when it was not somebody's doing now. */
  static Html cause(Cause cause) {
    return switch (cause) {
      case RECORDED -> Html.NONE;
      case IMPORTED -> Html.of(" <span class=\"tag\">imported</span>");
      case TIME -> Html.of(" <span class=\"tag\">by time</span>");
      case RECLASSIFIED -> Html.of(" <span class=\"tag\">new boundaries</span>");
    };
  }

  /** Segments entered and left, and points gained or lost. */
  static Html changes(HistoryLine line) {
    var parts = new ArrayList<Html>();
    for (var id : line.changes().segmentsEntered()) {
      parts.add(Html.of("<a class=\"chip in\" href=\"{}\">+ {}</a>", people(id), id));
    }
    for (var id : line.changes().segmentsLeft()) {
      parts.add(Html.of("<a class=\"chip out\" href=\"{}\">− {}</a>", people(id), id));
    }
    return Html.join(parts);
  }

  static Html points(HistoryLine line) {
    var points = line.changes().points();
    return points == 0
        ? Html.NONE
        : Html.of("<span class=\"{}\">{}</span>", points > 0 ? "gain" : "loss", Words.gain(points));
  }

  /** The address of a segment's members. */
  static String people(String segment) {
    return "/people?segment=" + HttpCall.encoded(segment);
  }

  /** The address of a customer's page. */
  static String person(String customerId) {
    return "/people/" + HttpCall.encoded(customerId);
  }
}
