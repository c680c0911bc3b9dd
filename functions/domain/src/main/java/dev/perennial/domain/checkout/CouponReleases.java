package dev.perennial.domain.checkout;

import dev.perennial.domain.evaluation.LedgerStep;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.refunds.Remains;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.domain.rewards.CouponReleased;
import dev.perennial.domain.rewards.Coupons;
import dev.perennial.domain.rewards.PresentedCoupon;
import java.time.Instant;
import java.util.List;

/** Decides whether a coupon's use is taken back: the payment failed, the order was cancelled. */
public final class CouponReleases {
  private CouponReleases() {}

  /** What became of it before it is written. */
  public sealed interface Outcome {
    /** To be written. */
    record Released(Coupon coupon, Change change) implements Outcome {}

    /** It isn't used on that order: nothing is written. */
    record NotUsed(Coupon coupon) implements Outcome {}

    /** The order is recorded, and not all of it went back. */
    record OrderStands() implements Outcome {}

    /** The customer has no such coupon, or named too many wrong codes. */
    record Refused(Coupons.Outcome.Refused why) implements Outcome {}
  }

  /**
   * Decides it.
   *
   * @param presented read after the customer
   * @param order all lines under the order's key, in any order; empty when it isn't recorded
   */
  public static Outcome decide(
      Customer customer,
      PresentedCoupon presented,
      String purchaseId,
      List<HistoryLine> order,
      Rules rules,
      Instant now) {
    if (presented.ended() || order.stream().anyMatch(customer::ended)) {
      return new Outcome.Refused(Coupons.ended());
    }
    var use = new Coupon.Use(customer.customerId(), purchaseId);
    var coupon = presented.coupon();
    if (coupon == null || !coupon.uses().contains(use)) {
      return switch (Coupons.known(presented, customer.customerId())) {
        case Coupons.Known.Not(var why) -> new Outcome.Refused(why);
        case Coupons.Known.Theirs(var theirs) -> new Outcome.NotUsed(theirs);
      };
    }
    if (stands(order)) {
      return new Outcome.OrderStands();
    }
    var account = customer.accountOr(rules.programme().loyalty().tier());
    var event = new CouponReleased(coupon.redemptionId(), coupon.rewardId(), purchaseId);
    var id = LineId.released(account.version() + 1);
    var change = new LedgerStep(customer, account, rules, now).unanswered(id, now, event);
    for (var side : Coupons.released(coupon, use, presented.carried())) {
      change = change.with(side);
    }
    return new Outcome.Released(coupon, change);
  }

  private static boolean stands(List<HistoryLine> order) {
    for (var line : order) {
      if (line.event() instanceof Purchased bought) {
        var left = Remains.of(bought, order);
        var isPaidBack = bought.paid() > 0 && left.total() == 0;
        return !isPaidBack && !left.isNothing();
      }
    }
    return false;
  }
}
