package dev.perennial.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.perennial.domain.purchases.Purchases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Years of random histories: whatever happens in whatever order, the ledger folds to the account
 * (as {@link PlayedCustomer} checks after each step) and no point appears or gets lost. {@code make
 * simulate} lives 10,000 of them.
 */
class SimulatedHistoriesTest {
  private static final int STEPS = 200;
  private static final long FIRST = Long.getLong("perennial.simulate.seed", 1);
  private static final int HISTORIES = Integer.getInteger("perennial.simulate.histories", 300);

  @Test
  void theLedgerFoldsToTheAccountAndPointsAreConserved() {
    var failing = new ConcurrentSkipListSet<Long>();
    var lines =
        LongStream.range(FIRST, FIRST + HISTORIES)
            .parallel()
            .map(
                seed -> {
                  try {
                    return SimulatedHistory.live(steps(seed));
                  } catch (AssertionError | RuntimeException e) { // whatever breaks is to be shrunk
                    failing.add(seed);
                    return 0;
                  }
                })
            .sum();
    if (!failing.isEmpty()) {
      var fewest = shrunk(steps(failing.first()));
      fail(
          "%d histories fail; seed %d in %d steps: %s"
              .formatted(failing.size(), failing.first(), fewest.size(), fewest),
          failure(fewest));
    }
    assertTrue(lines > 60L * HISTORIES, "something happened");
  }

  private static List<SimulatedStep> steps(long seed) {
    return SimulatedStep.of(seed, STEPS);
  }

  /** The failing steps without whatever the failure does not need. */
  private static List<SimulatedStep> shrunk(List<SimulatedStep> failing) {
    var fewest = failing;
    for (int size = failing.size() / 2; size > 0; size /= 2) {
      for (int from = 0; from + size <= fewest.size(); ) {
        var fewer = new ArrayList<>(fewest);
        fewer.subList(from, from + size).clear();
        if (failure(fewer) == null) {
          from += size;
        } else {
          fewest = fewer;
        }
      }
    }
    return fewest;
  }

  private static @Nullable Throwable failure(List<SimulatedStep> steps) {
    try {
      SimulatedHistory.live(steps);
      return null;
    } catch (AssertionError | RuntimeException e) { // as above
      return e;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aPurchaseDecidedTwiceIsTheSameTextTwice(long seed) {
    Instant now = Example.noon("2010-06-01");
    var rules = SimulatedProgrammes.rules(true);
    var played = new PlayedCustomer(rules);
    played.buy(Example.purchase("P1", now, Example.line("S1", 2, 1000)));
    var price = new Random(seed).nextInt(9999);
    var again = Example.purchase("P2", now, Example.line("S1", 2, price));
    var first = Purchases.decide(played.customer(), again, Purchases.Referred.NOT, rules, now);
    assertEquals(
        first, Purchases.decide(played.customer(), again, Purchases.Referred.NOT, rules, now));
  }
}
