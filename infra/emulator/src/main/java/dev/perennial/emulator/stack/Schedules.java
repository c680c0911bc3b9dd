package dev.perennial.emulator.stack;

import dev.perennial.emulator.schedules.Expression;
import dev.perennial.emulator.template.Template;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The declared schedules, each with its next tick. */
final class Schedules {
  private static final class Timer {
    final Template.Schedule schedule;
    final Expression expression;
    final Consumer<String> target;
    @Nullable Instant next;

    Timer(Template.Schedule schedule, Expression expression, Consumer<String> target) {
      this.schedule = schedule;
      this.expression = expression;
      this.target = target;
    }
  }

  private final List<Timer> timers = new ArrayList<>();

  /**
   * Adds a schedule.
   *
   * @param origin when the stack was made, from which rates count
   * @param after ticks up to here have fired
   */
  void add(Template.Schedule schedule, Consumer<String> target, Instant origin, Instant after) {
    try {
      var expression = Expression.parse(schedule.expression(), schedule.zone(), origin);
      var timer = new Timer(schedule, expression, target);
      timer.next = expression.after(after).orElse(null);
      timers.add(timer);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(schedule.name() + ": " + e.getMessage(), e);
    }
  }

  /** When the next tick is, or null. */
  @Nullable Instant due() {
    Instant due = null;
    for (var timer : timers) {
      var next = timer.next;
      if (next != null && (due == null || next.isBefore(due))) {
        due = next;
      }
    }
    return due;
  }

  /** Fires every tick that is due at an instant, in the order declared. */
  void fire(Instant now) {
    for (var timer : timers) {
      var tick = timer.next;
      if (tick != null && !tick.isAfter(now)) {
        timer.target.accept(input(timer.schedule, tick));
        timer.next = timer.expression.after(tick).orElse(null);
      }
    }
  }

  /**
   * Fires one schedule at an instant that is no tick of its own.
   *
   * @throws IllegalArgumentException naming the schedules there are
   */
  void fire(String name, Instant now) {
    for (var timer : timers) {
      if (timer.schedule.name().equals(name)) {
        timer.target.accept(input(timer.schedule, now));
        return;
      }
    }
    throw new IllegalArgumentException(
        "no schedule %s; there are: %s"
            .formatted(
                name,
                String.join(", ", timers.stream().map(timer -> timer.schedule.name()).toList())));
  }

  private static String input(Template.Schedule schedule, Instant tick) {
    var at = tick.truncatedTo(ChronoUnit.SECONDS).toString();
    var arn =
        "arn:aws:scheduler:%s:%s:schedule/default/%s"
            .formatted(Template.REGION, Template.ACCOUNT, schedule.name().replace('/', '-'));
    var execution = UUID.randomUUID().toString();
    var input = schedule.input();
    if (input != null) {
      return input
          .replace("<aws.scheduler.scheduled-time>", at)
          .replace("<aws.scheduler.schedule-arn>", arn)
          .replace("<aws.scheduler.execution-id>", execution)
          .replace("<aws.scheduler.attempt-number>", "1");
    }
    var event =
        Json.object()
            .put("version", "0")
            .put("id", execution)
            .put("detail-type", "Scheduled Event")
            .put("source", "aws.scheduler")
            .put("account", Template.ACCOUNT)
            .put("time", at)
            .put("region", Template.REGION);
    event.putArray("resources").add(arn);
    return Json.text(event.put("detail", "{}"));
  }

  /** When each fires next, in the order declared. */
  Map<String, Instant> next() {
    var next = new LinkedHashMap<String, Instant>();
    for (var timer : timers) {
      if (timer.next != null) {
        next.put(timer.schedule.name(), timer.next);
      }
    }
    return next;
  }
}
