package dev.perennial.domain.evaluation;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Changes.TierMove;
import dev.perennial.domain.nightly.NightlyPass;
import dev.perennial.domain.programme.Earn;
import dev.perennial.domain.programme.Loyalty;
import dev.perennial.domain.programme.Tiers;
import dev.perennial.domain.programme.Tiers.Level;
import dev.perennial.domain.programme.Tiers.Measure;
import dev.perennial.domain.programme.Tiers.Window;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandingTest {
  private static Tiers tiers(Measure by, Window over, int grace, long silver, long gold) {
    return new Tiers(
        by,
        over,
        grace,
        List.of(
            new Level("member", 0, 1000, List.of()),
            new Level("silver", silver, 1000, List.of("Early access")),
            new Level("gold", gold, 1000, List.of())));
  }

  private static LocalDate day(String date) {
    return LocalDate.parse(date);
  }

  /** Two orders on 1 March, of 300 pence and 30 points, and one on 1 June, of 400 and 40. */
  private static final ActiveDays DAYS =
      ActiveDays.NONE.plus(day("2011-03-01"), 2, 300, 30).plus(day("2011-06-01"), 1, 400, 40);

  @ParameterizedTest(name = "by {0} over {1} with {2} days of grace on {3}: {4} until {5}")
  @CsvSource({
    "SPEND,  ROLLING_YEAR,  0, 2011-06-01, gold,   2012-02-28, 700,",
    "SPEND,  ROLLING_YEAR,  0, 2012-02-28, gold,   2012-02-28, 700,",
    "SPEND,  ROLLING_YEAR,  0, 2012-02-29, silver, 2012-05-30, 400, gold",
    "SPEND,  ROLLING_YEAR,  0, 2012-05-31, member, ,           0,   silver",
    "SPEND,  ROLLING_YEAR, 30, 2012-03-29, gold,   2012-03-29, 400,",
    "SPEND,  ROLLING_YEAR, 30, 2012-03-30, silver, 2012-06-29, 400, gold",
    "SPEND,  ROLLING_YEAR, 30, 2012-06-30, member, ,           0,   silver",
    "POINTS, ROLLING_YEAR,  0, 2011-06-01, member, ,           70,  silver",
    "ORDERS, ROLLING_YEAR,  0, 2011-06-01, member, ,           3,   silver",
    "SPEND,  CALENDAR_YEAR, 0, 2011-06-01, gold,   2012-12-31, 700,",
    "SPEND,  CALENDAR_YEAR, 0, 2012-12-31, gold,   2012-12-31, 0,",
    "SPEND,  CALENDAR_YEAR, 0, 2013-01-01, member, ,           0,   silver",
    "SPEND,  CALENDAR_YEAR, 9, 2013-01-09, gold,   2013-01-09, 0,",
    "SPEND,  CALENDAR_YEAR, 9, 2013-01-10, member, ,           0,   silver",
  })
  void aTierIsHeldAsLongAsWhatLedToItCountsAndAGraceAfter(
      Measure by,
      Window over,
      int grace,
      LocalDate today,
      String tier,
      LocalDate until,
      long measured,
      String next) {
    var standing = Standing.of(DAYS, tiers(by, over, grace, 400, 700), today);
    assertEquals(tier, standing.level().id());
    assertEquals(until, standing.until());
    assertEquals(measured, standing.measured());
    assertEquals(next, standing.next() == null ? null : standing.next().id());
  }

  @Test
  void aReviewsPointsCountForATierByPointsAndMakeNoActiveDay() {
    var days = DAYS.plusBonus(day("2011-06-15"), 25).plusBonus(day("2011-06-01"), 5);
    var rolling = tiers(Measure.POINTS, Window.ROLLING_YEAR, 0, 70, 100);
    var standing = Standing.of(days, rolling, day("2011-06-15"));
    assertEquals(100, standing.measured());
    assertEquals("gold", standing.level().id());
    assertEquals(day("2012-02-28"), standing.until());
    assertEquals("silver", Standing.of(days, rolling, day("2012-02-29")).level().id());
    var yearly = tiers(Measure.POINTS, Window.CALENDAR_YEAR, 0, 70, 100);
    var folded = days.settledOn(day("2012-12-31"));
    assertEquals("gold", Standing.of(folded, yearly, day("2012-12-31")).level().id());
    var orders = tiers(Measure.ORDERS, Window.ROLLING_YEAR, 0, 3, 4);
    assertEquals(3, Standing.of(days, orders, day("2011-06-15")).measured());
  }

  @Test
  void aCalendarYearCountsMonthsThatNoLongerHaveDays() {
    var tiers = tiers(Measure.SPEND, Window.CALENDAR_YEAR, 0, 400, 700);
    var folded = DAYS.settledOn(day("2012-12-31"));
    assertTrue(folded.days().isEmpty());
    assertEquals("gold", Standing.of(folded, tiers, day("2012-12-31")).level().id());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void untilIsTheLastDayOnWhichTheTierHolds(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      var days = ActiveDays.NONE;
      var today = day("2011-01-01");
      for (int n = random.nextInt(12); n >= 0; n--) {
        days = days.plus(today.minusDays(random.nextInt(500)), 1, random.nextInt(400), 0);
        days = days.plusBonus(today.minusDays(random.nextInt(400)), random.nextInt(400));
      }
      days = days.settledOn(today);
      var over = random.nextBoolean() ? Window.ROLLING_YEAR : Window.CALENDAR_YEAR;
      var by = random.nextBoolean() ? Measure.SPEND : Measure.POINTS;
      var tiers = tiers(by, over, random.nextInt(31), 400, 1000);
      var standing = Standing.of(days, tiers, today);
      for (int ahead = 1; ahead < 900; ahead++) {
        var then = Standing.of(days.settledOn(today.plusDays(ahead)), tiers, today.plusDays(ahead));
        var until = standing.until();
        var holds = until == null || !today.plusDays(ahead).isAfter(until);
        assertEquals(holds, then.level().id().equals(standing.level().id()), until + " " + ahead);
        if (!holds) {
          break;
        }
      }
    }
  }

  private static Rules rules() {
    var tiers = tiers(Measure.SPEND, Window.ROLLING_YEAR, 10, 40_000, 70_000);
    var loyalty = new Loyalty(Earn.at(1000, Map.of()), 14, 12, 10, Set.of(), tiers);
    return Example.rules(loyalty, Map.of("best", "{\"tier\":[\"gold\"]}"));
  }

  @Test
  void aPurchaseLiftsAtOnceAndARefundTakesBackWhatItLedTo() {
    var anna = new PlayedCustomer(rules());
    anna.buy(purchase("P1", noon("2011-03-01"), line("A", 1, 50_000)));
    assertEquals(new TierMove("member", "silver"), anna.last().changes().tier());
    var receipt = anna.buy(purchase("P2", noon("2011-03-02"), line("A", 1, 20_000))).receipt();
    assertEquals("gold", receipt.tier());
    assertEquals(List.of("best"), anna.last().changes().segmentsEntered());
    assertEquals("silver", anna.refund("R", "P2", noon("2011-03-03")).receipt().tier());
    assertEquals(new TierMove("gold", "silver"), anna.last().changes().tier());
  }

  /** Of 150.00 in all, and 15 points and one order. */
  @ParameterizedTest(name = "by {0}, gold from {1}: {2} missing")
  @CsvSource({"SPEND, 70000, 550.00", "POINTS, 40, 25", "ORDERS, 3, 2", "SPEND, 15000, "})
  void segmentsAskWhatIsMissingToTheNextTier(Measure by, long gold, @Nullable String missing) {
    var levels =
        List.of(new Level("member", 0, 1000, List.of()), new Level("gold", gold, 1000, List.of()));
    var tiers = new Tiers(by, Window.ROLLING_YEAR, 0, levels);
    var loyalty = new Loyalty(Earn.at(100, Map.of()), 14, 12, 10, Set.of(), tiers);
    var near = "{\"nextTier\":{\"id\":[\"gold\"],\"missing\":[{\"numeric\":[\"<=\",550]}]}}";
    var rules = Example.rules(loyalty, Map.of("near", near));
    var anna = new PlayedCustomer(rules);
    anna.buy(purchase("P1", noon("2011-03-01"), line("A", 1, 15_000)));
    var document = Evaluation.document(anna.account(), null, rules, noon("2011-03-01")).json();
    var wanted =
        missing == null ? "" : "\"nextTier\":{\"id\":\"gold\",\"missing\":" + missing + "}";
    assertTrue(document.contains(wanted), document);
    assertEquals(missing != null, document.contains("nextTier"));
    assertEquals(missing == null ? List.of() : List.of("near"), anna.account().segments());
  }

  @Test
  void theNightlyPassLowersATierAfterItsGraceAndSaysSo() {
    var anna = new PlayedCustomer(rules());
    anna.buy(purchase("P1", noon("2011-03-01"), line("A", 1, 50_000)));
    var held = noon("2012-03-09");
    assertTrue(NightlyPass.decide(anna.customer(), rules(), held).isEmpty());
    anna.apply(NightlyPass.decide(anna.customer(), rules(), noon("2012-03-10")).orElseThrow());
    assertEquals("member", anna.account().tier());
    assertEquals(new TierMove("silver", "member"), anna.last().changes().tier());
    assertEquals(Cause.TIME, anna.last().cause());
  }

  @Test
  void aTiersRateIsThatOfTheDayOfRecordingAndNotOfTheLastWrite() {
    var tiers =
        new Tiers(
            Measure.SPEND,
            Window.ROLLING_YEAR,
            0,
            List.of(
                new Level("member", 0, 1000, List.of()),
                new Level("silver", 40_000, 2000, List.of())));
    var loyalty = new Loyalty(Earn.at(1000, Map.of()), 14, 12, 10, Set.of(), tiers);
    var anna = new PlayedCustomer(Example.rules(loyalty, Map.of()));
    anna.buy(purchase("P1", noon("2011-03-01"), line("A", 1, 40_000)));
    var pound = line("A", 1, 100);
    assertEquals(2, anna.buy(purchase("P2", noon("2012-02-28"), pound)).receipt().earned());
    assertEquals(1, anna.buy(purchase("P3", noon("2012-02-29"), pound)).receipt().earned());
  }
}
