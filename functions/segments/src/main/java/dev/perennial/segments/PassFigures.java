package dev.perennial.segments;

import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore.Page;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.runtime.cloud.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a part of the nightly pass came to. */
final class PassFigures {
  private long judged;
  private long moved;
  private Instant oldest = Instant.MAX;

  /** Counts a page of customers, those that rest among them, of whom some moved. */
  void add(Page page, int movedOfThem) {
    judged += page.size();
    moved += movedOfThem;
    add(page.customers());
    add(page.resting());
  }

  private void add(List<Customer> customers) {
    for (var customer : customers) {
      for (var mail : customer.mailLogOrNone().mails().values()) {
        if (mail.state() == MailLog.State.CLAIMED && mail.since().isBefore(oldest)) {
          oldest = mail.since();
        }
      }
    }
  }

  /**
   * The figures of the part.
   *
   * @param due the instant that the pass is of
   * @param now when the part was done
   */
  Map<Figure, Long> at(Instant due, Instant now) {
    return Map.of(
        Figure.CUSTOMERS_JUDGED,
        judged,
        Figure.CUSTOMERS_MOVED,
        moved,
        Figure.PASS_DURATION,
        Math.max(0, Duration.between(due, now).toSeconds()),
        Figure.OLDEST_CLAIM,
        oldest.equals(Instant.MAX) ? 0 : Math.max(0, Duration.between(oldest, due).toSeconds()));
  }
}
