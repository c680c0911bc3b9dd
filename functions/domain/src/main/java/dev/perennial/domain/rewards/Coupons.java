package dev.perennial.domain.rewards;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.rewards.Coupon.Use;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides whether a coupon is used on an order: alike at the till and with a purchase. */
public final class Coupons {
  private Coupons() {}

  /**
   * The order that a coupon is to be used on.
   *
   * @param goods what its goods cost, in minor units of the shop's currency: after the lines' own
   *     discounts, before the order's discount (which may be the coupon's own), tax and shipping;
   *     null when nobody says
   */
  public record Order(String customerId, String purchaseId, @Nullable Long goods) {}

  /** Why a coupon is not used. */
  public enum Reason {
    /** Nobody has it, or it is another's: who asks is told the same of both. */
    UNKNOWN,
    USED,
    /** The order is of a day before the coupon was had. */
    NOT_YET,
    EXPIRED,
    CANCELLED,
    /** It was had before the customer was erased. */
    ERASED,
    MINIMUM_ORDER,
    NOT_STACKABLE,
    /** The customer named too many wrong codes: this one was not looked at. */
    GUESSES;

    /** As answers name it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What became of a use before it is written. */
  public sealed interface Outcome {
    /** To be written with what the order is. */
    record Used(Coupon after, Carried carried) implements Outcome {}

    /** It was used on this order before: nothing is written. */
    record Again(Coupon coupon) implements Outcome {}

    /**
     * It is not used.
     *
     * @param what says why, with values
     * @param guesses to be written, null when it was no guess
     */
    record Refused(Reason reason, String what, @Nullable Guesses guesses) implements Outcome {}

    /** What is written, if anything is. */
    default List<RewardSide> sides() {
      return switch (this) {
        case Used used ->
            List.of(new RewardSide.PutCoupon(used.after), new RewardSide.PutCarried(used.carried));
        case Again _ -> List.of();
        case Refused no ->
            no.guesses == null ? List.of() : List.of(new RewardSide.PutGuesses(no.guesses));
      };
    }

    /**
     * What the client is told of it beside a purchase.
     *
     * @param code as it was named
     */
    default Receipt.Coupon told(String code) {
      return switch (this) {
        case Used used -> Receipt.Coupon.used(code, used.after.rewardId());
        case Again again -> Receipt.Coupon.used(code, again.coupon.rewardId());
        case Refused no -> Receipt.Coupon.refused(code, no.reason.toString());
      };
    }
  }

  /**
   * Decides a use.
   *
   * @param today the day of the order in the shop's zone
   */
  public static Outcome use(PresentedCoupon presented, Order order, Rules rules, LocalDate today) {
    var coupon = presented.coupon();
    var use = new Use(order.customerId, order.purchaseId);
    if (presented.ended()) {
      return ended();
    }
    // before the guesses are counted: who knows code, customer and order of a use guesses nothing
    if (coupon != null && coupon.uses().contains(use)) {
      return new Outcome.Again(coupon);
    }
    return switch (known(presented, order.customerId)) {
      case Known.Not(var why) -> why;
      case Known.Theirs(var theirs) -> {
        var refused = refusal(theirs, order, presented.carried(), rules, today);
        yield refused == null
            ? new Outcome.Used(theirs.usedOn(use), presented.carried().with(theirs))
            : refused;
      }
    };
  }

  /** Whether who names a code may know of it. */
  public sealed interface Known {
    /** It is of a coupon that the customer may use. */
    record Theirs(Coupon coupon) implements Known {}

    /** It is none, as far as the customer is told. */
    record Not(Outcome.Refused why) implements Known {}
  }

  /** Looks at a code, unless too many wrong ones were named. */
  public static Known known(PresentedCoupon presented, String customerId) {
    var guesses = presented.guesses();
    var coupon = presented.coupon();
    if (guesses.areTooMany()) {
      return new Known.Not(
          refused(
              Reason.GUESSES,
              "too many codes that are none were named; wait until " + guesses.until()));
    }
    return coupon == null || !coupon.isFor(customerId)
        ? new Known.Not(
            new Outcome.Refused(
                Reason.UNKNOWN, "the customer has no such coupon", guesses.oneMore()))
        : new Known.Theirs(coupon);
  }

  /** What is written when a use is taken back. */
  public static List<RewardSide> released(Coupon coupon, Use use, Carried carried) {
    return List.of(
        new RewardSide.PutCoupon(coupon.without(use)),
        new RewardSide.PutCarried(carried.without(coupon)));
  }

  private static Outcome.@Nullable Refused refusal(
      Coupon coupon, Order order, Carried carried, Rules rules, LocalDate today) {
    var offer = coupon.offer();
    if (coupon.cancelled()) {
      return refused(Reason.CANCELLED, "the coupon's redemption was taken back");
    }
    if (coupon.issued().isAfter(today)) {
      return refused(Reason.NOT_YET, "the coupon is good from " + coupon.issued());
    }
    if (coupon.expires().isBefore(today)) {
      return refused(Reason.EXPIRED, "the coupon was good until " + coupon.expires());
    }
    if (coupon.uses().size() >= offer.uses()) {
      return refused(Reason.USED, "the coupon was used as often as may be: " + offer.uses());
    }
    if (order.goods != null && order.goods < offer.minimumOrder()) {
      var currency = rules.programme().shop().currency();
      return refused(
          Reason.MINIMUM_ORDER,
          "the goods come to %s, and the coupon asks for %s"
              .formatted(
                  Amounts.format(order.goods, currency),
                  Amounts.format(offer.minimumOrder(), currency)));
    }
    if (!carried.takes(coupon)) {
      return refused(
          Reason.NOT_STACKABLE,
          offer.stacks() && !carried.alone()
              ? "an order carries at most " + Carried.MAX + " coupons"
              : "the order carries a coupon, and one of the two stands beside no other");
    }
    return null;
  }

  /** Why what somebody had before an erasure is good for nothing. */
  public static Outcome.Refused ended() {
    return refused(Reason.ERASED, "the coupon was had before the customer was erased");
  }

  private static Outcome.Refused refused(Reason reason, String what) {
    return new Outcome.Refused(reason, what, null);
  }

  /**
   * Decides the use that a purchase makes of its own code. The sale took place: a coupon that can't
   * be used is told of in the answer and holds up nothing.
   *
   * @param presented the purchase's own code, read after the customer
   * @param bought what the purchase was recorded as
   */
  public static Outcome use(
      PresentedCoupon presented, Purchase purchase, Purchased bought, Rules rules) {
    var goods = bought.conversion().of(purchase.goods());
    var order = new Order(purchase.customerId(), purchase.purchaseId(), goods);
    return use(presented, order, rules, rules.dayOf(purchase.at()));
  }
}
