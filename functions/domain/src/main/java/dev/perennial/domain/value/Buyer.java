package dev.perennial.domain.value;

import dev.perennial.domain.ledger.ActiveDays;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the models know of an account: its active days, each one purchase however many orders it
 * had. A day whose orders went back whole is not active, and tells nothing.
 *
 * @param summary x, t<sub>x</sub> and T
 * @param mean net spend of a repeat purchase day, in minor units; 0 without repeats, and when what
 *     went back is worth as much as they were. Of a first day that is only known by its month, the
 *     spend is taken to be the mean of that month's days.
 */
public record Buyer(Summary summary, double mean) {
  /**
   * An account's active days as models see them.
   *
   * @param today the end of T, in the shop's zone; a day before the last active one counts as it
   * @param daysPerUnit 1 or 7: the unit of the models' time
   * @return null for an account without an active day
   */
  public static @Nullable Buyer of(ActiveDays days, LocalDate today, double daysPerUnit) {
    var first = days.first();
    var last = days.last();
    if (first == null || last == null) {
      return null;
    }
    int active = 0;
    long spent = 0;
    for (var month : days.months().values()) {
      active += month.ordersByDay().size();
      spent += month.spend();
    }
    for (var day : days.days().values()) {
      active++;
      spent += day.spend();
    }
    int x = active - 1;
    long start = first.toEpochDay();
    long recency = last.toEpochDay() - start;
    long age = Math.max(recency, today.toEpochDay() - start);
    double mean = x == 0 ? 0 : Math.max(0, (spent - spentFirst(days)) / x);
    return new Buyer(new Summary(x, recency / daysPerUnit, age / daysPerUnit), mean);
  }

  private static double spentFirst(ActiveDays days) {
    var month = days.months().firstEntry();
    return month == null
        ? days.days().firstEntry().getValue().spend()
        : (double) month.getValue().spend() / month.getValue().ordersByDay().size();
  }

  /** An account's active days up to one, with what was spent on each as {@link #of} takes it. */
  static BuyingDays days(ActiveDays days, LocalDate until) {
    var found = new BuyingDays();
    days.months()
        .forEach(
            (month, active) -> {
              double each = (double) active.spend() / active.ordersByDay().size();
              active
                  .ordersByDay()
                  .keySet()
                  .forEach(day -> add(found, month.atDay(day), each, until));
            });
    days.days().forEach((date, day) -> add(found, date, (double) day.spend(), until));
    return found;
  }

  private static void add(BuyingDays found, LocalDate date, double spent, LocalDate until) {
    if (!date.isAfter(until)) {
      found.add((int) date.toEpochDay(), spent, true);
    }
  }
}
