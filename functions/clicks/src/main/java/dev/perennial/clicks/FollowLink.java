package dev.perennial.clicks;

import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.mail.FollowedLink.Outcome;
import dev.perennial.domain.mail.FollowedLink;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;

/** Counts a click, if a person's; what seems a machine's is told, and noted by who asked. */
record FollowLink(String customerId, FollowedLink followed) implements Command.OfCustomer<Outcome> {
  @Override
  public boolean readsMailLog() {
    return true;
  }

  @Override
  public Decision<Outcome> decide(Customer customer, Moment at) {
    var outcome = followed.decide(customer, at.rules(), at.now());
    return outcome instanceof Outcome.Counts counts
        ? new Decision.Write<>(counts.change(), outcome)
        : new Decision.Answer<>(outcome);
  }

  /** A click of the mail counts once. */
  @Override
  public Existing<Outcome> existing(HistoryLine line, Moment at) {
    return new Existing.Counts<>();
  }
}
