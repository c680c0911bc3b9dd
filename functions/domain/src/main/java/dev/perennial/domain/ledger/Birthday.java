package dev.perennial.domain.ledger;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When somebody was born, of whom the year may be nobody's business.
 *
 * @param day in any year; the 29th of February is kept on the 28th in years without one
 * @param year null when it was not said
 */
public record Birthday(MonthDay day, @Nullable Integer year) {
  /** How a birthday without its year begins (ISO 8601, as vCards have it). */
  private static final String NO_YEAR = "--";

  /**
   * Reads {@code 1984-02-29}, or {@code --02-29} without the year.
   *
   * @throws DateTimeException when it is neither, or there is no such day
   */
  public static Birthday parse(String text) {
    if (text.startsWith(NO_YEAR)) {
      return new Birthday(MonthDay.parse(text), null);
    }
    var date = LocalDate.parse(text);
    return new Birthday(MonthDay.from(date), date.getYear());
  }

  /** Its month. */
  public Month month() {
    return day.getMonth();
  }

  /** The day of birth; null without its year. */
  public @Nullable LocalDate date() {
    return year == null ? null : day.atYear(year);
  }

  /** Days from a day to the next birthday, 0 on it, at most 365. */
  public long daysFrom(LocalDate today) {
    return daysToNext(day, today);
  }

  /** Days from a day to the next day of the year that another is, 0 on it, at most 365. */
  public static long daysToNext(MonthDay day, LocalDate today) {
    var next = day.atYear(today.getYear());
    if (next.isBefore(today)) {
      next = day.atYear(today.getYear() + 1);
    }
    return ChronoUnit.DAYS.between(today, next);
  }
}
