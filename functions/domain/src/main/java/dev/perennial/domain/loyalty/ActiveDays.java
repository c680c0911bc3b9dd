package dev.perennial.domain.loyalty;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The days on which a customer bought, with orders and net spend: each day for 400 days, months
 * before that. Refunds take back from the purchase's own day; a day without orders left is no
 * longer active. Immutable.
 *
 * <p>As text: epoch day, orders and spend of the first day, then days since the one before: {@code
 * "14944:1:15300 3:2:990"}; months, when there are any, before a bar, led by the first day of all:
 * {@code "14100 2008-08:2:3:5000|14944:1:15300"}.
 */
public record ActiveDays(
    @Nullable LocalDate firstOfMonths,
    NavigableMap<YearMonth, Month> months,
    NavigableMap<LocalDate, Day> days) {
  /** How long days are kept as days. */
  private static final int DAYS_KEPT = 400;

  public static final ActiveDays NONE = new ActiveDays(null, new TreeMap<>(), new TreeMap<>());

  /** Orders and net spend in minor units of one day. */
  public record Day(int orders, long spend) {
    Day plus(int moreOrders, long moreSpend) {
      return new Day(Math.addExact(orders, moreOrders), Math.addExact(spend, moreSpend));
    }
  }

  /** Active days, orders and net spend in minor units of one month. */
  public record Month(int activeDays, int orders, long spend) {}

  public ActiveDays {
    months = Collections.unmodifiableNavigableMap(new TreeMap<>(months));
    days = Collections.unmodifiableNavigableMap(new TreeMap<>(days));
  }

  /** These days with an order more, or taken back, on a day (amounts may be negative). */
  public ActiveDays plus(LocalDate date, int orders, long spend) {
    var nextMonths = new TreeMap<>(months);
    var nextDays = new TreeMap<>(days);
    var month = YearMonth.from(date);
    if (!days.containsKey(date) && isFolded(date)) {
      var old = months.getOrDefault(month, new Month(0, 0, 0));
      var next =
          new Month(
              Math.max(0, old.activeDays + Integer.signum(orders)),
              old.orders + orders,
              Math.addExact(old.spend, spend));
      putOrDrop(nextMonths, month, next, next.orders <= 0);
    } else {
      var next = days.getOrDefault(date, new Day(0, 0)).plus(orders, spend);
      putOrDrop(nextDays, date, next, next.orders <= 0);
    }
    return new ActiveDays(nextMonths.isEmpty() ? null : earlier(date), nextMonths, nextDays);
  }

  private LocalDate earlier(LocalDate date) {
    return firstOfMonths == null || date.isBefore(firstOfMonths) ? date : firstOfMonths;
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
    if (old.isEmpty()) {
      return this;
    }
    var nextMonths = new TreeMap<>(months);
    old.forEach(
        (date, day) ->
            nextMonths.merge(
                YearMonth.from(date),
                new Month(1, day.orders, day.spend),
                (a, b) ->
                    new Month(
                        a.activeDays + b.activeDays, a.orders + b.orders, a.spend + b.spend)));
    return new ActiveDays(first(), nextMonths, days.tailMap(fold.atDay(1), true));
  }

  /** The first active day of all, or null when there is none. */
  public @Nullable LocalDate first() {
    if (firstOfMonths != null && !months.isEmpty()) {
      return firstOfMonths;
    }
    return days.isEmpty() ? null : days.firstKey();
  }

  /** The last active day, or null when there is none. */
  public @Nullable LocalDate last() {
    if (!days.isEmpty()) {
      return days.lastKey();
    }
    return months.isEmpty() ? null : months.lastKey().atEndOfMonth();
  }

  /** Orders of all time, less those refunded whole. */
  public long orders() {
    return months.values().stream().mapToLong(Month::orders).sum()
        + days.values().stream().mapToLong(Day::orders).sum();
  }

  /** Net spend of all time, in minor units. */
  public long spend() {
    return months.values().stream().mapToLong(Month::spend).sum()
        + days.values().stream().mapToLong(Day::spend).sum();
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

  @Override
  public String toString() {
    var text = new StringBuilder();
    if (!months.isEmpty() && firstOfMonths != null) {
      text.append(firstOfMonths.toEpochDay());
      months.forEach(
          (month, m) ->
              text.append(' ')
                  .append(month)
                  .append(':')
                  .append(m.activeDays)
                  .append(':')
                  .append(m.orders)
                  .append(':')
                  .append(m.spend));
      text.append('|');
    }
    long before = 0;
    for (var entry : days.entrySet()) {
      var epoch = entry.getKey().toEpochDay();
      text.append(entry.getKey().equals(days.firstKey()) ? "" : " ")
          .append(epoch - before)
          .append(':')
          .append(entry.getValue().orders)
          .append(':')
          .append(entry.getValue().spend);
      before = epoch;
    }
    return text.toString();
  }

  /** Reads what {@link #toString} wrote. */
  public static ActiveDays parse(String text) {
    var bar = text.indexOf('|');
    LocalDate first = null;
    var months = new TreeMap<YearMonth, Month>();
    if (bar >= 0) {
      var items = text.substring(0, bar).split(" ", -1);
      first = LocalDate.ofEpochDay(Long.parseLong(items[0]));
      for (int i = 1; i < items.length; i++) {
        var f = items[i].split(":", -1);
        months.put(
            YearMonth.parse(f[0]),
            new Month(Integer.parseInt(f[1]), Integer.parseInt(f[2]), Long.parseLong(f[3])));
      }
    }
    var days = new TreeMap<LocalDate, Day>();
    long epoch = 0;
    var rest = text.substring(bar + 1);
    for (var item : rest.isEmpty() ? new String[0] : rest.split(" ", -1)) {
      var f = item.split(":", -1);
      epoch += Long.parseLong(f[0]);
      days.put(LocalDate.ofEpochDay(epoch), new Day(Integer.parseInt(f[1]), Long.parseLong(f[2])));
    }
    return new ActiveDays(first, months, days);
  }
}
