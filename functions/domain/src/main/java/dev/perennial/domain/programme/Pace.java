package dev.perennial.domain.programme;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much mail one customer gets, whichever campaigns want to send it.
 *
 * @param restDays days that must pass between two
 * @param quiet hours in which none is sent, in the customer's zone; null for none
 * @param caps how many there may be within so many days, of all together or of one purpose
 */
public record Pace(int restDays, @Nullable Quiet quiet, List<Cap> caps) {
  /** As much as anybody wants to send. */
  public static final Pace NONE = new Pace(0, null, List.of());

  public Pace {
    caps = List.copyOf(caps);
  }

  /**
   * A bound.
   *
   * @param days 1 to 60: the last so many
   * @param mails how many there may be in them
   * @param purpose of which they are counted; null for all
   */
  public record Cap(int days, int mails, @Nullable String purpose) {
    /** Whether it counts mails of a purpose. */
    public boolean counts(String of) {
      return purpose == null || purpose.equals(of);
    }
  }

  /**
   * Quiet hours.
   *
   * @param from the hour at which they begin, 0 to 23
   * @param to the hour at which they end; of the next day when it is not after {@code from}
   */
  public record Quiet(int from, int to) {
    /** Whether an hour of the day is one. */
    public boolean holds(int hour) {
      return from < to ? hour >= from && hour < to : hour >= from || hour < to;
    }

    /** When those end in which an instant lies; empty when it lies in none. */
    public Optional<Instant> end(Instant instant, ZoneId zone) {
      var at = instant.atZone(zone);
      if (!holds(at.getHour())) {
        return Optional.empty();
      }
      var today = at.toLocalDate().atTime(to, 0).atZone(zone);
      return Optional.of(
          (today.isAfter(at) ? today : at.toLocalDate().plusDays(1).atTime(to, 0).atZone(zone))
              .toInstant());
    }
  }
}
