package dev.perennial.purchases;

import dev.perennial.domain.checkout.Checkout;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.purchases.Purchases.Outcome;
import dev.perennial.domain.purchases.Repeat;
import dev.perennial.domain.referrals.Attribution;
import dev.perennial.domain.refunds.EarlyRefunds;
import dev.perennial.domain.refunds.Since;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.http.Recording;
import dev.perennial.runtime.links.ReferralCodes;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
                ? customer.own(PersonHistory.of(stores.history(), customer).waitingFor(id))
                : List.of(),
            coupon == null ? null : stores.presented(coupon, customer, id, at.now()),
            returned(PersonHistory.of(stores.history(), customer)));
    return new State(customer, known);
  }

  private Map<String, List<HistoryLine>> returned(PersonHistory history) {
    var returned = new HashMap<String, List<HistoryLine>>();
    for (var each : purchase.returns()) {
      if (each.purchaseId() != null && !returned.containsKey(each.purchaseId())) {
        returned.put(each.purchaseId(), history.ofPurchase(each.purchaseId()));
      }
    }
    return returned;
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
      case Outcome.NoRate none ->
          refused(
              "/currency",
              "%s is not what the shop counts in, %s: \"rate\" must say what one %1$s is in %2$s, or"
                      .formatted(purchase.currency(), none.own())
                  + " the programme's rates.yaml for the purchase's day");
      case Outcome.NeedlessRate needless ->
          refused("/rate", "must be 1 or left out: " + needless.own() + " is the shop's own");
      case Outcome.TooDear dear ->
          refused(
              "/lines", "come to more than " + Amounts.LARGEST_MAJOR + " in the shop's currency");
      case Outcome.ReturnRefused back when back.why() == Outcome.ReturnRefused.Why.ERASED ->
          new Decision.Answer<>(new Recording.Refused(Problem.erased(returnRefused(back))));
      case Outcome.ReturnRefused back -> refused("/lines", returnRefused(back));
    };
  }

  private static String returnRefused(Outcome.ReturnRefused back) {
    var of = "have goods that come back of purchase " + back.purchaseId();
    return switch (back.why()) {
      case UNKNOWN_PURCHASE ->
          of + ", which the customer has not; without purchaseId they are traded in";
      case MORE_THAN_IS_LEFT -> of + ", of which less is left";
      case AMBIGUOUS -> of + ", and may be several of its lines: lineId must say which";
      case ERASED -> of + ", which is of before the customer was erased";
      case OTHER_TIME_OR_CURRENCY -> of + ", which is of a later time or another currency";
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
        switch (Repeat.judge(line, purchase.of(line.customerId()))) {
          case Repeat.Same same -> new Recording.Again(same.receipt(), since(line));
          case Repeat.Different _ -> new Recording.Refused(conflict());
        });
  }

  @Override
  public Existing<Recording> ended(HistoryLine line, Moment at) {
    return new Existing.Answers<>(new Recording.Refused(Problem.erased()));
  }

  /** What became of the purchase later: read for a repeated call alone. */
  private @Nullable Since since(HistoryLine line) {
    var id = purchase.purchaseId();
    // whoever the line's customer was merged into may have gone on with the order
    var person = stores.customers().person(line.customerId());
    return Since.of(line, line, PersonHistory.of(stores.history(), person).ofPurchase(id));
  }

  private Problem conflict() {
    return new Problem(
        409,
        "purchase-conflict",
        "purchase "
            + purchase.purchaseId()
            + " was recorded before with other content; PUT /purchases/{purchaseId} changes it",
        "/purchaseId");
  }
}
