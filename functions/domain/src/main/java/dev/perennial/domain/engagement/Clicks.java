package dev.perennial.domain.engagement;

import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Mails whose links a person followed; of each mail one click counts. Immutable.
 *
 * <p>As text: {@code "3 14850 14944:2"}, all of them and how many on which day.
 *
 * @param mails how many of all time
 * @param days of the last {@value #DAYS} days and the latest, with how many on each
 */
public record Clicks(long mails, NavigableMap<LocalDate, Long> days) {
  /** Nothing was clicked. */
  public static final Clicks NONE = new Clicks(0, new TreeMap<>());

  /** The longest window that is asked for. */
  private static final int DAYS = 90;

  public Clicks {
    days = Collections.unmodifiableNavigableMap(new TreeMap<>(days));
  }

  /** These after one more mail was clicked. */
  Clicks plus(LocalDate day) {
    var next = new TreeMap<>(days);
    next.merge(day, 1L, Long::sum);
    next.headMap(next.lastKey().minusDays(DAYS - 1)).clear();
    return new Clicks(mails + 1, next);
  }

  /**
   * How many in a window that ends today.
   *
   * @param length in days, {@value #DAYS} at most
   */
  public long within(int length, LocalDate today) {
    return days.tailMap(today.minusDays(length - 1L)).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** The day of the latest, null before the first. */
  public @Nullable LocalDate last() {
    return days.isEmpty() ? null : days.lastKey();
  }

  @Override
  public String toString() {
    if (mails == 0) {
      return "";
    }
    var text = new StringBuilder(Long.toString(mails));
    days.forEach(
        (day, count) ->
            text.append(' ').append(day.toEpochDay()).append(count == 1 ? "" : ":" + count));
    return text.toString();
  }

  /** Reads what {@link #toString} wrote. */
  static Clicks parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    var items = text.split(" ", -1);
    var days = new TreeMap<LocalDate, Long>();
    for (int i = 1; i < items.length; i++) {
      int colon = items[i].indexOf(':');
      var day = colon < 0 ? items[i] : items[i].substring(0, colon);
      days.put(
          LocalDate.ofEpochDay(Long.parseLong(day)),
          colon < 0 ? 1 : Long.parseLong(items[i].substring(colon + 1)));
    }
    return new Clicks(Long.parseLong(items[0]), days);
  }
}
