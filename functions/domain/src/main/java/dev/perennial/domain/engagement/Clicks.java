package dev.perennial.domain.engagement;

import dev.perennial.domain.ledger.Slice;
import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Mails whose links a person followed; of each mail one click counts. Immutable.
 *
 * @param mails how many of all time
 * @param days of the last {@value #DAYS} days and the latest, with how many on each
 */
public record Clicks(long mails, NavigableMap<LocalDate, Long> days) {
  /** Nothing was clicked. */
  public static final Clicks NONE = new Clicks(0, new TreeMap<>());

  /** The account's. */
  public static final Slice<Clicks> SLICE =
      Slice.personal("clicks", Clicks.class, NONE, Clicks::merged);

  /** The longest window that is asked for. */
  private static final int DAYS = 90;

  public Clicks {
    days = Collections.unmodifiableNavigableMap(new TreeMap<>(days));
  }

  /** These after one more mail was clicked. */
  public Clicks plus(LocalDate day) {
    var next = new TreeMap<>(days);
    next.merge(day, 1L, Long::sum);
    next.headMap(next.lastKey().minusDays(DAYS - 1)).clear();
    return new Clicks(mails + 1, next);
  }

  /** Those of one person who was two customers. */
  private Clicks merged(Clicks other) {
    var next = new TreeMap<>(days);
    other.days.forEach((day, count) -> next.merge(day, count, Long::sum));
    if (!next.isEmpty()) {
      next.headMap(next.lastKey().minusDays(DAYS - 1)).clear();
    }
    return new Clicks(mails + other.mails, next);
  }

  /** The day of the latest, null before the first. */
  public @Nullable LocalDate last() {
    return days.isEmpty() ? null : days.lastKey();
  }
}
