package dev.perennial.domain.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers stay right where formulas as printed cancel, overflow or have poles. */
class ExtremesTest {
  private static final double[] SHAPES = {1e-7, 0.2, 1, 1.0000001, 30, 1e6};
  private static final double[] SCALES = {1e-6, 3, 1e7};
  private static final List<Summary> CUSTOMERS =
      List.of(
          Summary.NEW,
          new Summary(0, 0, 1e-9),
          new Summary(0, 0, 1e7),
          new Summary(20_000, 300, 301),
          new Summary(20_000, 1e6, 1e6),
          new Summary(3, 1e-6, 2e-6));

  private static void assertSound(PurchaseModel model) {
    for (var customer : CUSTOMERS) {
      var what = model + " " + customer;
      double alive = model.alive(customer);
      assertTrue(alive >= 0 && alive <= 1, what);
      assertTrue(Double.isFinite(model.logLikelihood(customer)), what);
      assertTrue(model.overdueAfter(customer, 0.9) > 0, what);
      double before = 0;
      for (double t : new double[] {0, 1e-9, 1, 1e3, 1e6}) {
        double expected = model.expected(customer, t);
        assertTrue(Double.isFinite(expected) && expected >= before * (1 - 1e-6), what + t);
        before = expected;
      }
    }
  }

  @Test
  void everyModelIsFiniteAndGrowsWithTime() {
    for (double shape : SHAPES) {
      for (double scale : SCALES) {
        assertSound(new ParetoNbd(shape, scale, 0.5, 4));
        assertSound(new ParetoNbd(0.5, 4, shape, scale));
        assertSound(new BetaGeometric(1, false, 0.4, scale, shape, 2));
        assertSound(new BetaGeometric(3, true, shape, 5, 0.3, scale));
      }
    }
  }

  @Test
  void withoutLeavingAllModelsAreTheNegativeBinomial() {
    var customer = new Summary(5, 20, 30);
    double nbd = (0.7 + 5) / (9 + 30.0) * 12;
    assertEquals(nbd, new ParetoNbd(0.7, 9, 1e-12, 1e6).expected(customer, 12), 1e-9);
    assertEquals(nbd, new BetaGeometric(1, false, 0.7, 9, 1e-12, 1e3).expected(customer, 12), 1e-9);
    assertEquals(nbd, new BetaGeometric(1, true, 0.7, 9, 1e-12, 1e3).expected(customer, 12), 1e-9);
  }

  @Test
  void manyTicksAreIntegratedToWhatTheirSumIs() {
    // rate / t is small enough for the integral in the second, and not in the first
    for (double a : new double[] {0.4, 1, 2.5}) {
      var sum = new Further(0.8, 1, a, 3, 2, 1).within(4_800);
      var integral = new Further(0.8, 1, a, 3, 2, 1).within(5_200);
      var slope = new Further(0.8, 1, a, 3, 2, 1).within(4_600);
      assertEquals(sum + 2 * (sum - slope), integral, 0.004 * sum, "a = " + a);
    }
    // nobody leaves: the mean number of ticks is known
    assertEquals(2e7, new Further(2, 1, 1e-15, 1, 1, 0).within(1e7), 1);
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    assertMessage("t_x is 5.0; it must be from 0 to T", () -> new Summary(1, 5, 4));
    assertMessage("T is NaN", () -> new Summary(1, 1, Double.NaN));
    assertMessage("x is -1", () -> new Summary(-1, 0, 4));
    assertMessage("alpha is 0.0", () -> new ParetoNbd(1, 0, 1, 1));
    assertMessage("k is 0", () -> new BetaGeometric(0, true, 1, 1, 1, 1));
    assertMessage("t is NaN", () -> new ParetoNbd(1, 1, 1, 1).expected(Summary.NEW, Double.NaN));
    assertMessage("infinite", () -> new GammaGamma(1, 0.5, 3).expected(0, 0));
  }

  private static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
    var message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(String.valueOf(message).contains(part), message);
  }
}
