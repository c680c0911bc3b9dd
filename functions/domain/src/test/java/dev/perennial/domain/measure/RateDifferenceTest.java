package dev.perennial.domain.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.measure.RateDifference.Share;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateDifferenceTest {
  private static final List<Looks.Boundary> BOUNDARIES =
      Looks.of(LongStream.rangeClosed(1, 8).map(week -> week * 200).boxed().toList(), 1600);

  /** Newcombe 1998, table II, method 10. */
  @ParameterizedTest(name = "{0}/{1} less {2}/{3}")
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "6, 7, 2, 7, 0.0582, 0.8062",
    "5, 56, 0, 29, -0.0381, 0.1926",
    "0, 10, 0, 20, -0.1611, 0.2775",
    "0, 10, 0, 10, -0.2775, 0.2775",
    "10, 10, 0, 20, 0.6791, 1",
    "10, 10, 0, 10, 0.6075, 1",
  })
  void theIntervalIsAsPublished(
      long yes, long of, long others, long ofOthers, double low, double high) {
    var treated = new Share(yes, of);
    var control = new Share(others, ofOthers);
    var interval = RateDifference.of(treated, control).interval();
    assertEquals(low, interval.low(), 5.1e-5);
    assertEquals(high, interval.high(), 5.1e-5);
    var turned = RateDifference.of(control, treated).interval();
    assertEquals(-interval.low(), turned.high(), 1e-12);
    assertEquals(-interval.high(), turned.low(), 1e-12);
  }

  /** One of ten is held out, and few buy: every look of eight has to hold at once. */
  @ParameterizedTest(name = "{0} of the treated and {1} of the others buy")
  @CsvSource({"0.02, 0.02", "0.05, 0.02", "0.2, 0.2", "0.25, 0.2"})
  void itHoldsTheTruthAtAllOfEightLooks_seedsFrom1(double ofTreated, double ofOthers) {
    int runs = 4000;
    var held =
        IntStream.rangeClosed(1, runs).filter(seed -> isHeld(ofTreated, ofOthers, seed)).count();
    assertTrue(held >= .945 * runs, "held " + held);
  }

  private static boolean isHeld(double ofTreated, double ofOthers, int seed) {
    var random = new Random(seed);
    long[] yes = new long[2];
    long[] of = new long[2];
    for (var boundary : BOUNDARIES) {
      while (of[0] + of[1] < boundary.customers()) {
        int arm = (of[0] + of[1]) % 10 == 0 ? 1 : 0;
        of[arm]++;
        yes[arm] += random.nextDouble() < (arm == 0 ? ofTreated : ofOthers) ? 1 : 0;
      }
      var interval =
          RateDifference.at(boundary, new Share(yes[0], of[0]), new Share(yes[1], of[1]))
              .interval();
      double truth = ofTreated - ofOthers;
      if (truth < interval.low() || truth > interval.high()) {
        return false;
      }
    }
    return true;
  }

  @Test
  void aBoundaryThatNoTestReachesLeavesAllOpen() {
    var far = new Looks.Boundary(60, .001, 0, Normal.FARTHEST);
    var interval = RateDifference.at(far, new Share(10, 30), new Share(0, 30)).interval();
    assertTrue(interval.low() < -.6 && interval.high() > .9, interval.toString());
  }

  @Test
  void whatIsNoShareIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Share(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Share(3, 2));
    assertThrows(IllegalArgumentException.class, () -> new Share(-1, 2));
  }
}
