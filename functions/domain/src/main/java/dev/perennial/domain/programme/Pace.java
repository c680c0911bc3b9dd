package dev.perennial.domain.programme;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much mail one customer gets, whichever campaigns want to send it.
 *
 * @param restDays days that must pass between two
 * @param quiet hours in which none is sent, in the customer's zone; null for none
 * @param caps how many there may be within so many days
 */
public record Pace(int restDays, @Nullable Quiet quiet, Map<Integer, Integer> caps) {
  /** As much as anybody wants to send. */
  public static final Pace NONE = new Pace(0, null, Map.of());

  public Pace {
    caps = Map.copyOf(new TreeMap<>(caps));
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
  }
}
