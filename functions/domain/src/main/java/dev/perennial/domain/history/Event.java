package dev.perennial.domain.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.money.Amounts;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The event that a history line raises: business fields and ids, never a name, an address or free
 * text.
 *
 * @param type the detail-type, such as {@code Purchase Recorded}
 * @param detail JSON; {@code id} is the line's own key, so that consumers can tell a repeat
 */
public record Event(String type, String detail) {
  /** The source of all of ours. */
  public static final String SOURCE = "perennial";

  /** The event of a line, if it raises one. */
  public static Optional<Event> of(HistoryLine line) {
    var type = line.fact().event();
    return type == null ? Optional.empty() : Optional.of(new Event(type, detail(line).toString()));
  }

  /** What an event tells of its line; the same of lines that raise none. */
  public static ObjectNode detail(HistoryLine line) {
    var detail = JsonNodeFactory.instance.objectNode();
    detail.put("id", line.eventId());
    detail.put("customerId", line.customerId());
    detail.put("seq", line.seq());
    detail.put("at", line.at().toString());
    detail.put("cause", line.cause().toString());
    var changes = detail.putObject("changes");
    putAll(changes, "segmentsEntered", line.changes().segmentsEntered());
    putAll(changes, "segmentsLeft", line.changes().segmentsLeft());
    changes.put("points", line.changes().points());
    var tier = line.changes().tier();
    if (tier != null) {
      changes.putObject("tier").put("from", tier.from()).put("to", tier.to());
    }
    switch (line.fact()) {
      case Fact.Purchased bought -> purchased(detail, bought, line.answer());
      case Fact.Refunded back -> {
        detail.put("refundId", back.refundId());
        detail.put("purchaseId", back.purchaseId());
        detail.put("whole", back.whole());
        detail.put("clawedBack", back.clawedBack());
        detail.put("debt", back.newDebt());
        if (back.referred()) {
          detail.put("referred", true);
        }
      }
      case Fact.RefundRejected rejected -> {
        detail.put("refundId", rejected.refundId());
        detail.put("purchaseId", rejected.purchaseId());
        detail.put("problem", rejected.reason());
      }
      case Fact.Redeemed redeemed -> {
        detail.put("redemptionId", redeemed.redemptionId());
        detail.put("rewardId", redeemed.rewardId());
        detail.put("spent", redeemed.points());
      }
      case Fact.RedemptionCancelled cancelled -> {
        detail.put("redemptionId", cancelled.redemptionId());
        detail.put("reason", "redemption-cancelled");
      }
      case Fact.Adjusted adjusted -> {
        detail.put("adjustmentId", adjusted.adjustmentId());
        detail.put("reason", "staff");
      }
      case Fact.Active active -> {
        detail.put("activityId", active.activityId());
        detail.putObject("activity").put("type", active.kind());
        if (active.sku() != null) {
          detail.put("sku", active.sku());
        }
      }
      case Fact.Reviewed reviewed -> {
        detail.put("activityId", reviewed.activityId());
        detail.put("sku", reviewed.sku());
        detail.put("reason", "review");
      }
      case Fact.PointsExpiring expiring -> {
        detail.put("on", expiring.on().toString());
        detail.put("expiring", expiring.points());
        detail.put("days", expiring.days());
      }
      case Fact.Profiled profiled -> putAll(detail, "fields", profiled.fields());
      case Fact.Mailed mailed -> {
        detail.put("sendId", mailed.sendId());
        detail.put("campaign", mailed.campaign());
        detail.put("template", mailed.template());
      }
      case Fact.Returned returned -> detail.put("sendId", returned.sendId());
      case Fact.Clicked clicked -> {
        detail.put("sendId", clicked.sendId());
        detail.put("campaign", clicked.campaign());
        detail.put("link", clicked.link());
      }
      case Fact.ClickSeen seen -> {
        detail.put("sendId", seen.sendId());
        detail.put("campaign", seen.campaign());
        detail.put("link", seen.link());
        detail.put("reason", seen.reason());
      }
      case Fact.Answered answered -> {
        detail.put("surveyId", answered.surveyId());
        answered.scores().forEach(detail.putObject("scores")::put);
        answered.choices().forEach(detail.putObject("choices")::put);
      }
      case Fact.FriendBought friend -> {
        detail.put("friendId", friend.friendId());
        detail.put("purchaseId", friend.purchaseId());
      }
      case Fact.FriendReturned friend -> {
        detail.put("friendId", friend.friendId());
        detail.put("purchaseId", friend.purchaseId());
      }
      case Fact.RefundAwaiting waiting -> {
        detail.put("refundId", waiting.refundId());
        detail.put("purchaseId", waiting.purchaseId());
      }
      case Fact.Entered entered -> detail.put("campaign", entered.campaign());
      case Fact.Decided decided -> {
        detail.put("sendId", decided.sendId());
        detail.put("campaign", decided.campaign());
        detail.put("reason", decided.reason());
      }
      case Fact.Moved _, Fact.Erased _ -> {}
    }
    return detail;
  }

  private static void purchased(
      ObjectNode detail, Fact.Purchased bought, @Nullable Receipt receipt) {
    detail.put("purchaseId", bought.purchaseId());
    detail.put("order", bought.order());
    var currency = Currency.getInstance(bought.currency());
    detail.put("currency", bought.currency());
    detail.put("paid", Amounts.format(bought.paid(), currency));
    detail.put("earned", bought.earned());
    if (bought.brand() != null) {
      detail.put("brand", bought.brand());
    }
    if (bought.channel() != null) {
      detail.put("channel", bought.channel());
    }
    var coupon = receipt == null ? null : receipt.coupon();
    if (coupon != null) {
      // never its code, which is good for something to whoever hears it
      var told = detail.putObject("coupon").put("used", coupon.used());
      if (coupon.used()) {
        told.put("rewardId", coupon.rewardId());
      } else {
        told.put("reason", coupon.reason());
      }
    }
    var referral = receipt == null ? null : receipt.referral();
    if (referral != null) {
      // neither the code nor whose it is: the referrer has an event of their own
      var told = detail.putObject("referral").put("counted", referral.counted());
      if (!referral.counted()) {
        told.put("reason", referral.reason());
      }
    }
    var categories = new TreeSet<String>();
    for (var line : bought.lines().list()) {
      if (line.category() != null) {
        categories.add(line.category());
      }
    }
    putAll(detail, "categories", List.copyOf(categories));
  }

  private static void putAll(ObjectNode node, String field, List<String> values) {
    var array = node.putArray(field);
    values.forEach(array::add);
  }
}
