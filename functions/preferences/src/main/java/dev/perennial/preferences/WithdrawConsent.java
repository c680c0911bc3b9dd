package dev.perennial.preferences;

import dev.perennial.domain.customers.AddressMarks;
import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.customers.Profiles.Outcome;
import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;

/** Withdraws consent to mail, by a mail's link. */
record WithdrawConsent(String customerId, AddressKeys keys) implements Command.OfCustomer<Outcome> {
  @Override
  public boolean readsMailLog() {
    return true;
  }

  @Override
  public Decision<Outcome> decide(Customer customer, Moment at) {
    var outcome = Profiles.unsubscribe(customer, "unsubscribe-link", at.rules(), at.now());
    return outcome instanceof Outcome.Changed changed
        ? new Decision.Write<>(
            AddressMarks.marked(customer, changed.change(), keys, at.now()), outcome)
        : new Decision.Answer<>(outcome);
  }

  /** The line is of a version: whoever wrote it was faster. */
  @Override
  public Existing<Outcome> existing(HistoryLine line, Moment at) {
    return new Existing.Outdates<>();
  }
}
