package dev.perennial.segments;

import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.nightly.NightlyPass;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;

/** Moves one customer, as of the pass's instant; answers whether there was a move. */
record Judge(String customerId) implements Command.OfCustomer<Boolean> {
  @Override
  public Decision<Boolean> decide(Customer customer, Moment at) {
    var move = NightlyPass.decide(customer, at.rules(), at.now());
    return move.isPresent() ? new Decision.Write<>(move.get(), true) : new Decision.Answer<>(false);
  }

  /** Another run of the same pass was faster. */
  @Override
  public Existing<Boolean> existing(HistoryLine line, Moment at) {
    return new Existing.Answers<>(false);
  }
}
