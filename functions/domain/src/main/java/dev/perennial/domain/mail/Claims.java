package dev.perennial.domain.mail;

import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.MailLog.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Claims that no message stands for any more. */
public final class Claims {
  /** A claim older than this was lost on its way to the queue, or in it. */
  private static final Duration OLD = Duration.ofHours(1);

  private Claims() {}

  /** The send ids of a customer's old claims that have not expired. */
  public static List<String> stale(Customer customer, Instant now) {
    return customer.mailLogOrNone().mails().entrySet().stream()
        .filter(entry -> entry.getValue().state() == State.CLAIMED)
        .filter(entry -> entry.getValue().since().plus(OLD).isBefore(now))
        .filter(entry -> entry.getValue().expires().isAfter(now))
        .map(java.util.Map.Entry::getKey)
        .toList();
  }
}
