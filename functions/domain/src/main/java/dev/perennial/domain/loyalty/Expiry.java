package dev.perennial.domain.loyalty;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** Tells of points that are about to expire, once for each month and each number of days ahead. */
public final class Expiry {
  private Expiry() {}

  /**
   * The line that tells of it, if it is due: for the shortest notice whose day has come. A longer
   * one that no pass gave is left out.
   *
   * @param notices days ahead, each at least 1
   */
  public static Optional<HistoryLine> due(
      Account account, Set<Integer> notices, LocalDate today, Instant at) {
    var next = account.lots().nextExpiryOn(today);
    if (next == null) {
      return Optional.empty();
    }
    var month = next.getKey();
    var left = ChronoUnit.DAYS.between(today, month.atEndOfMonth());
    return notices.stream()
        .filter(days -> left <= days)
        .min(Integer::compare)
        .filter(days -> !wasTold(account, month, days))
        .map(
            days ->
                HistoryLine.draft(
                    account.customerId(),
                    LineId.expiring(month, days),
                    account.version() + 1,
                    at,
                    at,
                    Cause.TIME,
                    new PointsExpiring(month.atEndOfMonth(), next.getValue(), days)));
  }

  private static boolean wasTold(Account account, YearMonth month, int days) {
    var last = account.find(Notice.SLICE);
    // a later month's notice may have come while this month's points were spent on something
    return last != null
        && (last.expiry().isAfter(month) || (last.expiry().equals(month) && last.days() <= days));
  }
}
