package dev.perennial.preferences;

import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.customers.Profiles.Outcome;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.doors.Command;
import dev.perennial.doors.Decision;
import dev.perennial.doors.Existing;
import dev.perennial.doors.Moment;

/** Withdraws consent to mail, by a mail's link. */
record WithdrawConsent(String customerId) implements Command.OfCustomer<Outcome> {
  @Override
  public boolean readsMailLog() {
    return true;
  }

  @Override
  public Decision<Outcome> decide(Customer customer, Moment at) {
    var outcome = Profiles.unsubscribe(customer, "unsubscribe-link", at.rules(), at.now());
    return outcome instanceof Outcome.Changed changed
        ? new Decision.Write<>(changed.change(), outcome)
        : new Decision.Answer<>(outcome);
  }

  /** The line is of a version: whoever wrote it was faster. */
  @Override
  public Existing<Outcome> existing(HistoryLine line, Moment at) {
    return new Existing.Outdates<>();
  }
}
