package dev.perennial.activities;

import dev.perennial.domain.activities.Activities;
import dev.perennial.domain.activities.Activities.Outcome;
import dev.perennial.domain.activities.Activity;
import dev.perennial.domain.activities.Reviews;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.domain.ledger.Receipt;
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

/** Records an activity once: a line that stands alone, or with it what the ledger has of it. */
record RecordActivity(Stores stores, Activity activity)
    implements Command<RecordActivity.State, RecordActivity.Told> {

  /**
   * The customer, and what is on record of the activity.
   *
   * @param recorded its line, null when there is none or nobody looked
   */
  record State(Customer customer, @Nullable HistoryLine recorded, Reviews.Known known) {}

  /** What became of it. */
  sealed interface Told {
    /** It is on record, or refused. */
    record Final(Recording recording) implements Told {}

    /** It was put beside an account that may have been erased meanwhile. */
    record Noted(HistoryLine line) implements Told {}

    /** The customer was erased. */
    record Erased() implements Told {}
  }

  @Override
  public String customerId() {
    return activity.customerId();
  }

  private String lineId() {
    return LineId.activity(activity.activityId());
  }

  /** Of a review that may earn, its own line, and all purchases unless a review of it earned. */
  @Override
  public State read(Customer customer, Moment at) {
    if (customer.account() == null || customer.erased() || !Reviews.mayEarn(activity, at.rules())) {
      return new State(customer, null, Reviews.Known.NOTHING);
    }
    var history = PersonHistory.of(stores.history(), customer);
    var recorded = history.find(lineId()).orElse(null);
    if (recorded != null) {
      return new State(customer, customer.ended(recorded) ? null : recorded, Reviews.Known.NOTHING);
    }
    var review = LineId.review(Objects.requireNonNull(activity.sku()));
    var known =
        history.find(review).isPresent()
            ? new Reviews.Known(true, List.of())
            : new Reviews.Known(false, customer.own(history.ofPurchases()));
    return new State(customer, null, known);
  }

  @Override
  public Decision<Told> decide(State state, Moment at) {
    if (state.recorded != null) {
      return new Decision.Answer<>(again(state.recorded));
    }
    return switch (Activities.decide(state.customer, activity, state.known, at.rules(), at.now())) {
      case Outcome.Noted noted ->
          new Decision.Note<>(noted.line(), new Decision.Answer<>(new Told.Noted(noted.line())));
      case Outcome.Recorded recorded ->
          new Decision.Write<>(
              recorded.change(), recording(new Recording.Done(receipt(recorded.line()))));
      case Outcome.CustomerErased _ -> new Decision.Answer<>(new Told.Erased());
      case Outcome.UnknownCustomer _ ->
          new Decision.Answer<>(recording(new Recording.Refused(Problem.customerUnknown())));
      case Outcome.TooEarly early ->
          refused(activity.at() + " lies in the future; latest is " + early.latest());
      case Outcome.TooLate late ->
          refused(activity.at() + " is too long ago; earliest is " + late.earliest());
    };
  }

  private Decision<Told> refused(String detail) {
    return new Decision.AnswerUnless<>(
        lineId(), recording(new Recording.Refused(Problem.invalid("/at", detail))));
  }

  private static Told recording(Recording recording) {
    return new Told.Final(recording);
  }

  static Receipt receipt(HistoryLine line) {
    return Objects.requireNonNull(line.answer());
  }

  /** When another review of the same was faster, this one earns nothing. */
  @Override
  public Existing<Told> existing(HistoryLine line, Moment at) {
    return line.id().equals(lineId())
        ? new Existing.Answers<>(again(line))
        : new Existing.Outdates<>();
  }

  /** A review of what was reviewed before an erasure earns nothing either. */
  @Override
  public Existing<Told> ended(HistoryLine line, Moment at) {
    return line.id().equals(lineId())
        ? new Existing.Answers<>(new Told.Erased())
        : new Existing.Outdates<>();
  }

  private Told again(HistoryLine existing) {
    var receipt = Activities.repeat(existing, activity.of(existing.customerId()));
    return recording(
        receipt == null
            ? new Recording.Refused(
                new Problem(
                    409,
                    "activity-conflict",
                    "activity " + activity.activityId() + " was recorded before with other content",
                    "/activityId"))
            : new Recording.Again(receipt));
  }
}
