package dev.perennial.customers;

import dev.perennial.domain.customers.AddressMarks;
import dev.perennial.domain.customers.Profiles.Outcome;
import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;

/** Changes a customer's profile, or erases it. */
record ChangeProfile(String customerId, How how, AddressKeys keys)
    implements Command.OfCustomer<Outcome> {
  /** What becomes of the profile. */
  interface How {
    /**
     * Decides it.
     *
     * @param customer with the mail log
     */
    Outcome decide(Customer customer, Moment at);
  }

  @Override
  public boolean readsMailLog() {
    return true;
  }

  @Override
  public Decision<Outcome> decide(Customer customer, Moment at) {
    var outcome = how.decide(customer, at);
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
