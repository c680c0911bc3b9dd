package dev.perennial.emulator.schedules;

import dev.perennial.domain.schedules.Cron;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A schedule expression of EventBridge Scheduler: {@code cron(…)}, {@code rate(…)}, {@code at(…)}.
 */
public sealed interface Expression {
  /** The first instant after {@code instant} at which it fires; empty when it never does again. */
  Optional<Instant> after(Instant instant);

  /**
   * Reads an expression.
   *
   * @param zone in which cron and at are meant
   * @param origin from which a rate counts: when the schedule was made
   * @throws IllegalArgumentException saying what is wrong and what would be right
   */
  static Expression parse(String text, ZoneId zone, Instant origin) {
    var matcher = Pattern.compile("(cron|rate|at)\\((.*)\\)").matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          text + " is no schedule; right is cron(0 2 * * ? *), rate(1 hour) or at(…)");
    }
    var inner = matcher.group(2).strip();
    return switch (matcher.group(1)) {
      case "cron" -> new CronExpression(Cron.parse(inner), zone);
      case "rate" -> new Rate(period(text, inner), origin);
      default -> new Once(at(text, inner, zone));
    };
  }

  private static Duration period(String text, String inner) {
    var matcher = Pattern.compile("([1-9]\\d{0,5}) (minute|hour|day)s?").matcher(inner);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text + " is no rate; right is rate(5 minutes)");
    }
    var value = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "minute" -> Duration.ofMinutes(value);
      case "hour" -> Duration.ofHours(value);
      default -> Duration.ofDays(value);
    };
  }

  private static Instant at(String text, String inner, ZoneId zone) {
    try {
      return LocalDateTime.parse(inner).atZone(zone).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(text + " is no time; right is at(2026-03-01T02:30:00)", e);
    }
  }

  /**
   * A cron expression in a zone. A time that the clocks skip does not fire, a repeated one once.
   */
  record CronExpression(Cron cron, ZoneId zone) implements Expression {
    @Override
    public Optional<Instant> after(Instant instant) {
      var local = LocalDateTime.ofInstant(instant, zone);
      // An hour earlier, for what the clocks repeat.
      for (var next = cron.after(local.minusHours(3)); next.isPresent(); ) {
        var candidate = next.get();
        var offsets = zone.getRules().getValidOffsets(candidate);
        if (!offsets.isEmpty()) {
          var at = candidate.toInstant(offsets.getFirst());
          if (at.isAfter(instant)) {
            return Optional.of(at);
          }
        }
        next = cron.after(candidate);
      }
      return Optional.empty();
    }
  }

  /** Every period since an origin. */
  record Rate(Duration period, Instant origin) implements Expression {
    @Override
    public Optional<Instant> after(Instant instant) {
      if (instant.isBefore(origin)) {
        return Optional.of(origin.plus(period));
      }
      var periods = Duration.between(origin, instant).dividedBy(period);
      return Optional.of(origin.plus(period.multipliedBy(periods + 1)));
    }
  }

  /** Once. */
  record Once(Instant at) implements Expression {
    @Override
    public Optional<Instant> after(Instant instant) {
      return at.isAfter(instant) ? Optional.of(at) : Optional.empty();
    }
  }
}
