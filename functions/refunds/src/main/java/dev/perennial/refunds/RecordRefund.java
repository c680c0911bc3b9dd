package dev.perennial.refunds;

import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.money.Millionths;
import dev.perennial.domain.refunds.EarlyRefunds;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.refunds.RefundRepeat;
import dev.perennial.domain.refunds.Refunds;
import dev.perennial.domain.refunds.Refunds.Outcome;
import dev.perennial.domain.refunds.Returned;
import dev.perennial.domain.refunds.Since;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.http.Recording;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records a refund once, whichever door it came by. */
record RecordRefund(Stores stores, Refund refund)
    implements Command<RecordRefund.State, Recording> {

  /**
   * The customer, and what is on record of the purchase that goes back.
   *
   * @param purchase its line, null when there is none
   * @param refunds the lines of its refunds and later versions so far
   * @param returned what these come to, where they were not read because there are many
   */
  record State(
      Customer customer,
      @Nullable HistoryLine purchase,
      List<HistoryLine> refunds,
      @Nullable Returned returned) {}

  @Override
  public String customerId() {
    return refund.customerId();
  }

  /** One query, since the purchase's own key begins those of its refunds, unless they are many. */
  @Override
  public State read(Customer customer, Moment at) {
    var refunds = new ArrayList<HistoryLine>();
    if (customer.erased()) {
      return new State(customer, null, refunds, null);
    }
    var returned = Returned.find(stores.history(), customer, refund.purchaseId());
    if (returned != null && !isKnown(customer)) {
      return new State(customer, returned.purchase(), refunds, returned);
    }
    var id = LineId.purchase(refund.purchaseId());
    HistoryLine purchase = null;
    for (var line : PersonHistory.of(stores.history(), customer).ofPurchase(refund.purchaseId())) {
      if (line.id().equals(id)) {
        purchase = line;
      } else {
        refunds.add(line);
      }
    }
    return new State(customer, purchase, refunds, null);
  }

  private boolean isKnown(Customer customer) {
    var id = LineId.refund(refund.purchaseId(), refund.refundId());
    return stores.history().find(customer.customerId(), id).isPresent();
  }

  @Override
  public Decision<Recording> decide(State state, Moment at) {
    if (state.customer.erased()) {
      return refused(Problem.erased());
    }
    var own = state.customer.own(state.refunds);
    var id = LineId.refund(refund.purchaseId(), refund.refundId());
    for (var line : state.refunds) {
      if (line.id().equals(id)) {
        return state.customer.ended(line)
            ? refused(Problem.erased())
            : new Decision.Answer<>(again(line, state.purchase, own));
      }
    }
    return state.purchase == null
        ? early(state.customer, at)
        : decide(
            state.customer,
            state.returned == null ? Returned.of(state.purchase, own) : state.returned,
            at);
  }

  private Decision<Recording> decide(Customer customer, Returned returned, Moment at) {
    return switch (Refunds.decide(
        customer, returned, refund.of(customer.customerId()), at.rules(), at.now())) {
      case Outcome.Recorded recorded ->
          new Decision.Write<>(recorded.change(), new Recording.Done(recorded.receipt()));
      case Outcome.CustomerErased _ -> refused(Problem.erased());
      case Outcome.TooEarly early -> refused(tooEarly(early.latest()));
      case Outcome.BeforePurchase before ->
          refused(
              Problem.invalid(
                  "/at", refund.at() + " lies before the purchase, of " + before.purchase()));
      case Outcome.TooMuch much ->
          refused(
              new Problem(
                  409,
                  "refund-exceeds-purchase",
                  "only %s of %s are left to go back"
                      .formatted(Millionths.text(much.left()), much.name()),
                  "/lines/" + much.line() + "/" + much.field()));
      case Outcome.TooMuchMoney much ->
          refused(
              new Problem(
                  409,
                  "refund-exceeds-purchase",
                  "only " + money(much.left(), at) + " of what was paid is left to pay back",
                  much.path()));
      case Outcome.Ambiguous either ->
          refused(
              new Problem(
                  409,
                  "refund-ambiguous",
                  either.name()
                      + " may be one of several lines of the purchase, which are not worth the"
                      + " same: lineId, unitPrice or amount must tell which",
                  "/lines/" + either.line()));
      case Outcome.OtherCurrency other ->
          refused(Problem.invalid("/currency", "must be what was paid in, " + other.paidIn()));
      case Outcome.NothingLeft _ ->
          refused(
              new Problem(
                  409, "refund-exceeds-purchase", "nothing is left to go back", "/purchaseId"));
    };
  }

  private static String money(long minor, Moment at) {
    var currency = at.rules().programme().shop().currency();
    return Amounts.format(minor, currency) + " " + currency;
  }

  /** The purchase is not known: the refund waits for it. */
  private Decision<Recording> early(Customer customer, Moment at) {
    return switch (EarlyRefunds.decide(customer, refund, at.rules(), at.now())) {
      case EarlyRefunds.Outcome.Waits waits ->
          new Decision.Write<>(waits.change(), new Recording.Waiting());
      case EarlyRefunds.Outcome.CustomerErased _ -> refused(Problem.erased());
      case EarlyRefunds.Outcome.TooEarly early -> refused(tooEarly(early.latest()));
      case EarlyRefunds.Outcome.TooMany much ->
          refused(
              new Problem(
                  409,
                  "refunds-waiting",
                  "%d refunds of the customer wait for their purchases, as many as may"
                      .formatted(much.max()),
                  "/purchaseId"));
    };
  }

  private static Decision<Recording> refused(Problem problem) {
    return new Decision.Answer<>(new Recording.Refused(problem));
  }

  private Problem tooEarly(Instant latest) {
    return Problem.invalid("/at", refund.at() + " lies in the future; latest is " + latest);
  }

  @Override
  public Existing<Recording> existing(HistoryLine line, Moment at) {
    return new Existing.Answers<>(again(line, null, List.of()));
  }

  @Override
  public Existing<Recording> ended(HistoryLine line, Moment at) {
    return new Existing.Answers<>(new Recording.Refused(Problem.erased()));
  }

  private Recording again(
      HistoryLine existing, @Nullable HistoryLine purchase, List<HistoryLine> refunds) {
    return switch (RefundRepeat.judge(existing, refunds, refund.of(existing.customerId()))) {
      case RefundRepeat.Same same ->
          new Recording.Again(
              same.receipt(), purchase == null ? null : Since.of(purchase, existing, refunds));
      case RefundRepeat.Waiting _ -> new Recording.Waiting();
      case RefundRepeat.Rejected rejected ->
          new Recording.Refused(
              new Problem(
                  409,
                  "refund-rejected",
                  "the refund waited for its purchase and was not taken: " + rejected.reason(),
                  "/refundId"));
      case RefundRepeat.Different _ ->
          new Recording.Refused(
              new Problem(
                  409,
                  "refund-conflict",
                  "refund " + refund.refundId() + " was recorded before with other content",
                  "/refundId"));
    };
  }
}
