package dev.perennial.domain.evaluation;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Changes;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Receipt;
import java.time.Instant;

/**
 * One line, and the account that it makes.
 *
 * @param before the customer's account, or an empty one
 */
public record LedgerStep(Customer customer, Account before, Rules rules, Instant now) {
  /**
   * The change.
   *
   * @param id the line's key
   * @param points that came or went, as the client is told
   */
  public Change change(String id, DomainEvent fact, long points) {
    return change(id, now, fact, points);
  }

  /**
   * The change of what has a business time of its own.
   *
   * @param id the line's key
   * @param points that came or went, as the client is told
   */
  public Change change(String id, Instant at, DomainEvent fact, long points) {
    var draft = draft(id, at, fact);
    var after = evaluated(draft);
    var receipt = Receipt.of(points, after, rules.dayOf(now));
    var line = draft.concluded(Changes.between(before, after, points), receipt);
    return Change.of(before, after, line);
  }

  /**
   * The change of a line that no client is answered by, and that moves no points.
   *
   * @param id the line's key
   * @param at business time
   */
  public Change unanswered(String id, Instant at, DomainEvent fact) {
    var draft = draft(id, at, fact);
    var after = evaluated(draft);
    return Change.of(before, after, draft.concluded(Changes.between(before, after, 0), null));
  }

  private HistoryLine draft(String id, Instant at, DomainEvent fact) {
    var seq = before.version() + 1;
    return HistoryLine.draft(before.customerId(), id, seq, at, now, Cause.RECORDED, fact);
  }

  private Account evaluated(HistoryLine line) {
    var zone = rules.programme().shop().zone();
    return Evaluation.evaluate(before.after(line, zone), customer.profile(), rules, now);
  }
}
