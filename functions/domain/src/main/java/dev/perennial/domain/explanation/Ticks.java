package dev.perennial.domain.explanation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When the schedules of template.yaml that take customers on fire, in the shop's zone. */
public final class Ticks {
  /** The one of the nightly pass. */
  public static final String NIGHTLY = "nightly";

  /**
   * A time that a change of clocks leaves out doesn't fire, and of one that comes twice the first.
   */
  private record Daily(@Nullable DayOfWeek weekday, LocalTime time) {
    Instant after(Instant instant, ZoneId zone) {
      for (var day = instant.atZone(zone).toLocalDate(); ; day = day.plusDays(1)) {
        var at = day.atTime(time);
        var offsets = zone.getRules().getValidOffsets(at);
        if ((weekday == null || day.getDayOfWeek() == weekday)
            && !offsets.isEmpty()
            && at.toInstant(offsets.getFirst()).isAfter(instant)) {
          return at.toInstant(offsets.getFirst());
        }
      }
    }
  }

  private static final Map<String, Daily> ALL =
      Map.of(
          NIGHTLY,
          new Daily(null, LocalTime.of(2, 30)),
          "weekly",
          new Daily(DayOfWeek.TUESDAY, LocalTime.of(10, 0)));

  private Ticks() {}

  /** The first instant after another at which a schedule fires; empty when it is none of these. */
  public static Optional<Instant> after(String tick, Instant instant, ZoneId zone) {
    return Optional.ofNullable(ALL.get(tick)).map(each -> each.after(instant, zone));
  }
}
