package dev.perennial.domain.programme;

import java.util.List;

/**
 * The tiers of the programme, and what leads to them.
 *
 * @param graceDays how long a tier is kept after what led to it no longer counts; 0 to 30
 * @param levels from the lowest, which everyone is in, up; thresholds rise
 */
public record Tiers(Measure by, Window over, int graceDays, List<Level> levels) {
  public Tiers {
    levels = List.copyOf(levels);
  }

  /** What is counted. */
  public enum Measure {
    /** Net spend in minor units, of goods. */
    SPEND,
    /** Points earned, less those clawed back. */
    POINTS,
    /** Orders, less those refunded whole. */
    ORDERS
  }

  /** Over how long it is counted. */
  public enum Window {
    /** The 365 days that end with the day in question. */
    ROLLING_YEAR,
    /** January to December; a tier that was reached is kept to the end of the next year. */
    CALENDAR_YEAR
  }

  /**
   * One tier.
   *
   * @param from how much of the measure leads to it; 0 for the lowest
   * @param times what its members' rates are multiplied by, in thousandths
   * @param perks for people to read
   */
  public record Level(String id, long from, long times, List<String> perks) {
    public Level {
      perks = List.copyOf(perks);
    }
  }

  /** A programme with one tier. */
  public static Tiers one(String id) {
    return new Tiers(
        Measure.SPEND, Window.ROLLING_YEAR, 0, List.of(new Level(id, 0, 1000, List.of())));
  }

  /** The ids of all, from the lowest up. */
  public List<String> ids() {
    return levels.stream().map(Level::id).toList();
  }

  /** A tier by its id, the lowest when there is none such any more. */
  public Level level(String id) {
    return levels.stream().filter(each -> each.id().equals(id)).findFirst().orElse(levels.get(0));
  }
}
