package dev.perennial.laptop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.cli.Failed;
import dev.perennial.cli.Home;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.stack.StackClock;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clock}: what time it is in a laptop stack, and what comes next. */
@Command(
    name = "clock",
    description =
        "Tells a laptop stack's time and when its schedules fire next, goes forward to a later"
            + " time, or fires a schedule now; whether the stack is up or not.",
    mixinStandardHelpOptions = true)
public final class ClockCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The database's folder (default .perennial/up)")
  private @Nullable Path data;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description =
          "Goes forward to a time in the shop's zone, such as 2026-12-08T10:00; all that is due"
              + " on the way happens at its own time")
  private @Nullable LocalDateTime to;

  @Option(
      names = "--fire",
      paramLabel = "SCHEDULE",
      description = "Fires a schedule now, beside its own ticks")
  private @Nullable String fire;

  @Option(names = "--json", description = "One JSON object for machines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var folder = data == null ? Home.path(".perennial/up") : data;
    try (var opened = LaptopStacks.opened(folder)) {
      var stack = opened.stack();
      var zone = opened.programme().shop().zone();
      if (to != null) {
        advance(stack, to, zone);
      }
      if (fire != null) {
        fire(stack, fire);
      }
      var out = Objects.requireNonNull(spec).commandLine().getOut();
      if (json) {
        var told = JsonNodeFactory.instance.objectNode();
        told.put("now", stack.clock().instant().toString()).put("zone", zone.getId());
        var next = told.putObject("next");
        stack.nextTicks().forEach((name, at) -> next.put(name, at.toString()));
        out.println(told);
      } else {
        out.printf("%s in %s%n", stack.clock().instant().atZone(zone).toLocalDateTime(), zone);
        stack
            .nextTicks()
            .forEach((name, at) -> out.printf("%s  %s%n", at.atZone(zone).toLocalDateTime(), name));
      }
    }
    return 0;
  }

  private static void advance(LaptopStack stack, LocalDateTime to, ZoneId zone) {
    var now = stack.clock().instant();
    var target = to.atZone(zone).toInstant();
    if (target.isBefore(now)) {
      throw new Failed(
          "--to %s has passed: it is %s in %s; a clock goes forward only"
              .formatted(to, now.atZone(zone).toLocalDateTime(), zone));
    }
    var furthest = now.plus(StackClock.FURTHEST);
    if (target.isAfter(furthest)) {
      throw new Failed(
          "--to %s is too far: schedules fire on each day of the way; go to %s at most, and then on"
              .formatted(to, furthest.atZone(zone).toLocalDate()));
    }
    stack.advanceTo(target);
  }

  private static void fire(LaptopStack stack, String name) {
    try {
      stack.fire(name);
    } catch (IllegalArgumentException e) {
      throw new Failed(String.valueOf(e.getMessage()));
    }
  }
}
