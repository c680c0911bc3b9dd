package dev.perennial.segments;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.nightly.NightlyPass;
import dev.perennial.domain.nightly.Nights;
import dev.perennial.runtime.transaction.Transactor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a page of customers in the nightly pass, in a function or on one machine: those
 * that moved are written, and nobody else. Run again, or late, it undoes nothing.
 */
public final class Pass {
  /**
   * Moves in one transaction: fewer calls, and the same write units. More would make it likelier
   * that a purchase meets the transaction and has to try again.
   */
  private static final int TOGETHER = 20;

  private final CustomerStore customers;

  /** A pass over a store. */
  public Pass(CustomerStore customers) {
    this.customers = customers;
  }

  /**
   * Judges customers as a scan showed them, and writes what changed.
   *
   * @param at the scheduled instant
   * @return how many customers were found changed
   */
  public int judge(List<Customer> page, Rules rules, Instant at) {
    var moves = page.stream().flatMap(customer -> move(customer, rules, at).stream()).toList();
    var transactor = Transactor.at(at, rules, customers, null);
    for (int i = 0; i < moves.size(); i += TOGETHER) {
      var some = moves.subList(i, Math.min(i + TOGETHER, moves.size()));
      // what a scan shows may be old: the write's conditions find that
      if (!customers.writeTogether(some)) {
        some.forEach(move -> judgeAgain(move.customerId(), transactor));
      }
    }
    return moves.size();
  }

  private static Optional<Change> move(Customer customer, Rules rules, Instant at) {
    return NightlyPass.decide(customer, rules, at)
        .map(change -> Nights.dated(change, customer, rules, at));
  }

  private static void judgeAgain(String customerId, Transactor transactor) {
    if (transactor.run(new Judge(customerId)) instanceof Transactor.Outcome.Busy<Boolean>) {
      throw new IllegalStateException("an account is written too often; the task comes again");
    }
  }
}
