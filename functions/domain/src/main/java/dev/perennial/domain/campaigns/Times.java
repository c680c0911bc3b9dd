package dev.perennial.domain.campaigns;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * When waits are over. An hour that a change of clocks leaves out is the next one that there is; of
 * an hour that comes twice it is the first.
 */
final class Times {
  private Times() {}

  /** So long after an instant: days of the calendar first, then time. */
  static Instant after(Step.Wait wait, Instant since, ZoneId zone) {
    return since.atZone(zone).plusDays(wait.days()).toInstant().plus(wait.time());
  }

  /** The next such time that is not before an instant; the instant when its date has passed. */
  static Instant next(Step.Until until, Instant since, ZoneId zone) {
    var from = since.atZone(zone);
    var day = from.toLocalDate();
    if (until.date() != null && until.weekday() == null && day.isAfter(until.date())) {
      return since;
    }
    if (until.date() != null && until.date().isAfter(day)) {
      day = until.date();
    }
    while (!fits(until, day) || at(day, until.hour(), zone).isBefore(since)) {
      if (until.date() != null && until.weekday() == null && !day.isBefore(until.date())) {
        return since;
      }
      day = day.plusDays(1);
    }
    return at(day, until.hour(), zone);
  }

  private static boolean fits(Step.Until until, LocalDate day) {
    return until.weekday() == null || day.getDayOfWeek() == until.weekday();
  }

  private static Instant at(LocalDate day, int hour, ZoneId zone) {
    return day.atTime(hour, 0).atZone(zone).toInstant();
  }
}
