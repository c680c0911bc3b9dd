package dev.perennial.domain.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FittingTest {
  private static final BetaGeometric TRUTH = new BetaGeometric(3, true, 1.5, 2, 0.8, 3);
  private static final Shoppers SHOP = new PlayedShop(42).play(TRUTH, 4_000, 364);

  private static Fit<PurchaseModel> fitted(Fit.Outcome<PurchaseModel> outcome) {
    return switch (outcome) {
      case Fit.Fitted<PurchaseModel>(var fit) -> fit;
      case Fit.Unfit<PurchaseModel>(var why) -> throw new AssertionError(why);
    };
  }

  private static <V> V of(Map<String, V> map, String name) {
    return Objects.requireNonNull(map.get(name), name);
  }

  @Test
  void parametersAndRegularityAreFoundAgainWithSeed42() {
    var fit = fitted(Fitting.likeliest(ModelName.Family.MBG, SHOP.cohort(363), 7));
    assertEquals("mbgcnbd-3", fit.model().name());
    assertTrue(fit.converged());
    assertEquals(List.of(), fit.warnings());
    TRUTH
        .parameters()
        .forEach(
            (name, value) ->
                assertEquals(
                    value,
                    of(fit.model().parameters(), name),
                    4 * of(fit.standardErrors(), name) + 0.05 * value,
                    name));
  }

  @Test
  void collapsedCustomersHaveTheLikelihoodOfEachAlone() {
    var fit = fitted(Fitting.fit(ModelName.parse("paretonbd"), SHOP.cohort(363), 7));
    double sum = 0;
    for (var each : SHOP.all()) {
      sum += fit.model().logLikelihood(each.at(363, 7));
    }
    assertEquals(sum, fit.logLikelihood(), 1e-7);
  }

  @Test
  void aShopThatNobodyLeavesLiesAtTheBoundaryAndSaysSo() {
    var shop = new PlayedShop(3).play(new BetaGeometric(1, false, 0.8, 9, 1e-9, 1e3), 1_500, 300);
    var fit = fitted(Fitting.fit(ModelName.parse("bgnbd"), shop.cohort(299), 7));
    assertTrue(fit.converged());
    assertTrue(fit.warnings().stream().anyMatch(w -> w.contains("dropout collapses")));
    assertFalse(fit.standardErrors().containsKey("a"));
    assertTrue(fit.standardErrors().containsKey("r"));
  }

  @Test
  void whatHasNoMaximumIsSaidAndOneOrAlikeCustomersAreFinite() {
    var once = new Cohort.Builder(7);
    IntStream.range(0, 100).forEach(i -> once.add(0, 0, 100, 0));
    for (var name : List.of("bgnbd", "mbgnbd", "paretonbd", "mbgcnbd-2")) {
      assertInstanceOf(Fit.Unfit.class, Fitting.fit(ModelName.parse(name), once.build(), 7));
      assertInstanceOf(
          Fit.Unfit.class, Fitting.fit(ModelName.parse(name), new Cohort.Builder(7).build(), 7));
      for (int customers : new int[] {1, 500}) {
        var alike = new Cohort.Builder(7);
        IntStream.range(0, customers).forEach(i -> alike.add(4, 80, 100, 4 * Math.log(20)));
        var fit = fitted(Fitting.fit(ModelName.parse(name), alike.build(), 7));
        assertTrue(Double.isFinite(fit.logLikelihood()), name);
        assertFalse(fit.warnings().isEmpty(), name);
      }
    }
  }

  @Test
  void whatIsChosenIsAsGoodAsTheBestOfThePlayedShop() {
    var test = Backtest.run(SHOP, 240, 363);
    var best = test.models().values().stream().mapToDouble(HoldoutError::mae).min().orElseThrow();
    assertTrue(of(test.models(), test.chosen()).mae() <= 1.005 * best, test.chosen());
    assertTrue(of(test.models(), test.chosen()).mae() < of(test.baselines(), "own-rate").mae());
  }

  @Test
  void tooFewRepeatsFallBackToAHeuristicAndSayHowManyAreNeeded() {
    var shop = new PlayedShop(5).play(TRUTH, 20, 200);
    var test = Backtest.run(shop, 120, 199);
    assertEquals("shrunk-rate", test.chosen());
    assertTrue(test.models().containsKey("shrunk-rate"));
    assertTrue(test.warnings().getFirst().contains("fewer than 50"), test.warnings().getFirst());
  }

  @Test
  void daysInAnyOrderAreTheSame() {
    var one = new BuyingDays();
    var other = new BuyingDays();
    int[] days = {30, 10, 20, 10, 40, 20, 5};
    for (int day : days) {
      one.add(day, day, day <= 30);
    }
    IntStream.of(days).sorted().forEach(day -> other.add(day, day, day <= 30));
    assertEquals(new Summary(3, 25, 25), one.at(30, 1));
    assertEquals(one.at(30, 1), other.at(30, 1));
    assertEquals(5, one.until(40));
    for (var each : List.of(one, other)) {
      var spending = new Spending.Builder();
      each.join(spending, 30);
      assertEquals((10 + 10 + 20 + 20 + 30) / 3.0, spending.build().mean(), 1e-12);
    }
  }
}
