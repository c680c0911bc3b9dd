package dev.perennial.purchases;

import dev.perennial.domain.checkout.Checkout;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.purchases.Purchases.Outcome;
import dev.perennial.domain.purchases.Repeat;
import dev.perennial.domain.referrals.Attribution;
import dev.perennial.domain.refunds.EarlyRefunds;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.http.Recording;
import dev.perennial.runtime.links.ReferralCodes;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.util.List;

/** Records a purchase once, whichever door it came by. */
record RecordPurchase(Stores stores, Purchase purchase)
    implements Command<RecordPurchase.State, Recording> {

  /** The customer, and what may wait for the purchase. */
  record State(Customer customer, Checkout.Known known) {}

  @Override
  public String customerId() {
    return purchase.customerId();
  }

  /** What may wait for it; each is read only when the customer or the purchase names it. */
  @Override
  public State read(Customer customer, Moment at) {
    var referral = purchase.referralCode();
    var coupon = purchase.couponCode();
    var id = purchase.purchaseId();
    var known =
        new Checkout.Known(
            referral != null && Attribution.dependsOnHolder(customer, purchase)
                ? ReferralCodes.holder(stores.programme(), referral)
                : null,
            EarlyRefunds.await(customer, id)
                ? stores.history().startingWith(customerId(), LineId.refundsOf(id))
                : List.of(),
            coupon == null ? null : stores.presented(coupon, customerId(), id, at.now()));
    return new State(customer, known);
  }

  @Override
  public Decision<Recording> decide(State state, Moment at) {
    return switch (Checkout.decide(state.customer, purchase, state.known, at.rules(), at.now())) {
      case Outcome.Recorded recorded ->
          new Decision.Write<>(recorded.change(), new Recording.Done(recorded.receipt()));
      case Outcome.CustomerErased _ ->
          new Decision.Answer<>(new Recording.Refused(Problem.erased()));
      case Outcome.TooEarly early ->
          refused("/at", purchase.at() + " lies in the future; latest is " + early.latest());
      case Outcome.TooLate late ->
          refused("/at", purchase.at() + " is too long ago; earliest is " + late.earliest());
      case Outcome.TooManyPoints much ->
          refused(
              "/lines",
              "would give more points than the " + much.max() + " that an account can hold");
      case Outcome.OtherCurrency other ->
          refused(
              "/currency",
              purchase.currency() + " is not what the shop counts in: " + other.expected());
    };
  }

  private Decision<Recording> refused(String path, String detail) {
    return new Decision.AnswerUnless<>(
        LineId.purchase(purchase.purchaseId()),
        new Recording.Refused(Problem.invalid(path, detail)));
  }

  @Override
  public Existing<Recording> existing(HistoryLine line, Moment at) {
    return new Existing.Answers<>(
        switch (Repeat.judge(line, purchase)) {
          case Repeat.Same same -> new Recording.Again(same.receipt());
          case Repeat.Different _ -> new Recording.Refused(conflict());
        });
  }

  private Problem conflict() {
    return new Problem(
        409,
        "purchase-conflict",
        "purchase " + purchase.purchaseId() + " was recorded before with other content",
        "/purchaseId");
  }
}
