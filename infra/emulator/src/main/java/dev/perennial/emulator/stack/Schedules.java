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

/**
 * The declared schedules, each with its next tick. A function that answers {@code {"next": time}}
 * has nothing to do before: its schedule sleeps until then, or until an item is written that an
 * index sorts earlier, so that a virtual clock may pass over empty minutes.
 */
final class Schedules {
  private static final class Timer {
    final Template.Schedule schedule;
    final Expression expression;
    final Consumer<String> target;

    /** The tick after the last that fired. */
    @Nullable Instant next;

    /** Until when it need not fire; null while it is awake, {@link Instant#MAX} for ever. */
    @Nullable Instant sleeps;

    /** What was written since it fired that an index sorts earliest. */
    Instant woken = Instant.MAX;

    Timer(Template.Schedule schedule, Expression expression, Consumer<String> target) {
      this.schedule = schedule;
      this.expression = expression;
      this.target = target;
    }

    @Nullable Instant due() {
      var tick = next;
      var until = sleeps;
      if (tick == null || until == null || !until.isAfter(tick)) {
        return tick;
      }
      return until.equals(Instant.MAX) ? null : expression.after(until.minusNanos(1)).orElse(null);
    }

    void wake(Instant at) {
      woken = at.isBefore(woken) ? at : woken;
      if (sleeps != null && at.isBefore(sleeps)) {
        sleeps = at;
      }
    }
  }

  private final List<Timer> timers = new ArrayList<>();

  /**
   * Adds a schedule.
   *
   * @param origin when the stack was made, from which rates count
   * @param after ticks up to here have fired
   */
  synchronized void add(
      Template.Schedule schedule, Consumer<String> target, Instant origin, Instant after) {
    try {
      var expression = Expression.parse(schedule.expression(), schedule.zone(), origin);
      var timer = new Timer(schedule, expression, target);
      timer.next = expression.after(after).orElse(null);
      timers.add(timer);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(schedule.name() + ": " + e.getMessage(), e);
    }
  }

  /**
   * A schedule's function has nothing to do for a while.
   *
   * @param next when it has, null when it doesn't know of anything
   */
  synchronized void sleep(String name, @Nullable Instant next) {
    for (var timer : timers) {
      if (timer.schedule.name().equals(name)) {
        var until = next == null ? Instant.MAX : next;
        timer.sleeps = timer.woken.isBefore(until) ? timer.woken : until;
      }
    }
  }

  /** An item was written that an index sorts by an instant. */
  synchronized void wake(Instant at) {
    timers.forEach(timer -> timer.wake(at));
  }

  /** What functions said of when they have something to do holds no more. */
  synchronized void wake() {
    timers.forEach(timer -> timer.sleeps = null);
  }

  /** When the next tick is, or null. */
  synchronized @Nullable Instant due() {
    Instant due = null;
    for (var timer : timers) {
      var next = timer.due();
      if (next != null && (due == null || next.isBefore(due))) {
        due = next;
      }
    }
    return due;
  }

  /** Fires every tick that is due at an instant, in the order declared. */
  synchronized void fire(Instant now) {
    for (var timer : timers) {
      var tick = timer.due();
      if (tick != null && !tick.isAfter(now)) {
        timer.sleeps = null;
        timer.woken = Instant.MAX;
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
  synchronized void fire(String name, Instant now) {
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

  /** When each fires next, in the order declared; one that sleeps for ever is left out. */
  synchronized Map<String, Instant> next() {
    var next = new LinkedHashMap<String, Instant>();
    for (var timer : timers) {
      var due = timer.due();
      if (due != null) {
        next.put(timer.schedule.name(), due);
      }
    }
    return next;
  }
}
