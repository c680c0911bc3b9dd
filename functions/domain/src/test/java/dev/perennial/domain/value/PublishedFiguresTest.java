package dev.perennial.domain.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Figures that others published: Fader and Hardie's papers and sheets, the tests and guides of
 * lifetimes, BTYD, BTYDplus, CLVTools and pymc-marketing, and values computed with mpmath.
 */
class PublishedFiguresTest {
  private static final BetaGeometric BG = bg(0.2425945, 4.4136019, 0.7929199, 2.4258881);
  private static final BetaGeometric ROUNDED = bg(0.243, 4.414, 0.793, 2.426);
  private static final BetaGeometric LIFETIMES =
      bg(0.2425929283, 4.4135322653, 0.7928859664, 2.4257523826);
  private static final ParetoNbd PARETO =
      new ParetoNbd(0.5533971433, 10.58019854, 0.6060624972, 11.65622367);
  private static final Summary OFTEN = new Summary(26, 30.85714, 31);
  private static final Summary FIRST = new Summary(2, 30.43, 38.86);

  private static BetaGeometric bg(double r, double alpha, double a, double b) {
    return new BetaGeometric(1, false, r, alpha, a, b);
  }

  @Test
  void purchasesExpectedByBgNbd() {
    var model = bg(0.2425967, 4.413659, 0.7929869, 2.426164);
    assertEquals(1.2260281747671444, ROUNDED.expected(new Summary(2, 30.43, 38.86), 39), 1e-14);
    assertEquals(25.75659, model.expected(OFTEN, 52), 1e-4);
    assertEquals(0.9688523, model.alive(OFTEN), 2e-7);
    assertEquals(1.444004, model.expected(Summary.NEW, 52), 1e-5);
    double[] times = {0.1429, 1, 3, 31.8571, 32, 78};
    double[] published = {0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576};
    for (int i = 0; i < times.length; i++) {
      assertEquals(published[i], BG.expected(Summary.NEW, times[i]), 1e-3);
    }
  }

  @Test
  void probabilitiesOfCountsByBgNbd() {
    double[] from11 = {
      0.0019995214,
      0.0015170236,
      0.001163315,
      0.0009003148,
      0.0007023638,
      0.0005517902,
      0.0004361913,
      0.0003467171,
      0.0002769613,
      0.000222226
    };
    assertEquals(0.5737864, ROUNDED.probability(0, 39), 1e-7);
    assertEquals(1.07869e-07, ROUNDED.probability(10, 2), 1e-12);
    for (int i = 0; i < from11.length; i++) {
      assertEquals(from11[i], ROUNDED.probability(11 + i, 30), 1e-9);
    }
    var regular = new BetaGeometric(3, true, 1.2, 3, 0.7, 2);
    double sum = 0;
    double mean = 0;
    for (int n = 0; n < 400; n++) {
      sum += regular.probability(n, 40);
      mean += n * regular.probability(n, 40);
    }
    assertEquals(1, sum, 1e-12);
    assertEquals(regular.expected(Summary.NEW, 40), mean, 1e-10);
  }

  @ParameterizedTest
  @CsvSource({
    "false, 0, 0, -0.5994738181995927",
    "false, 200, 38, 100.79569309270644",
    "true, 0, 0, -0.41792826204498035",
    "true, 200, 38, 100.78690976099134"
  })
  void likelihoodsOfOneCustomer(boolean dropsAtFirst, int x, double recency, double logLikelihood) {
    var model = new BetaGeometric(1, dropsAtFirst, 0.25, 4, 0.8, 2.5);
    assertEquals(logLikelihood, model.logLikelihood(new Summary(x, recency, 40)), 1e-11);
  }

  @ParameterizedTest
  @CsvSource({
    "400, 5, 6, 1323.188930967818",
    "500, 1, 37, 2594.4044546227565",
    "500, 4, 37, 1888.8212497389407"
  })
  void likelihoodsWhereParetoNbdOverflows(int x, double recency, double age, double logLikelihood) {
    var model = new ParetoNbd(10.465, 0.00798565181, 3.0516, 2.820);
    assertEquals(logLikelihood, model.logLikelihood(new Summary(x, recency, age)), 1e-9);
  }

  @ParameterizedTest
  @CsvSource({
    "221, 103.42857, 103.57143, 0.9995960523179381",
    "254, 97.14286, 97.28571, 0.9995582261230107",
    "161, 94.71429, 98, 0.7494877522581072",
    "204, 98.57143, 99.42857, 0.994255079637896"
  })
  void aliveByParetoNbdWhereOthersGaveNone(int x, double recency, double age, double alive) {
    var model = new ParetoNbd(0.5143, 2.8845, 0.2856, 14.1087);
    assertEquals(alive, model.alive(new Summary(x, recency, age)), 1e-12);
  }

  @Test
  void purchasesExpectedByParetoNbd() {
    var rounded = new ParetoNbd(0.55, 10.58, 0.61, 11.67);
    assertEquals(6.206051788962932, rounded.expected(new Summary(132, 200, 200), 10), 1e-13);
    assertEquals(6.252872247574497, rounded.expected(new Summary(133, 200, 200), 10), 1e-13);
    assertEquals(25.45647, PARETO.expected(OFTEN, 52), 5e-3);
    assertEquals(0.997874, PARETO.alive(OFTEN), 1e-6);
    assertEquals(1.47311268945, PARETO.expected(Summary.NEW, 52), 1e-8);
  }

  @Test
  void purchasesForEverByParetoNbd() {
    var often = new Summary(26, 216.0 / 7, 31);
    assertEquals(
        86.0311791945, LifetimeValue.forever(t -> PARETO.expected(often, t), 0.0027), 1e-4);
  }

  @Test
  void orderValuesByGammaGamma() {
    var model = new GammaGamma(6.249349179, 3.744256334, 15.44430669);
    assertEquals(24.65403117, model.expected(2, (29.73 + 14.96) / 2), 1e-6);
    assertEquals(35.17049924, model.expected(0, 0), 1e-6);
  }

  /** lifetimes takes a month of 30 weeks unless told otherwise; both are published. */
  @Test
  void lifetimeValueByBgNbdAndGammaGamma() {
    var spend = new GammaGamma(6.2488024961, 3.7445884609, 15.4477480649);
    double order = spend.expected(2, 22.35);
    assertEquals(
        140.096211,
        order * LifetimeValue.discounted(t -> LIFETIMES.expected(FIRST, t), 12, 30, 0.01),
        1e-3);
    assertEquals(
        36.278496,
        order * LifetimeValue.discounted(t -> LIFETIMES.expected(FIRST, t), 12, 4.345, 0.01),
        1e-3);
  }

  @Test
  void aliveIsCertainWithoutRepeatsAndNothingAfterALongSilence() {
    assertEquals(1.0, ROUNDED.alive(new Summary(0, 0, 39)));
    assertEquals(0.0, ROUNDED.alive(new Summary(1000, 10, 100)));
    assertTrue(ROUNDED.expected(new Summary(1000, 10, 100), 10) >= 0);
  }
}
