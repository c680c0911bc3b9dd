package dev.perennial.purchases;

import dev.perennial.domain.checkout.Checkout;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore.Written;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.purchases.Purchases.Outcome;
import dev.perennial.domain.purchases.Repeat;
import dev.perennial.domain.referrals.Attribution;
import dev.perennial.domain.refunds.EarlyRefunds;
import dev.perennial.doors.Attempts;
import dev.perennial.doors.Problem;
import dev.perennial.doors.Recording;
import dev.perennial.doors.ReferralCodes;
import dev.perennial.doors.RulesInForce;
import dev.perennial.doors.Stores;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records a purchase once, whichever door it came by. */
final class PurchaseRecorder {
  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;

  PurchaseRecorder(Stores stores, Clock clock) {
    this.stores = stores;
    this.clock = clock;
    rules = new RulesInForce(stores.programme());
  }

  Recording record(Purchase purchase) {
    return Attempts.until(() -> once(purchase))
        .orElseGet(() -> new Recording.Refused(Problem.busy()));
  }

  private Optional<Recording> once(Purchase purchase) {
    var now = clock.instant();
    var customer = stores.customers().read(purchase.customerId());
    return switch (Checkout.decide(
        customer, purchase, known(customer, purchase, now), rules.at(now), now)) {
      case Outcome.Recorded recorded -> write(recorded, purchase);
      case Outcome.CustomerErased _ -> Optional.of(new Recording.Refused(Problem.erased()));
      case Outcome.TooEarly early ->
          refused(
              purchase, "/at", purchase.at() + " lies in the future; latest is " + early.latest());
      case Outcome.TooLate late ->
          refused(
              purchase, "/at", purchase.at() + " is too long ago; earliest is " + late.earliest());
      case Outcome.TooManyPoints much ->
          refused(
              purchase,
              "/lines",
              "would give more points than the " + much.most() + " that an account can hold");
      case Outcome.OtherCurrency other ->
          refused(
              purchase,
              "/currency",
              purchase.currency() + " is not what the shop counts in: " + other.expected());
    };
  }

  private Optional<Recording> write(Outcome.Recorded recorded, Purchase purchase) {
    return switch (stores.customers().write(recorded.change())) {
      case Written.Done _ -> Optional.of(new Recording.Done(recorded.receipt()));
      case Written.LineExists exists -> Optional.of(again(exists.line(), purchase));
      case Written.Stale _ -> Optional.empty();
    };
  }

  /** What may wait for it; each is read only when the customer or the purchase names it. */
  private Checkout.Known known(Customer customer, Purchase purchase, Instant now) {
    var referral = purchase.referralCode();
    var coupon = purchase.couponCode();
    var id = purchase.purchaseId();
    return new Checkout.Known(
        referral != null && Attribution.dependsOnHolder(customer, purchase)
            ? ReferralCodes.holder(stores.programme(), referral)
            : null,
        EarlyRefunds.await(customer, id)
            ? stores.history().startingWith(purchase.customerId(), LineId.refundsOf(id))
            : List.of(),
        coupon == null ? null : stores.presented(coupon, purchase.customerId(), id, now));
  }

  /** What is no longer taken may have been recorded when it was: then it has its answer. */
  private Optional<Recording> refused(Purchase purchase, String path, String detail) {
    return Optional.of(
        stores
            .history()
            .find(purchase.customerId(), LineId.purchase(purchase.purchaseId()))
            .map(line -> again(line, purchase))
            .orElseGet(() -> new Recording.Refused(Problem.invalid(path, detail))));
  }

  private static Recording again(HistoryLine existing, Purchase purchase) {
    return switch (Repeat.judge(existing, purchase)) {
      case Repeat.Same same -> new Recording.Again(same.receipt());
      case Repeat.Different _ -> new Recording.Refused(conflict(purchase));
    };
  }

  private static Problem conflict(Purchase purchase) {
    return new Problem(
        409,
        "purchase-conflict",
        "purchase " + purchase.purchaseId() + " was recorded before with other content",
        "/purchaseId");
  }
}
