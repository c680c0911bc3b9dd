package dev.perennial.preferences;

import dev.perennial.domain.customers.AddressMarks;
import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.customers.Profiles.Outcome;
import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.AddressMark;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Withdraws consent to mail, by a mail's link.
 *
 * @param mailed key of the address that the mail went to; null of mails that an earlier release
 *     sent
 */
record WithdrawConsent(String customerId, @Nullable String mailed, AddressKeys keys)
    implements Command.OfCustomer<Outcome> {
  @Override
  public boolean readsMailLog() {
    return true;
  }

  @Override
  public Decision<Outcome> decide(Customer customer, Moment at) {
    var outcome = Profiles.unsubscribe(customer, "unsubscribe-link", at.rules(), at.now());
    if (outcome instanceof Outcome.Changed changed) {
      var change = AddressMarks.marked(customer, changed.change(), keys, at.now());
      // the same mark twice is one, and would be refused in one transaction
      var isMarked = mailed == null || change.sides().contains(mark(at));
      return new Decision.Write<>(isMarked ? change : change.with(mark(at)), outcome);
    }
    // whoever asked has the mail, and so the address: under whatever id it is known by now
    return mailed == null
        ? new Decision.Answer<>(outcome)
        : new Decision.Write<>(Change.ofSides(customer.customerId(), List.of(mark(at))), outcome);
  }

  private AddressMark mark(Moment at) {
    return AddressMarks.unsubscribed(Objects.requireNonNull(mailed), at.now());
  }

  /** The line is of a version: whoever wrote it was faster. */
  @Override
  public Existing<Outcome> existing(HistoryLine line, Moment at) {
    return new Existing.Outdates<>();
  }
}
