package dev.perennial.pages;

import dev.perennial.domain.history.Cause;
import dev.perennial.domain.history.Fact;
import dev.perennial.domain.history.HistoryLine;
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
          Map.entry("too-soon", "a moment after it was sent, as machines do"),
          Map.entry("automated", "by a browser without a person"),
          Map.entry("expired", "too late to be worth sending"),
          Map.entry("bounced", "an earlier mail bounced"),
          Map.entry("complained", "the customer complained"),
          Map.entry("erased", "the customer is erased"));

  private final Source source;

  Story(Source source) {
    this.source = source;
  }

  static String reason(String reason) {
    return reason.startsWith("withdrawn:") ? "unsubscribed" : REASONS.getOrDefault(reason, reason);
  }

  /** What happened, in a few words. */
  static String title(Fact fact) {
    return switch (fact) {
      case Fact.Purchased _ -> "Purchase";
      case Fact.Refunded back -> back.whole() ? "Refund, whole" : "Refund";
      case Fact.RefundAwaiting _ -> "Refund, waiting";
      case Fact.RefundRejected _ -> "Refund rejected";
      case Fact.Redeemed _ -> "Points redeemed";
      case Fact.RedemptionCancelled _ -> "Redemption taken back";
      case Fact.Adjusted _ -> "Points adjusted";
      case Fact.Active _ -> "Activity";
      case Fact.Reviewed _ -> "Points for a review";
      case Fact.PointsExpiring _ -> "Points expiring";
      case Fact.Profiled profiled when profiled.created() -> "Profile created";
      case Fact.Profiled profiled -> profiled.consentOnly() ? "Consent changed" : "Profile changed";
      case Fact.Clicked _ -> "Mail clicked";
      case Fact.ClickSeen _ -> "Click, not counted";
      case Fact.Answered _ -> "Survey answered";
      case Fact.FriendBought _ -> "Friend's first order";
      case Fact.FriendReturned _ -> "Friend's first order went back";
      case Fact.Moved _ -> "Moved between segments";
      case Fact.Erased _ -> "Erased";
      case Fact.Entered _ -> "Campaign entered";
      case Fact.Decided _ -> "Mail held";
      case Fact.Mailed _ -> "Mail sent";
      case Fact.Returned returned -> "Mail " + returned.kind();
    };
  }

  /** The particulars. */
  String text(Fact fact) {
    return switch (fact) {
      case Fact.Purchased bought ->
          "%s · %s for %s"
              .formatted(
                  bought.purchaseId(),
                  Words.count(bought.lines().list().size(), "line"),
                  source.money(bought.paid()));
      case Fact.Refunded back ->
          "%s of %s".formatted(source.money(back.amount()), back.purchaseId())
              + (back.newDebt() > 0 ? " · " + Words.count(back.newDebt()) + " points owed" : "");
      case Fact.RefundAwaiting waiting -> "of " + waiting.purchaseId();
      case Fact.RefundRejected rejected -> rejected.purchaseId() + ": " + rejected.reason();
      case Fact.Redeemed redeemed -> redeemed.rewardId();
      case Fact.RedemptionCancelled cancelled -> cancelled.redemptionId();
      case Fact.Adjusted adjusted -> adjusted.reason() + ", by " + adjusted.author();
      case Fact.Active active ->
          active.sku() == null ? active.kind() : active.kind() + " " + active.sku();
      case Fact.Reviewed reviewed -> "of " + reviewed.sku();
      case Fact.PointsExpiring expiring ->
          "%s until %s".formatted(Words.count(expiring.points(), "point"), expiring.on());
      case Fact.Profiled profiled -> String.join(", ", profiled.fields());
      case Fact.Moved _, Fact.Erased _ -> "";
      case Fact.Entered entered -> entered.campaign();
      case Fact.Decided decided -> decided.campaign() + ": " + reason(decided.reason());
      case Fact.Mailed mailed -> mailed.campaign();
      case Fact.Returned returned -> returned.sendId();
      case Fact.Clicked clicked -> clicked.campaign() + ", link " + clicked.link();
      case Fact.ClickSeen seen -> seen.campaign() + ": " + reason(seen.reason());
      case Fact.Answered answered -> answers(answered);
      case Fact.FriendBought friend -> friend.friendId();
      case Fact.FriendReturned friend -> friend.friendId();
    };
  }

  private static String answers(Fact.Answered answered) {
    var all = new ArrayList<String>();
    all.add(answered.surveyId());
    answered.scores().forEach((question, score) -> all.add(question + " " + score));
    answered.choices().forEach((question, choice) -> all.add(question + " " + choice));
    answered.words().values().forEach(all::add);
    return String.join(" · ", all);
  }

  /** A word for the style of the line's mark. */
  static String kind(Fact fact) {
    return switch (fact) {
      case Fact.Purchased _, Fact.RedemptionCancelled _, Fact.Reviewed _ -> "bought";
      case Fact.Refunded _,
          Fact.RefundAwaiting _,
          Fact.RefundRejected _,
          Fact.Redeemed _,
          Fact.Returned _,
          Fact.Erased _ ->
          "back";
      case Fact.Mailed _, Fact.Clicked _, Fact.Answered _ -> "mailed";
      case Fact.FriendBought _ -> "bought";
      case Fact.FriendReturned _ -> "back";
      case Fact.Decided _, Fact.ClickSeen _ -> "held";
      case Fact.Active _,
          Fact.Adjusted _,
          Fact.PointsExpiring _,
          Fact.Profiled _,
          Fact.Moved _,
          Fact.Entered _ ->
          "quiet";
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
    return "/people?segment=" + Words.encoded(segment);
  }

  /** The address of a customer's page. */
  static String person(String customerId) {
    return "/people/" + Words.encoded(customerId);
  }
}
