package dev.perennial.customers;

import dev.perennial.domain.customers.AddressMarks;
import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.domain.merges.Merging;
import dev.perennial.domain.merges.Merging.Asked;
import dev.perennial.domain.merges.Merging.Outcome;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.util.ArrayList;

/**
 * Makes two customers one.
 *
 * @param customerId who stays
 * @param from who goes
 */
record MergeCustomers(Stores stores, String customerId, String from, AddressKeys keys)
    implements Command<Asked, Outcome> {
  @Override
  public boolean readsMailLog() {
    return true;
  }

  /** After both customers, so that a line that is missed here leaves one of them at another. */
  @Override
  public Asked read(Customer into, Moment at) {
    var asked = new Asked(into, from, stores.customers().personWithMailLog(from));
    if (!asked.needsLines()) {
      return asked;
    }
    var goes = PersonHistory.of(stores.history(), asked.from());
    var ledger = new ArrayList<>(goes.startingWith(LineId.LEDGER));
    ledger.addAll(goes.startingWith(LineId.MERGES));
    var purchases = PersonHistory.of(stores.history(), into).startingWith(LineId.PURCHASES);
    // of whoever had an id before an erasure nothing is the person's
    return asked.with(into.own(purchases), asked.from().own(ledger));
  }

  @Override
  public Decision<Outcome> decide(Asked asked, Moment at) {
    var outcome = Merging.decide(asked, keys, at.rules(), at.now());
    return outcome instanceof Outcome.Merge merge
        ? new Decision.WriteBoth<>(
            merge.from(), AddressMarks.marked(asked.into(), merge.into(), keys, at.now()), outcome)
        : new Decision.Answer<>(outcome);
  }

  /** Nothing that it writes is named by a client. */
  @Override
  public Existing<Outcome> existing(HistoryLine line, Moment at) {
    return new Existing.Outdates<>();
  }
}
