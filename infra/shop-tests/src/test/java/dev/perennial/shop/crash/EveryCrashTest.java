package dev.perennial.shop.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.stack.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A crash before and after every single call of a life of 200 orders: {@code make soak}. Each day
 * is lived again from the folder that the day before left, once for each crash; since a day that
 * ends the same is followed by the same days ({@link CrashTest#aRunIsTheSameEveryTime}), so does
 * the whole.
 */
@EnabledIfSystemProperty(named = "perennial.crash", matches = "all")
class EveryCrashTest {
  private static final Life LIFE = CrashTest.MANY;

  @TempDir private Path folder = Path.of("");

  private record Day(int calls, Outcome outcome) {}

  @Test
  void aCrashBeforeOrAfterAnyCallChangesNothing() throws IOException {
    int from = Integer.getInteger("perennial.crash.from", 0);
    int to = Integer.getInteger("perennial.crash.to", LIFE.days());
    var broken = new ArrayList<String>();
    var eve = Files.createDirectory(folder.resolve("eve"));
    long crashes = 0;
    for (int day = 0; day < to; day++) {
      var evening = copy(eve, folder.resolve("day-" + day));
      var undisturbed = live(evening, day);
      for (int n = 1; n <= undisturbed.calls && day >= from; n++) {
        crash(eve, day, n, true, undisturbed.outcome, broken);
        crash(eve, day, n, false, undisturbed.outcome, broken);
        crashes += 2;
      }
      System.out.printf("day %d: %d crashes, %d broken%n", day, crashes, broken.size());
      eve = evening;
    }
    assertEquals(List.of(), broken);
  }

  private static Day live(Path data, int day) {
    var watching = new CrashInjector(place -> false);
    try (var stack = start(data, watching)) {
      LIFE.on(stack, day);
      return new Day(watching.calls(), Outcome.of(stack, watching.events()));
    }
  }

  private void crash(
      Path eve, int day, int n, boolean before, Outcome undisturbed, List<String> broken) {
    var injector = new CrashInjector(place -> place.nth() == n && place.before() == before);
    var data = copy(eve, folder.resolve("crashed"));
    try (var stack = start(data, injector)) {
      LIFE.on(stack, day);
      assertEquals(1, injector.crashes().size());
      var place = injector.crashes().getFirst();
      var expected = CrashTest.without(undisturbed, injector.unsent());
      var outcome = Outcome.of(stack, injector.events());
      for (var difference : expected.differences(outcome, CrashTest.later(place))) {
        broken.add("day " + day + " " + place + " " + difference);
      }
    }
    delete(data);
  }

  private static LaptopStack start(Path data, CrashInjector injector) {
    return Shop.start(
        Options.of(Shop.template(Shop.text()), LIFE.start())
            .withData(data)
            .withInterceptor(injector)
            .withListener(injector)
            .withWorkers(1));
  }

  private static Path copy(Path from, Path to) {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
