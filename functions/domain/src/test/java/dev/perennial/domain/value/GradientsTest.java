package dev.perennial.domain.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every slope of every likelihood against central differences of its value. */
class GradientsTest {
  private static final Cohort COHORT =
      new PlayedShop(7).play(new BetaGeometric(2, true, 0.9, 2, 0.6, 2.5), 400, 400).cohort(400);

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Case(String name, Likelihood likelihood, double[] at) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    var spending = new Spending.Builder();
    for (int i = 1; i < 60; i++) {
      spending.add(1 + i % 7, (1 + i % 7) * (5 + i * 1.7));
    }
    return Stream.of(
        new Case(
            "bgnbd",
            new BetaGeometricLikelihood(COHORT, 1, false),
            new double[] {0.3, 4, 0.8, 2.4}),
        new Case(
            "mbgnbd",
            new BetaGeometricLikelihood(COHORT, 1, true),
            new double[] {0.5, 6, 0.9, 1.6}),
        new Case(
            "mbgcnbd-3",
            new BetaGeometricLikelihood(COHORT, 3, true),
            new double[] {1.5, 2, 0.01, 40}),
        new Case("paretonbd", new ParetoLikelihood(COHORT), new double[] {0.55, 10.6, 0.6, 11.7}),
        new Case(
            "paretonbd, beta less", new ParetoLikelihood(COHORT), new double[] {2, 9, 0.1, 0.5}),
        new Case("gammagamma", spending.build(), new double[] {6.2, 3.7, 15}));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void slopesAreThoseOfTheValue(Case each) {
    double[] gradient = new double[each.at.length];
    double[] unused = new double[each.at.length];
    double value = each.likelihood.at(each.at, gradient);
    for (int i = 0; i < gradient.length; i++) {
      double width = 1e-5 * each.at[i];
      double[] up = each.at.clone();
      double[] down = each.at.clone();
      up[i] += width;
      down[i] -= width;
      double slope =
          (each.likelihood.at(up, unused) - each.likelihood.at(down, unused)) / (2 * width);
      double scale = Math.abs(value) / each.at[i];
      assertEquals(slope, gradient[i], 1e-7 * scale, each.likelihood.names()[i]);
    }
  }
}
