package dev.perennial.domain.customers;

import dev.perennial.domain.history.Cause;
import dev.perennial.domain.history.Changes;
import dev.perennial.domain.history.Fact;
import dev.perennial.domain.history.HistoryLine;
import dev.perennial.domain.history.Receipt;
import dev.perennial.domain.loyalty.Account;
import dev.perennial.domain.programme.Rules;
import dev.perennial.domain.segments.Judgement;
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
  public Change change(String id, Fact fact, long points) {
    return change(id, now, fact, points);
  }

  /** The same of another business time. */
  public Change change(String id, Instant at, Fact fact, long points) {
    var seq = before.version() + 1;
    var draft = HistoryLine.draft(before.customerId(), id, seq, at, now, Cause.RECORDED, fact);
    var zone = rules.programme().shop().zone();
    var after = Judgement.judge(before.after(draft, zone), customer.profile(), rules, now);
    var receipt = Receipt.of(points, after, rules.dayOf(now));
    var line = draft.concluded(Changes.between(before, after, points), receipt);
    return Change.of(before, after, line);
  }
}
