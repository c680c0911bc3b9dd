package dev.perennial.activities;

import dev.perennial.activities.RecordActivity.Told;
import dev.perennial.domain.activities.Activities;
import dev.perennial.domain.activities.Activity;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.Problem;
import dev.perennial.runtime.http.Recording;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.transaction.Transactor;
import java.time.Clock;
import java.util.ArrayList;

/** The activities on record: each once, whichever door it came by, and none of somebody erased. */
final class ActivityLog {
  private final Stores stores;
  private final Transactor transactor;

  ActivityLog(Stores stores, Clock clock) {
    this.stores = stores;
    transactor = new Transactor(stores, new RulesInForce(stores.programme()), clock);
  }

  Recording record(Activity activity) {
    return switch (transactor.run(new RecordActivity(stores, activity))) {
      case Transactor.Outcome.Answered<Told>(Told.Final(var recording)) -> recording;
      // an erasure since the customer was read may have looked for activities before this was one
      case Transactor.Outcome.Answered<Told>(Told.Noted(var line)) ->
          stores.customers().person(activity.customerId()).ended(line)
              ? erased(activity)
              : new Recording.Done(RecordActivity.receipt(line));
      case Transactor.Outcome.Answered<Told>(Told.Erased _) -> erased(activity);
      case Transactor.Outcome.Busy<Told> _ -> new Recording.Refused(Problem.busy());
    };
  }

  /**
   * Refuses an activity of somebody erased. A line of it may have been put since the erasure looked
   * for such, by a call that got no further: whoever repeats the call empties it.
   */
  private Recording erased(Activity activity) {
    var person = stores.customers().person(activity.customerId());
    var ids = new ArrayList<>(person.allFormerIds());
    ids.add(person.customerId());
    for (var id : ids) {
      stores
          .history()
          .find(id, LineId.activity(activity.activityId()))
          .filter(person::ended)
          .filter(Activities::tellsMore)
          .map(Activities::erased)
          .ifPresent(line -> stores.history().replace(line, line.expires()));
    }
    return new Recording.Refused(Problem.erased());
  }
}
