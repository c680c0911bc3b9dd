package dev.perennial.domain.loyalty;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Life;
import dev.perennial.domain.ledger.LineId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
    var days = next == null ? 0 : notice(account, notices, next.getKey(), today);
    if (next == null || days == 0) {
      return Optional.empty();
    }
    return Optional.of(
        HistoryLine.draft(
            account.customerId(),
            // of whoever had the id before the same may have been told
            Life.SLICE.in(account).key(LineId.expiring(next.getKey(), days)),
            account.version() + 1,
            at,
            at,
            Cause.TIME,
            new PointsExpiring(next.getKey().atEndOfMonth(), next.getValue(), days)));
  }

  /**
   * The first later day on which a notice is due, if nobody writes the account; null for none.
   *
   * @param notices days ahead, each at least 1
   */
  public static @Nullable LocalDate next(Account account, Set<Integer> notices, LocalDate today) {
    if (notices.isEmpty() || account.lots().points().isEmpty()) {
      return null;
    }
    var days = new TreeSet<Long>(List.of(today.toEpochDay()));
    for (long step : account.lots().stepsAfter(today)) {
      days.add(step);
    }
    for (var lot : account.lots().points().keySet()) {
      long last = lot.expiry().atEndOfMonth().toEpochDay();
      notices.forEach(ahead -> days.add(last - ahead));
    }
    for (long each : days.tailSet(today.toEpochDay())) {
      var day = LocalDate.ofEpochDay(each);
      var next = account.lots().nextExpiryOn(day);
      if (next != null && notice(account, notices, next.getKey(), day) != 0) {
        return day;
      }
    }
    return null;
  }

  /** The shortest notice whose day has come and that was not given; 0 for none. */
  private static int notice(
      Account account, Set<Integer> notices, YearMonth month, LocalDate today) {
    var left = ChronoUnit.DAYS.between(today, month.atEndOfMonth());
    int shortest = 0;
    for (int days : notices) {
      if (left <= days && (shortest == 0 || days < shortest)) {
        shortest = days;
      }
    }
    return shortest == 0 || wasTold(account, month, shortest) ? 0 : shortest;
  }

  private static boolean wasTold(Account account, YearMonth month, int days) {
    var last = account.find(Notice.SLICE);
    // a later month's notice may have come while this month's points were spent on something
    return last != null
        && (last.expiry().isAfter(month) || (last.expiry().equals(month) && last.days() <= days));
  }
}
