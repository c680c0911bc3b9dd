package dev.perennial.domain.evaluation;

import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.programme.Tiers;
import dev.perennial.domain.programme.Tiers.Level;
import dev.perennial.domain.programme.Tiers.Measure;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tier that active days lead to: a function of the days, the programme and the date, so that a
 * refund takes back what its purchase led to, and no job has to run for it to be right.
 *
 * @param until last day on which the tier holds when nothing more is bought, grace included; null
 *     for the lowest
 * @param measured what counts so far: of the last 365 days, or of this calendar year
 * @param next the tier above, null for the highest
 */
public record Standing(
    Level level, @Nullable LocalDate until, long measured, @Nullable Level next) {
  /** Window of a rolling year: the day itself and the 364 before. */
  private static final int DAYS = 365;

  /** The standing on a date. */
  public static Standing of(ActiveDays days, Tiers tiers, LocalDate today) {
    var levels = tiers.levels();
    var rolling = tiers.over() == Tiers.Window.ROLLING_YEAR;
    var measured = rolling ? rolling(days, tiers.by(), today) : ofYear(days, tiers.by(), today);
    for (int i = levels.size() - 1; i > 0; i--) {
      var level = levels.get(i);
      var last =
          rolling
              ? lastOfRolling(days, tiers.by(), level.from())
              : lastOfYears(days, tiers.by(), level.from());
      var until = last == null ? null : last.plusDays(tiers.graceDays());
      if (until != null && !until.isBefore(today)) {
        return new Standing(
            level, until, measured, i + 1 < levels.size() ? levels.get(i + 1) : null);
      }
    }
    return new Standing(
        levels.getFirst(), null, measured, levels.size() > 1 ? levels.get(1) : null);
  }

  /** The next day from which less may count, or what was bought ahead of time begins to. */
  static LocalDate lessFrom(ActiveDays days, Tiers tiers, LocalDate today) {
    if (tiers.over() == Tiers.Window.CALENDAR_YEAR) {
      return LocalDate.of(today.getYear() + 1, 1, 1);
    }
    return dates(days, tiers.by()).stream()
        .map(day -> day.isAfter(today) ? day : day.plusDays(DAYS))
        .filter(day -> day.isAfter(today))
        .min(Comparator.naturalOrder())
        .orElse(LocalDate.MAX);
  }

  private static long rolling(ActiveDays days, Measure by, LocalDate today) {
    long bonuses = by == Measure.POINTS ? days.bonusesWithin(DAYS, today) : 0;
    return bonuses + days.within(DAYS, today).values().stream().mapToLong(d -> of(d, by)).sum();
  }

  private static long ofYear(ActiveDays days, Measure by, LocalDate today) {
    return byYear(days, by).getOrDefault(today.getYear(), 0L);
  }

  /**
   * The last day whose window holds enough. A window loses only when a day leaves it, so the last
   * one is full on the last day that some active day is still in it.
   */
  private static @Nullable LocalDate lastOfRolling(ActiveDays days, Measure by, long enough) {
    var dates = dates(days, by);
    LocalDate last = null;
    long sum = 0;
    int end = 0;
    for (var date : dates) {
      var full = date.plusDays(DAYS - 1);
      while (end < dates.size() && !dates.get(end).isAfter(full)) {
        sum += of(days, dates.get(end), by);
        end++;
      }
      if (sum >= enough) {
        last = full;
      }
      sum -= of(days, date, by);
    }
    return last;
  }

  private static @Nullable LocalDate lastOfYears(ActiveDays days, Measure by, long enough) {
    LocalDate last = null;
    for (var year : byYear(days, by).entrySet()) {
      if (year.getValue() >= enough) {
        last = LocalDate.of(year.getKey() + 1, 12, 31);
      }
    }
    return last;
  }

  private static TreeMap<Integer, Long> byYear(ActiveDays days, Measure by) {
    var years = new TreeMap<Integer, Long>();
    days.months()
        .forEach((YearMonth month, ActiveDays.Month m) -> add(years, month.getYear(), of(m, by)));
    days.days().forEach((date, day) -> add(years, date.getYear(), of(day, by)));
    if (by == Measure.POINTS) {
      days.bonuses().forEach((date, points) -> add(years, date.getYear(), points));
    }
    return years;
  }

  private static void add(TreeMap<Integer, Long> years, int year, long more) {
    years.merge(year, more, Long::sum);
  }

  /** The days that count, in their order. */
  private static List<LocalDate> dates(ActiveDays days, Measure by) {
    var dates = days.days().keySet();
    if (by != Measure.POINTS || days.bonuses().isEmpty()) {
      return List.copyOf(dates);
    }
    var all = new TreeSet<>(dates);
    all.addAll(days.bonuses().keySet());
    return List.copyOf(all);
  }

  private static long of(ActiveDays days, LocalDate date, Measure by) {
    var day = days.days().get(date);
    return by == Measure.POINTS ? days.pointsOf(date) : day == null ? 0 : of(day, by);
  }

  private static long of(ActiveDays.Day day, Measure by) {
    return switch (by) {
      case SPEND -> day.spend();
      case POINTS -> day.points();
      case ORDERS -> day.orders();
    };
  }

  private static long of(ActiveDays.Month month, Measure by) {
    return switch (by) {
      case SPEND -> month.spend();
      case POINTS -> month.points();
      case ORDERS -> month.orders();
    };
  }
}
