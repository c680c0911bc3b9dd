package dev.perennial.domain.loyalty;

import dev.perennial.domain.evaluation.LedgerStep;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Lots;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;

/** Decides points that staff give or take, with a reason and a name to it. */
public final class Adjustments {
  private Adjustments() {}

  /**
   * What staff ask for.
   *
   * @param adjustmentId the caller's own id, unique for the customer
   * @param points below 0 to take some; never 0
   * @param reason for people to read; it stays in the ledger
   * @param author the id of who answers for it
   */
  public record Adjustment(
      String adjustmentId, String customerId, long points, String reason, String author) {}

  /** What became of an adjustment before it is written. */
  public sealed interface Outcome {
    /** To be written. */
    record Adjusted(Change change) implements Outcome {}

    /** There is no such customer. */
    record UnknownCustomer() implements Outcome {}

    /** The account would hold more points than it can. */
    record TooManyPoints(long max) implements Outcome {}
  }

  /**
   * Decides an adjustment. Points given can be spent at once, pay debt first, and are valid as long
   * as those of a purchase; taken are those that expire first, and what is missing becomes debt.
   */
  public static Outcome decide(Customer customer, Adjustment adjustment, Rules rules, Instant now) {
    var account = customer.account();
    if (account == null) {
      return new Outcome.UnknownCustomer();
    }
    if (adjustment.points() > Lots.MAX - account.lots().total()) {
      return new Outcome.TooManyPoints(Lots.MAX);
    }
    var today = rules.dayOf(now);
    var given = Math.max(0, adjustment.points());
    var asked = Math.max(0, -adjustment.points());
    var valid = rules.programme().loyalty().validMonths();
    var lot = new Lots.Lot(null, YearMonth.from(today).plusMonths(valid));
    var first = new Lots.Lot(null, YearMonth.from(today));
    var taken =
        asked == 0
            ? List.<Lots.Take>of()
            : account.lots().settledOn(today).planClawBack(first, asked, today);
    var found = taken.stream().mapToLong(Lots.Take::points).sum();
    var fact =
        new Adjusted(
            adjustment.adjustmentId(),
            adjustment.points(),
            adjustment.reason(),
            adjustment.author(),
            lot,
            Math.min(account.debt(), given),
            taken,
            asked - found);
    var id = LineId.adjustment(adjustment.adjustmentId());
    var step = new LedgerStep(customer, account, rules, now);
    return new Outcome.Adjusted(step.change(id, fact, adjustment.points()));
  }

  /** Whether a line holds the same adjustment. */
  public static boolean isSame(HistoryLine existing, Adjustment adjustment) {
    return existing.event() instanceof Adjusted before
        && before.points() == adjustment.points()
        && before.reason().equals(adjustment.reason())
        && before.author().equals(adjustment.author());
  }
}
