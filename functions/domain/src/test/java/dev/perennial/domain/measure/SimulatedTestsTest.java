package dev.perennial.domain.measure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Made-up shops whose effect is known, each tested for eight weeks with a look a week. One in five
 * of 200 customers a week buys, for an exponential sum; {@code make coverage} plays more of them.
 * Of 20,000 tests a share of 5 % is known to .3 %, of 2,000 only to 1 %.
 */
class SimulatedTestsTest {
  private static final int RUNS = Integer.getInteger("perennial.measure.runs", 20_000);
  private static final long SEED = Long.getLong("perennial.measure.seed", 1);
  private static final double MEAN_ORDER = 20;

  private static final List<Looks.Boundary> BOUNDARIES =
      Looks.of(LongStream.rangeClosed(1, 8).map(week -> week * 200).boxed().toList(), 1600);

  /**
   * What a test came to.
   *
   * @param alarm whether an effect was shown at any look
   * @param covered whether the interval at the last look holds the truth
   */
  private record Played(boolean alarm, boolean covered) {}

  private static BigDecimal spend(Random random, double chance) {
    return random.nextDouble() < chance
        ? BigDecimal.valueOf(Math.round(100 * MEAN_ORDER * random.nextExponential()), 2)
        : BigDecimal.ZERO;
  }

  /** Half is held out; the treated buy more often, by an effect on what a customer spends. */
  private static Played play(double effect, long seed) {
    var random = new Random(seed);
    var treated = ArmSums.NONE;
    var control = ArmSums.NONE;
    var alarm = false;
    var interval = new Interval(0, 0);
    for (var boundary : BOUNDARIES) {
      while (treated.n() + control.n() < boundary.customers()) {
        treated = treated.plus(spend(random, 0.2 + effect / MEAN_ORDER), BigDecimal.ZERO);
        control = control.plus(spend(random, 0.2), BigDecimal.ZERO);
      }
      if (Uplift.of(treated, control) instanceof Uplift.Measured measured) {
        interval = measured.at(boundary);
        alarm |= !interval.holdsZero();
      }
    }
    return new Played(alarm, interval.low() <= effect && effect <= interval.high());
  }

  private static List<Played> runs(double effect) {
    return LongStream.range(SEED, SEED + RUNS).mapToObj(seed -> play(effect, seed)).toList();
  }

  private static double share(List<Played> runs, Predicate<Played> of, String what) {
    var share = (double) runs.stream().filter(of).count() / runs.size();
    if (System.getProperty("perennial.measure.runs") != null) {
      System.out.printf("%s: %.2f %% of %,d tests%n", what, 100 * share, runs.size());
    }
    return share;
  }

  private static void assertCovered(List<Played> runs, String what) {
    var covered = share(runs, Played::covered, what);
    assertTrue(covered >= 0.93 && covered <= 0.97, "covered " + covered);
  }

  @Test
  void withoutAnEffectFewRaiseAFalseAlarmOverEightLooks_seedsFrom1() {
    var runs = runs(0);
    var alarms = share(runs, Played::alarm, "false alarms over eight looks");
    assertTrue(alarms <= 0.05, "false alarms " + alarms);
    assertTrue(alarms >= 0.03, "the chance of an alarm is used: " + alarms);
    assertCovered(runs, "the last look's interval covers no effect");
  }

  @Test
  void theLastLooksIntervalCoversTheTruth_seedsFrom1() {
    assertCovered(runs(1), "the last look's interval covers an effect");
  }
}
