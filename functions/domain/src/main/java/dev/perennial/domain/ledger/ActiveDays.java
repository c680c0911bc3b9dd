package dev.perennial.domain.ledger;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The days on which a customer bought, with orders, net spend and, where the programme asks for
 * them by day, points earned: each day for 400 days, months before that, which still know their
 * active days. Refunds take back from the purchase's own day; a day without orders left is no
 * longer active. Points that came without a purchase are kept beside the days. Immutable.
 *
 * @param bonuses points of days on which something else than a purchase earned some; a day longer
 *     ago than 400 stands under the first of its month
 */
public record ActiveDays(
    NavigableMap<YearMonth, Month> months,
    NavigableMap<LocalDate, Day> days,
    NavigableMap<LocalDate, Long> bonuses) {
  /** How long days are kept as days. */
  private static final int DAYS_KEPT = 400;

  public static final ActiveDays NONE =
      new ActiveDays(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  /** Orders, net spend in minor units, and points of one day. */
  public record Day(int orders, long spend, long points) {
    Day plus(int moreOrders, long moreSpend, long morePoints) {
      return new Day(
          Math.addExact(orders, moreOrders),
          Math.addExact(spend, moreSpend),
          Math.addExact(points, morePoints));
    }
  }

  /**
   * One month.
   *
   * @param ordersByDay of each active day, by the day of the month
   * @param spend net, in minor units
   */
  public record Month(NavigableMap<Integer, Integer> ordersByDay, long spend, long points) {
    public Month {
      ordersByDay = Collections.unmodifiableNavigableMap(new TreeMap<>(ordersByDay));
    }

    /** Orders of the month. */
    public long orders() {
      long sum = 0;
      for (int each : ordersByDay.values()) {
        sum += each;
      }
      return sum;
    }

    private Month merged(Month other) {
      var next = new TreeMap<>(ordersByDay);
      other.ordersByDay.forEach((day, orders) -> next.merge(day, orders, Math::addExact));
      return new Month(
          next, Math.addExact(spend, other.spend), Math.addExact(points, other.points));
    }

    Month plus(int dayOfMonth, int moreOrders, long moreSpend, long morePoints) {
      var next = new TreeMap<>(ordersByDay);
      var orders = next.getOrDefault(dayOfMonth, 0) + moreOrders;
      putOrDrop(next, dayOfMonth, orders, orders <= 0);
      return new Month(next, Math.addExact(spend, moreSpend), Math.addExact(points, morePoints));
    }
  }

  public ActiveDays {
    months = Collections.unmodifiableNavigableMap(new TreeMap<>(months));
    days = Collections.unmodifiableNavigableMap(new TreeMap<>(days));
    bonuses = Collections.unmodifiableNavigableMap(new TreeMap<>(bonuses));
  }

  /** These days with an order more, or taken back, on a day (all may be negative). */
  public ActiveDays plus(LocalDate date, int orders, long spend, long points) {
    var nextMonths = new TreeMap<>(months);
    var nextDays = new TreeMap<>(days);
    if (!days.containsKey(date) && isFolded(date)) {
      var month = YearMonth.from(date);
      var old = months.getOrDefault(month, new Month(new TreeMap<>(), 0, 0));
      var next = old.plus(date.getDayOfMonth(), orders, spend, points);
      putOrDrop(nextMonths, month, next, next.ordersByDay.isEmpty());
    } else {
      var next = days.getOrDefault(date, new Day(0, 0, 0)).plus(orders, spend, points);
      putOrDrop(nextDays, date, next, next.orders <= 0);
    }
    return new ActiveDays(nextMonths, nextDays, bonuses);
  }

  /** These days with points on a day that are for no purchase: it gets no more active by them. */
  public ActiveDays plusBonus(LocalDate date, long points) {
    var next = new TreeMap<>(bonuses);
    if (points > 0) {
      next.merge(date, points, Math::addExact);
    }
    return new ActiveDays(months, days, next);
  }

  /** The days of one person who was two customers; both are settled on the same day. */
  ActiveDays merged(ActiveDays other) {
    var nextMonths = new TreeMap<>(months);
    other.months.forEach((key, month) -> nextMonths.merge(key, month, Month::merged));
    var nextDays = new TreeMap<>(days);
    other.days.forEach(
        (date, day) ->
            nextDays.merge(
                date,
                day,
                (mine, theirs) -> mine.plus(theirs.orders, theirs.spend, theirs.points)));
    var nextBonuses = new TreeMap<>(bonuses);
    other.bonuses.forEach((date, points) -> nextBonuses.merge(date, points, Math::addExact));
    return new ActiveDays(nextMonths, nextDays, nextBonuses).folded();
  }

  /** The same with no day in a month that is known as one. */
  private ActiveDays folded() {
    var next = new ActiveDays(months, NONE.days, bonuses);
    for (var each : days.entrySet()) {
      var day = each.getValue();
      next = next.plus(each.getKey(), day.orders, day.spend, day.points);
    }
    return next;
  }

  private boolean isFolded(LocalDate date) {
    return !months.isEmpty() && !YearMonth.from(date).isAfter(months.lastKey());
  }

  private static <K, V> void putOrDrop(Map<K, V> map, K key, V value, boolean drop) {
    if (drop) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }

  /** The same days on a later date: whole months older than 400 days become months. */
  public ActiveDays settledOn(LocalDate today) {
    var fold = YearMonth.from(today.minusDays(DAYS_KEPT));
    var old = days.headMap(fold.atDay(1), false);
    if (old.isEmpty() && areFolded(bonuses.headMap(fold.atDay(1), false))) {
      return this;
    }
    var nextMonths = new TreeMap<>(months);
    old.forEach(
        (date, day) -> {
          var month =
              nextMonths.getOrDefault(YearMonth.from(date), new Month(new TreeMap<>(), 0, 0));
          nextMonths.put(
              YearMonth.from(date),
              month.plus(date.getDayOfMonth(), day.orders, day.spend, day.points));
        });
    var nextBonuses = new TreeMap<>(bonuses.tailMap(fold.atDay(1), true));
    bonuses
        .headMap(fold.atDay(1), false)
        .forEach((date, points) -> nextBonuses.merge(date.withDayOfMonth(1), points, Long::sum));
    return new ActiveDays(nextMonths, days.tailMap(fold.atDay(1), true), nextBonuses);
  }

  private static boolean areFolded(NavigableMap<LocalDate, Long> old) {
    return old.keySet().stream().allMatch(date -> date.getDayOfMonth() == 1);
  }

  /** The first active day of all, or null when there is none. */
  public @Nullable LocalDate first() {
    if (!months.isEmpty()) {
      var month = months.firstEntry();
      return month.getKey().atDay(month.getValue().ordersByDay.firstKey());
    }
    return days.isEmpty() ? null : days.firstKey();
  }

  /** The last active day, or null when there is none. */
  public @Nullable LocalDate last() {
    if (!days.isEmpty()) {
      return days.lastKey();
    }
    var month = months.lastEntry();
    return month == null ? null : month.getKey().atDay(month.getValue().ordersByDay.lastKey());
  }

  /** Orders of all time, less those refunded whole. */
  public long orders() {
    long sum = 0;
    for (var month : months.values()) {
      sum += month.orders();
    }
    for (var day : days.values()) {
      sum += day.orders;
    }
    return sum;
  }

  /** Net spend of all time, in minor units. */
  public long spend() {
    long sum = 0;
    for (var month : months.values()) {
      sum += month.spend;
    }
    for (var day : days.values()) {
      sum += day.spend;
    }
    return sum;
  }

  /** Points noted on a day; 0 once it is only known by its month. */
  public long pointsOf(LocalDate date) {
    var day = days.get(date);
    return (day == null ? 0 : day.points) + bonuses.getOrDefault(date, 0L);
  }

  /** Points noted in a month. */
  public long pointsOf(YearMonth month) {
    var folded = months.get(month);
    var whole = days.subMap(month.atDay(1), true, month.atEndOfMonth(), true).values();
    return (folded == null ? 0 : folded.points)
        + whole.stream().mapToLong(Day::points).sum()
        + sum(bonuses.subMap(month.atDay(1), true, month.atEndOfMonth(), true));
  }

  /** Points for no purchase of the {@code count} days that end with {@code today}. */
  public long bonusesWithin(int count, LocalDate today) {
    return sum(bonuses.subMap(today.minusDays(count), false, today, true));
  }

  private static long sum(Map<LocalDate, Long> points) {
    return points.values().stream().mapToLong(each -> each).sum();
  }

  /** The active days of the {@code count} days that end with {@code today}. */
  public NavigableMap<LocalDate, Day> within(int count, LocalDate today) {
    return days.subMap(today.minusDays(count), false, today, true);
  }

  /** Whole days since the last active day, or -1 when there is none. */
  public long daysSinceLast(LocalDate today) {
    var last = last();
    return last == null ? -1 : Math.max(0, ChronoUnit.DAYS.between(last, today));
  }
}
