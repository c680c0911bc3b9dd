package dev.perennial.purchases;

import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.money.Millionths;
import dev.perennial.domain.revisions.Revisions;
import dev.perennial.domain.revisions.Revisions.Outcome;
import dev.perennial.domain.revisions.Revisions.Revision;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.http.Recording;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records an order's next version; an order that is not there is recorded as a purchase. */
record ReviseOrder(Stores stores, Revision revision)
    implements Command<ReviseOrder.State, Recording> {

  /**
   * What is on record of the order.
   *
   * @param purchase its line, null when there is none
   * @param lines all under its key
   * @param first what a first version asks for, null when there is a purchase
   */
  record State(
      Customer customer,
      @Nullable HistoryLine purchase,
      List<HistoryLine> lines,
      RecordPurchase.@Nullable State first) {}

  private String purchaseId() {
    return revision.order().purchaseId();
  }

  private RecordPurchase asPurchase() {
    return new RecordPurchase(stores, revision.order());
  }

  @Override
  public String customerId() {
    return revision.order().customerId();
  }

  @Override
  public State read(Customer customer, Moment at) {
    var id = LineId.purchase(purchaseId());
    var lines =
        customer.erased()
            ? List.<HistoryLine>of()
            : PersonHistory.of(stores.history(), customer).ofPurchase(purchaseId());
    var purchase = lines.stream().filter(line -> line.id().equals(id)).findFirst().orElse(null);
    var first = purchase == null ? asPurchase().read(customer, at) : null;
    return new State(customer, purchase, customer.own(lines), first);
  }

  @Override
  public Decision<Recording> decide(State state, Moment at) {
    if (state.purchase == null) {
      return asPurchase().decide(Objects.requireNonNull(state.first), at);
    }
    // as the order is recorded: its content is compared with that
    var order = revision.order().of(state.purchase.customerId());
    var asked = new Revision(order, revision.number(), revision.reopened());
    var outcome =
        Revisions.decide(state.customer, state.purchase, state.lines, asked, at.rules(), at.now());
    return switch (outcome) {
      case Outcome.Recorded(var change, Receipt receipt) ->
          new Decision.Write<>(change, new Recording.Done(receipt));
      case Outcome.CustomerErased _ ->
          new Decision.Answer<>(new Recording.Refused(Problem.erased()));
      case Outcome.Same(HistoryLine line) ->
          new Decision.Answer<>(new Recording.Again(Objects.requireNonNull(line.answer())));
      case Outcome.Different(int number) ->
          refused(
              409, "revision-conflict", "revision " + number + " has other content", "/revision");
      case Outcome.Outdated(int latest) ->
          refused(
              409,
              "revision-outdated",
              "revision " + latest + " of the order is recorded: an earlier one changes nothing",
              "/revision");
      case Outcome.TooEarly early ->
          invalid(
              "/at", revision.order().at() + " lies in the future; latest is " + early.latest());
      case Outcome.BeforePurchase before ->
          invalid(
              "/at", revision.order().at() + " lies before the purchase, of " + before.purchase());
      case Outcome.OtherCurrency other ->
          invalid("/currency", "must stay the order's, " + other.before());
      case Outcome.Cancelled _ ->
          refused(
              409,
              "order-cancelled",
              "the order went back whole; \"reopened\": true counts it again",
              "/purchaseId");
      case Outcome.NotCancelled _ ->
          refused(409, "order-not-cancelled", "the order did not go back whole", "/reopened");
      case Outcome.WentBack back ->
          refused(
              409,
              "refund-exceeds-purchase",
              Millionths.text(back.quantity())
                  + " of "
                  + back.sku()
                  + " went back: the order must have them still",
              "/lines");
      case Outcome.TooManyPoints much ->
          invalid(
              "/lines",
              "would give more points than the " + much.max() + " that an account can hold");
    };
  }

  private static Decision<Recording> invalid(String path, String detail) {
    return new Decision.Answer<>(new Recording.Refused(Problem.invalid(path, detail)));
  }

  private static Decision<Recording> refused(int status, String name, String detail, String path) {
    return new Decision.Answer<>(new Recording.Refused(new Problem(status, name, detail, path)));
  }

  /** The purchase, or a version, came meanwhile: what is so is read again. */
  @Override
  public Existing<Recording> existing(HistoryLine line, Moment at) {
    return new Existing.Outdates<>();
  }
}
