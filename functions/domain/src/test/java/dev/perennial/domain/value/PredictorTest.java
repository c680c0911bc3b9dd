package dev.perennial.domain.value;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.value.ValueBands.Churn;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Predictions and bands of an account by a card. */
class PredictorTest {
  private static final LocalDate START = LocalDate.parse("2010-01-04");

  private static final BetaGeometric BG = new BetaGeometric(2, false, 0.8, 4, 0.1, 0.9);
  private static final Predictor PREDICTOR =
      new Predictor(Example.card("2011-01", "2010-01-04", 4_000));

  /** An order of 10.00 every so many days, so many times. */
  private static ActiveDays every(int gap, int times) {
    var days = ActiveDays.NONE;
    for (int i = 0; i < times; i++) {
      days = days.plus(START.plusDays((long) i * gap), 1, 1_000, 0);
    }
    return days;
  }

  @Test
  void anAccountIsItsActiveDays() {
    var days = every(14, 5);
    var buyer = Buyer.of(days, START.plusDays(70), 7);
    assertEquals(new Buyer(new Summary(4, 8, 10), 1_000), buyer);
    assertNull(Buyer.of(ActiveDays.NONE, START, 7));
    var twice = days.plus(START.plusDays(14), 1, 3_000, 0);
    assertEquals(new Buyer(new Summary(4, 8, 10), 1_750), Buyer.of(twice, START.plusDays(70), 7));
    // a day of the future counts as today
    assertEquals(8, requireNonNull(Buyer.of(days, START, 7)).summary().age());
  }

  @Test
  void aDayWhoseOrdersWentBackWholeIsNotActive() {
    var all = every(14, 5).plus(START.plusDays(56), -1, -1_000, 0);
    assertEquals(new Buyer(new Summary(3, 6, 10), 1_000), Buyer.of(all, START.plusDays(70), 7));
    var partly = every(14, 2).plus(START.plusDays(14), 0, -1_200, 0);
    assertEquals(0, requireNonNull(Buyer.of(partly, START.plusDays(70), 7)).mean());
  }

  @Test
  void aFoldedFirstDayIsTheMeanOfItsMonth() {
    var days = every(14, 40).plus(START, 0, 500, 0);
    var folded = days.settledOn(START.plusDays(560));
    assertTrue(!folded.months().isEmpty() && !folded.days().isEmpty());
    var exact = requireNonNull(Buyer.of(days, START.plusDays(560), 7));
    var approximate = requireNonNull(Buyer.of(folded, START.plusDays(560), 7));
    assertEquals(exact.summary(), approximate.summary());
    // January has two days, of 15.00 and 10.00
    assertEquals((40 * 1_000 + 500 - 1_250) / 39.0, approximate.mean(), 1e-9);
    int end = (int) START.plusDays(560).toEpochDay();
    assertEquals(approximate, Buyer.days(folded, START.plusDays(560)).buyer(end, 7));
  }

  @Test
  void predictionsAreThoseOfTheModel() {
    var days = every(14, 5);
    var today = START.plusDays(70);
    var summary = new Summary(4, 8, 10);
    var prediction = requireNonNull(PREDICTOR.predict(days, null, today));
    assertEquals(BG.alive(summary), requireNonNull(prediction.alive()), 1e-15);
    assertEquals(BG.expected(summary, 30 / 7.0), prediction.orders30(), 1e-12);
    assertEquals(BG.expected(summary, 365 / 7.0), prediction.orders365(), 1e-12);
    assertEquals(
        new GammaGamma(6, 4, 500).expected(4, 1_000), prediction.usual().orderValue(), 1e-9);
    assertTrue(prediction.discountedYear() < prediction.value365());
    assertTrue(prediction.discountedLifetime() > prediction.discountedYear());
    long overdue = requireNonNull(prediction.usual().daysUntilOverdue());
    assertEquals(Math.round((BG.overdueAfter(summary, 0.9) - 2) * 7), overdue);
    assertNull(PREDICTOR.predict(ActiveDays.NONE, null, today));
  }

  /** Nine of ten of their gaps would end in 10^40 weeks or so. */
  @Test
  void whereHardlyAnybodyBuysAgainNobodyIsToldWhenTheNextOrderIsDue() {
    var rare = new BetaGeometric(1, false, 0.02, 4, 0.1, 0.9);
    var predictor = new Predictor(Example.card("v", "2011-01-01", 1, rare));
    var prediction = requireNonNull(predictor.predict(every(14, 1), null, START.plusDays(5)));
    assertNull(prediction.usual().daysUntilOverdue());
  }

  @Test
  void aRegularBuyerWhoFallsSilentGoesThroughAllBandsAndOneOrderBringsThemBack() {
    var days = every(14, 20);
    var last = requireNonNull(days.last());
    var seen = new ArrayList<Churn>();
    ValueBands bands = null;
    for (int silent = 0; silent < 120; silent++) {
      bands = requireNonNull(PREDICTOR.judge(days, bands, last.plusDays(silent)));
      if (seen.isEmpty() || seen.getLast() != bands.churn()) {
        seen.add(bands.churn());
      }
    }
    assertEquals(List.of(Churn.SAFE, Churn.COOLING, Churn.AT_RISK, Churn.GONE), seen);
    var back = days.plus(last.plusDays(120), 1, 1_000, 0);
    assertEquals(
        Churn.SAFE, requireNonNull(PREDICTOR.judge(back, bands, last.plusDays(120))).churn());
  }

  @Test
  void whoseLastOrderIsLongAgoIsNotSafeEvenWhereTheModelThinksThemAlive() {
    // BG/NBD takes a customer without repeats to be alive, whatever the silence
    var once = every(1, 1);
    assertEquals(1, PREDICTOR.alive(new Summary(0, 0, 52)));
    assertEquals(
        Churn.SAFE, requireNonNull(PREDICTOR.judge(once, null, START.plusDays(7))).churn());
    assertEquals(
        Churn.COOLING, requireNonNull(PREDICTOR.judge(once, null, START.plusDays(200))).churn());
  }

  @Test
  void aStoredBandIsLeftOnlyTenPercentPastItsBoundary() {
    double[] cuts = {100, 200};
    assertEquals(2, Predictor.band(150, cuts, 0));
    assertEquals(1, Predictor.band(100, cuts, 0), "a cut belongs to the band below");
    assertEquals(1, Predictor.band(109, cuts, 1));
    assertEquals(2, Predictor.band(111, cuts, 1));
    assertEquals(3, Predictor.band(300, cuts, 1));
    assertEquals(3, Predictor.band(181, cuts, 3));
    assertEquals(2, Predictor.band(179, cuts, 3));
    assertEquals(1, Predictor.band(0, cuts, 3));
  }
}
