package dev.perennial.domain.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class UpliftTest {
  private static ArmSums sums(double... outcomes) {
    var sums = ArmSums.NONE;
    for (var each : outcomes) {
      sums = sums.plus(BigDecimal.valueOf(each), BigDecimal.ZERO);
    }
    return sums;
  }

  private static ArmSums drawn(int rows, IntFunction<double[]> outcomeAndBefore) {
    var sums = ArmSums.NONE;
    for (int i = 0; i < rows; i++) {
      var row = outcomeAndBefore.apply(i);
      sums = sums.plus(BigDecimal.valueOf(row[0]), BigDecimal.valueOf(row[1]));
    }
    return sums;
  }

  /** Example of R's documentation: sleep, extra hours by two drugs; t.test gives these. */
  @Test
  void theIntervalIsThatOfWelchsTest() {
    var first = sums(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0);
    var second = sums(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4);
    var uplift = assertInstanceOf(Uplift.Measured.class, Uplift.of(first, second));
    assertEquals(-1.58, uplift.estimate(), 1e-12);
    assertEquals(17.776, uplift.freedom(), 5e-4);
    assertEquals(-3.3654832, uplift.interval().low(), 1e-4);
    assertEquals(0.2054832, uplift.interval().high(), 1e-4);
    assertTrue(uplift.interval().holdsZero());
  }

  @Test
  void theLeastEffectThatShowsIsFoundInEightyOfAHundredTests_seed11() {
    var random = new Random(11);
    int found = 0;
    int tests = 1000;
    for (int i = 0; i < tests; i++) {
      // an effect as large as a test of 200 against 100 of spread 1 can detect: 2.8 errors
      double effect = 2.8016 * Math.sqrt(1 / 200.0 + 1 / 100.0);
      var treated = drawn(200, _ -> new double[] {effect + random.nextGaussian(), 0});
      var control = drawn(100, _ -> new double[] {random.nextGaussian(), 0});
      var uplift = (Uplift.Measured) Uplift.of(treated, control);
      assertEquals(effect, uplift.minimumDetectableEffect(), effect / 3);
      found += uplift.interval().low() > 0 ? 1 : 0;
    }
    assertEquals(0.8, (double) found / tests, 0.04);
  }

  @Test
  void withoutSpreadNothingIsKnown() {
    assertEquals(1, assertInstanceOf(Uplift.Unknown.class, Uplift.of(sums(2), sums(1))).estimate());
    assertInstanceOf(Uplift.Unknown.class, Uplift.of(sums(1, 1), sums(1, 1, 1)));
    assertInstanceOf(Uplift.Unknown.class, Uplift.of(ArmSums.NONE, sums(1, 2)));
    assertFalse(Adjustment.of(sums(1, 1), sums(1, 1)).helps());
    assertInstanceOf(Uplift.Measured.class, Uplift.of(sums(0, 1), sums(0, 0)));
  }

  /** Of correlation ρ, ρ² of the variance goes. */
  @Test
  void spendBeforeTakesAwayWhatItExplainsAndTheEffectStays_seed5() {
    var random = new Random(5);
    IntFunction<double[]> control =
        _ -> {
          double before = random.nextGaussian() * 3 + 50;
          return new double[] {before + 3 * random.nextGaussian(), before};
        };
    var treatedSums =
        drawn(
            4000,
            i -> {
              var row = control.apply(i);
              return new double[] {row[0] + 1, row[1]};
            });
    var adjustment = Adjustment.of(treatedSums, drawn(8000, control));
    assertTrue(adjustment.helps());
    assertEquals(0.5, adjustment.varianceReduction(), 0.03);
    var uplift = Objects.requireNonNull(adjustment.uplift());
    assertEquals(1, uplift.estimate(), 3 * uplift.standardError());
    assertEquals(3 * Math.sqrt(1 / 4000.0 + 1 / 8000.0), uplift.standardError(), 0.002);
  }

  @Test
  void spendBeforeThatTellsNothingIsOfNoUse_seeds1To200() {
    int useful = 0;
    double sum = 0;
    for (int seed = 1; seed <= 200; seed++) {
      var random = new Random(seed);
      IntFunction<double[]> row = _ -> new double[] {random.nextGaussian(), random.nextGaussian()};
      var adjustment = Adjustment.of(drawn(500, row), drawn(500, row));
      useful += adjustment.helps() ? 1 : 0;
      sum += adjustment.varianceReduction();
    }
    assertEquals(0, sum / 200, 0.0005, "the gain of chance is taken off");
    assertTrue(useful <= 2, useful + " of 200");
  }

  @Test
  void whatWasTheSameForAllBeforeAdjustsNothing() {
    var adjustment = Adjustment.of(sums(1, 2, 3), sums(4, 5, 7));
    assertEquals(0, adjustment.varianceReduction());
    assertFalse(adjustment.helps());
  }

  @Test
  void profitIsMarginTimesUpliftLessWhatItCost() {
    var costs = new Profit.Costs(100, 50, 10);
    var profit = Profit.of(0.77, new Interval(0.485, 1.055), 0.4, 10_000, costs);
    assertEquals(2920, profit.estimate(), 1e-9);
    assertEquals(1780, profit.interval().low(), 1e-9);
    assertEquals(4060, profit.interval().high(), 1e-9);
    var sold = Profit.of(1, new Interval(0, 2), -0.1, 100, costs);
    assertTrue(sold.interval().low() < sold.estimate() && sold.estimate() < sold.interval().high());
    assertThrows(
        IllegalArgumentException.class,
        () -> Profit.of(1, new Interval(0, 2), Double.NaN, 1, costs));
  }
}
