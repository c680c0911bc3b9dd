package dev.perennial.domain.ledger;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The customers: read whole, written in transactions, scanned in parts. */
public interface CustomerStore {
  /** Account and profile as last written; the mail log is not read. */
  Customer read(String customerId);

  /** Account, profile and mail log as last written. */
  Customer readWithMailLog(String customerId);

  /** The customer, or whoever that customer was merged into, as last written. */
  default Customer person(String customerId) {
    return follow(read(customerId), this::read);
  }

  /** The same with the mail log. */
  default Customer personWithMailLog(String customerId) {
    return follow(readWithMailLog(customerId), this::readWithMailLog);
  }

  private static Customer follow(Customer first, Function<String, Customer> read) {
    var customer = first;
    for (var next = customer.mergedInto(); next != null; next = customer.mergedInto()) {
      customer = read.apply(next);
    }
    return customer;
  }

  /** Writes a change whole, or says why not. */
  Written write(Change change);

  /**
   * Writes changes of different customers in one transaction, or none of them because one would
   * have been refused. Those are then written each by itself.
   *
   * @param changes of 100 lines and items together at most
   * @return whether they were written
   */
  boolean writeTogether(List<Change> changes);

  /**
   * A page of one part of all customers, each whole.
   *
   * @param cursor where the page before ended, null for the first
   */
  default Page scan(Part part, @Nullable String cursor) {
    return scan(part, cursor, _ -> false);
  }

  /**
   * The same, in which accounts are not read that rest.
   *
   * @param rests asked of each account that has a due day of its own version
   */
  Page scan(Part part, @Nullable String cursor, Predicate<Due> rests);

  /** What became of a change. */
  sealed interface Written {
    /** It was written. */
    record Done() implements Written {}

    /** One of its lines was there already; nothing was written. */
    record LineExists(HistoryLine line) implements Written {}

    /** An item was no longer at the version read; nothing was written. Read and decide again. */
    record Stale() implements Written {}
  }

  /**
   * One of several parts that together are all customers.
   *
   * @param index 0 to {@code of} - 1
   */
  record Part(int index, int of) {
    public Part {
      if (index < 0 || index >= of) {
        throw new IllegalArgumentException("part " + index + " of " + of);
      }
    }
  }

  /**
   * Customers, and where to go on.
   *
   * @param customers each whole
   * @param resting those whose accounts rest: of them only the mail log was read
   * @param cursor null after the last page
   */
  record Page(List<Customer> customers, List<Customer> resting, @Nullable String cursor) {
    /** How many customers were looked at. */
    public int size() {
      return customers.size() + resting.size();
    }
  }
}
