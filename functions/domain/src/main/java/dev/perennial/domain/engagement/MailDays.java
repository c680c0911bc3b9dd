package dev.perennial.domain.engagement;

import dev.perennial.domain.ledger.Slice;
import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Mails with which something was so, by the days on which it came to be. Immutable.
 *
 * @param mails how many of all time
 * @param days of the last {@value #DAYS} days and the latest, with how many on each
 */
public record MailDays(long mails, NavigableMap<LocalDate, Long> days) {
  /** No mail. */
  public static final MailDays NONE = new MailDays(0, new TreeMap<>());

  /** Mails whose links a person followed; of each mail one click counts. */
  public static final Slice<MailDays> CLICKED =
      Slice.personal("clicks", MailDays.class, NONE, MailDays::merged);

  /** Mails that were sent, noted from when some segment asks for them on. */
  public static final Slice<MailDays> SENT =
      Slice.personal("mails", MailDays.class, NONE, MailDays::merged);

  /** The longest window that is asked for. */
  private static final int DAYS = 90;

  public MailDays {
    days = Collections.unmodifiableNavigableMap(new TreeMap<>(days));
  }

  /** These after one more mail. */
  public MailDays plus(LocalDate day) {
    var next = new TreeMap<>(days);
    next.merge(day, 1L, Long::sum);
    next.headMap(next.lastKey().minusDays(DAYS - 1)).clear();
    return new MailDays(mails + 1, next);
  }

  /** Those of one person who was two customers. */
  private MailDays merged(MailDays other) {
    var next = new TreeMap<>(days);
    other.days.forEach((day, count) -> next.merge(day, count, Long::sum));
    if (!next.isEmpty()) {
      next.headMap(next.lastKey().minusDays(DAYS - 1)).clear();
    }
    return new MailDays(mails + other.mails, next);
  }

  /** The day of the latest, null before the first. */
  public @Nullable LocalDate last() {
    return days.isEmpty() ? null : days.lastKey();
  }
}
