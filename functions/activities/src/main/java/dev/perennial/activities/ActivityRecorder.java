package dev.perennial.activities;

import dev.perennial.domain.activities.Activities;
import dev.perennial.domain.activities.Activities.Outcome;
import dev.perennial.domain.activities.Activity;
import dev.perennial.domain.activities.Reviews;
import dev.perennial.domain.ledger.CustomerStore.Written;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.doors.Attempts;
import dev.perennial.doors.Problem;
import dev.perennial.doors.Recording;
import dev.perennial.doors.RulesInForce;
import dev.perennial.doors.Stores;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Records an activity once, whichever door it came by. */
final class ActivityRecorder {
  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;

  ActivityRecorder(Stores stores, Clock clock) {
    this.stores = stores;
    this.clock = clock;
    rules = new RulesInForce(stores.programme());
  }

  Recording record(Activity activity) {
    return Attempts.until(() -> once(activity))
        .orElseGet(() -> new Recording.Refused(Problem.busy()));
  }

  private Optional<Recording> once(Activity activity) {
    var now = clock.instant();
    var inForce = rules.at(now);
    var customer = stores.customers().read(activity.customerId());
    var mayEarn =
        customer.account() != null && !customer.erased() && Reviews.mayEarn(activity, inForce);
    var before = mayEarn ? recorded(activity) : Optional.<Recording>empty();
    if (before.isPresent()) {
      return before;
    }
    var known = mayEarn ? known(activity) : Reviews.Known.NOTHING;
    return switch (Activities.decide(customer, activity, known, inForce, now)) {
      case Outcome.Noted noted -> note(noted.line(), activity);
      case Outcome.Rewarded rewarded -> write(rewarded, activity);
      case Outcome.CustomerErased _ -> Optional.of(erased(activity));
      case Outcome.UnknownCustomer _ ->
          Optional.of(new Recording.Refused(Problem.customerUnknown()));
      case Outcome.TooEarly early ->
          refused(activity, activity.at() + " lies in the future; latest is " + early.latest());
      case Outcome.TooLate late ->
          refused(activity, activity.at() + " is too long ago; earliest is " + late.earliest());
    };
  }

  /** What is on record about what is reviewed: all purchases, unless a review of it earned. */
  private Reviews.Known known(Activity activity) {
    var customerId = activity.customerId();
    var review = LineId.review(Objects.requireNonNull(activity.sku()));
    return stores.history().find(customerId, review).isPresent()
        ? new Reviews.Known(true, List.of())
        : new Reviews.Known(false, stores.history().startingWith(customerId, LineId.PURCHASES));
  }

  private Optional<Recording> note(HistoryLine line, Activity activity) {
    if (!stores.history().putNew(line, line.expires())) {
      return recorded(activity);
    }
    // an erasure since the customer was read may have looked for activities before this was one
    return Optional.of(
        stores.customers().read(activity.customerId()).erased()
            ? erased(activity)
            : new Recording.Done(receipt(line)));
  }

  /**
   * Refuses an activity of somebody erased. A line of it may have been put since the erasure looked
   * for such, by a call that got no further: whoever repeats the call empties it.
   */
  private Recording erased(Activity activity) {
    stores
        .history()
        .find(activity.customerId(), LineId.activity(activity.activityId()))
        .filter(Activities::tellsMore)
        .map(Activities::erased)
        .ifPresent(line -> stores.history().replace(line, line.expires()));
    return new Recording.Refused(Problem.erased());
  }

  /** The answer to what was recorded before under the activity's id. */
  private Optional<Recording> recorded(Activity activity) {
    return stores
        .history()
        .find(activity.customerId(), LineId.activity(activity.activityId()))
        .map(line -> again(line, activity));
  }

  private Optional<Recording> write(Outcome.Rewarded rewarded, Activity activity) {
    return switch (stores.customers().write(rewarded.change())) {
      case Written.Done _ -> Optional.of(new Recording.Done(receipt(rewarded.line())));
      // another review of the same was faster: this one is decided again, and earns nothing
      case Written.LineExists exists when !exists.line().id().equals(rewarded.line().id()) ->
          Optional.empty();
      case Written.LineExists exists -> Optional.of(again(exists.line(), activity));
      case Written.Stale _ -> Optional.empty();
    };
  }

  /** What is no longer taken may have been recorded when it was: then it has its answer. */
  private Optional<Recording> refused(Activity activity, String detail) {
    return recorded(activity)
        .or(() -> Optional.of(new Recording.Refused(Problem.invalid("/at", detail))));
  }

  private static Receipt receipt(HistoryLine line) {
    return Objects.requireNonNull(line.answer());
  }

  private static Recording again(HistoryLine existing, Activity activity) {
    var receipt = Activities.repeat(existing, activity);
    return receipt == null
        ? new Recording.Refused(
            new Problem(
                409,
                "activity-conflict",
                "activity " + activity.activityId() + " was recorded before with other content",
                "/activityId"))
        : new Recording.Again(receipt);
  }
}
