package dev.perennial.domain.explanation;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** When the schedules of template.yaml that take customers on fire, in the shop's zone. */
public final class Ticks {
  /** The one of the nightly pass. */
  public static final String NIGHTLY = "nightly";

  private static final Map<String, LocalTime> ALL = Map.of(NIGHTLY, LocalTime.of(2, 30));

  private Ticks() {}

  /**
   * The first instant after another at which a schedule fires; empty when it is none of these. A
   * time that a change of clocks leaves out doesn't fire, and of one that comes twice the first.
   */
  public static Optional<Instant> after(String tick, Instant instant, ZoneId zone) {
    return Optional.ofNullable(ALL.get(tick)).map(time -> after(time, instant, zone));
  }

  private static Instant after(LocalTime time, Instant instant, ZoneId zone) {
    for (var day = instant.atZone(zone).toLocalDate(); ; day = day.plusDays(1)) {
      var at = day.atTime(time);
      var offsets = zone.getRules().getValidOffsets(at);
      if (!offsets.isEmpty() && at.toInstant(offsets.getFirst()).isAfter(instant)) {
        return at.toInstant(offsets.getFirst());
      }
    }
  }
}
