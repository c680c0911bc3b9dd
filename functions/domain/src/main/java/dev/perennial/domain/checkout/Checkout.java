package dev.perennial.domain.checkout;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Purchases;
import dev.perennial.domain.purchases.Purchases.Outcome;
import dev.perennial.domain.purchases.TakenPurchase;
import dev.perennial.domain.referrals.Attribution;
import dev.perennial.domain.refunds.EarlyRefunds;
import dev.perennial.domain.rewards.Coupons;
import dev.perennial.domain.rewards.PresentedCoupon;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides a purchase with all that may wait for it. */
public final class Checkout {
  private Checkout() {}

  /**
   * What is on record about a purchase beside its customer, read after the customer.
   *
   * @param holder whose the referral code is: null when nobody's, or when {@link
   *     Attribution#dependsOnHolder} says no
   * @param refunds the lines under the purchase's key; none unless {@link EarlyRefunds#await}
   * @param coupon its own code with what is known of it, null when it names none
   * @param returned of each purchase of which goods come back with it, all lines under its key
   */
  public record Known(
      @Nullable String holder,
      List<HistoryLine> refunds,
      @Nullable PresentedCoupon coupon,
      Map<String, List<HistoryLine>> returned) {
    /** Nothing waits for it. */
    public static final Known NOTHING = new Known(null, List.of(), null, Map.of());

    public Known {
      refunds = List.copyOf(refunds);
      returned = Map.copyOf(returned);
    }
  }

  /**
   * Decides a purchase of a live customer.
   *
   * @param purchase of the customer, under whichever id
   * @param now when it is recorded
   */
  public static Outcome decide(
      Customer customer, Purchase purchase, Known known, Rules rules, Instant now) {
    var referred = Attribution.of(customer, purchase, known.holder).toPurchase();
    var judged = Purchases.judge(customer, purchase, referred, rules, now);
    return whole(judged, customer, purchase, known, rules, now);
  }

  /**
   * Decides a purchase of any age that is imported: its codes are kept and do nothing.
   *
   * @param purchase of the customer, under whichever id
   * @param refunds as {@link Known} has them
   * @param now when it is recorded
   */
  public static Outcome imported(
      Customer customer, Purchase purchase, List<HistoryLine> refunds, Rules rules, Instant now) {
    var judged = Purchases.judge(customer, purchase, rules, now, Cause.IMPORTED);
    return whole(judged, customer, purchase, new Known(null, refunds, null, Map.of()), rules, now);
  }

  /**
   * The purchase first, then the refunds that waited for it, what comes back with it, its coupon,
   * and one answer.
   */
  private static Outcome whole(
      Purchases.Judged judged,
      Customer customer,
      Purchase told,
      Known known,
      Rules rules,
      Instant now) {
    var purchase = told.of(customer.customerId());
    return switch (judged) {
      case Outcome.Refused refused -> refused;
      case TakenPurchase taken -> {
        var early =
            EarlyRefunds.apply(customer, taken.line(), taken.after(), known.refunds, rules, now);
        var then = new Customer(customer.customerId(), early.account(), customer.profile(), null);
        yield switch (Returns.apply(then, purchase, known.returned, rules, now)) {
          case Returns.Refused(String of, Outcome.ReturnRefused.Why why) ->
              new Outcome.ReturnRefused(of, why);
          case Returns.Applied(List<HistoryLine> lines, Account account) -> {
            var further = new ArrayList<>(early.lines());
            further.addAll(lines);
            yield withCoupon(taken, further, account, purchase, known.coupon, rules, now);
          }
        };
      }
    };
  }

  private static Outcome withCoupon(
      TakenPurchase taken,
      List<HistoryLine> further,
      Account account,
      Purchase purchase,
      @Nullable PresentedCoupon coupon,
      Rules rules,
      Instant now) {
    var bought = (Purchased) taken.line().event();
    var use = coupon == null ? null : Coupons.use(coupon, purchase, bought, rules);
    return taken.with(
        further,
        account,
        coupon == null || use == null ? null : use.told(coupon.code()),
        use == null ? List.of() : use.sides(),
        rules.dayOf(now));
  }
}
