package dev.perennial.runtime.transaction;

import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;

/**
 * Something asked for, by whichever way in: what to read for it, how it is decided, and what it
 * means that it was recorded before.
 *
 * @param <S> all that the decision asks for
 * @param <A> what the caller is told
 */
public interface Command<S, A> {
  /** Who is asked for; whoever that customer was merged into is read and written. */
  String customerId();

  /** Whether the mail log is read with the customer. */
  default boolean readsMailLog() {
    return false;
  }

  /**
   * Reads what else the decision asks for, after the customer: of a merged one by {@link
   * dev.perennial.domain.ledger.PersonHistory}.
   */
  S read(Customer customer, Moment at);

  /** Decides; reads nothing and writes nothing. */
  Decision<A> decide(S state, Moment at);

  /** What a line means that was there already when one of the decision's was to be put. */
  Existing<A> existing(HistoryLine line, Moment at);

  /**
   * The same of a line of somebody who was erased, when the customer came back under the same id:
   * for those whose lines have a caller's id. Others' keys tell lives apart.
   */
  default Existing<A> ended(HistoryLine line, Moment at) {
    return existing(line, at);
  }

  /**
   * A command that asks for nothing but the customer.
   *
   * @param <A> what the caller is told
   */
  interface OfCustomer<A> extends Command<Customer, A> {
    @Override
    default Customer read(Customer customer, Moment at) {
      return customer;
    }
  }
}
