package dev.perennial.domain.results;

import static dev.perennial.domain.results.MeasuredShop.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.Assignment;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.measure.ArmSums;
import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.programme.UnitEconomics;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a census makes of assignments: whole weeks, once each window is over, look by look. */
class CensusTest {
  private static final String TWO_WEEKS =
      "\"holdout\": 50, \"test\": {\"window\": \"7 days\", \"weeks\": 2}";

  /** Every day of three weeks four treated and four held out; treated spend a pound more. */
  private static MeasuredShop shop(String file) {
    var shop = new MeasuredShop(file, 0, new UnitEconomics(40, 1000));
    for (int day = 0; day < 21; day++) {
      for (int i = 0; i < 8; i++) {
        var treated = i < 4;
        shop.add(
            START.plusDays(day),
            treated ? Assignment.TREATED : Journey.HELD_OUT,
            100L * i,
            (treated ? 1100 : 1000) + i % 4);
      }
    }
    return shop;
  }

  /** The first window of 1 March is over on the 8th; of a week's entries the last on the 14th. */
  @ParameterizedTest(name = "on {0}: {1} customers, {2} looks, over {3}")
  @CsvSource({
    "2011-03-07, 0, 0, false",
    "2011-03-13, 0, 0, false",
    "2011-03-14, 56, 0, false",
    "2011-03-21, 112, 1, true",
    "2011-04-30, 112, 1, true",
  })
  void onlyWholeWeeksOfWhichEveryWindowIsOverCount(
      String today, long customers, int looks, boolean over) {
    var results = shop(TWO_WEEKS).census(LocalDate.parse(today), null);
    assertEquals(customers, results.compared());
    assertEquals(looks, results.looks().size());
    assertEquals(over, results.over());
    assertEquals(START, results.began());
    assertEquals(
        List.of(84L, 84L), results.arms().values().stream().map(Results.Arm::entered).toList());
  }

  @Test
  void aLookNeedsThirtyCustomersInEachArm() {
    var shop = shop(TWO_WEEKS);
    var early = shop.census(START.plusDays(13), null);
    assertEquals(28, early.smallest());
    assertEquals(List.of(), early.looks());
    assertNull(Findings.of(early).getFirst().interval());
    assertEquals(START.plusDays(20), early.nextLook());
    assertEquals(START.plusDays(13), shop.census(START.plusDays(12), null).nextLook());
  }

  @Test
  void whatIsOverStaysWhateverIsBoughtAndReturnedLater() {
    var shop = shop(TWO_WEEKS);
    var last = shop.census(START.plusDays(20), null);
    assertTrue(last.over());
    shop.customers.clear();
    assertEquals(last, shop.census(START.plusDays(27), last));
  }

  @Test
  void anEffectIsShownWithItsIntervalAndProfit() {
    var shop = shop(TWO_WEEKS);
    var results = shop.census(START.plusDays(20), null);
    var found = Findings.of(results).getFirst();
    assertEquals(100, found.used().estimate(), 1e-9);
    assertTrue(found.shown(), found.toString());
    var profit = new Worth(shop.programme).profit(found, results);
    assertEquals(100 * .4 * 56, profit == null ? 0 : profit.estimate(), 1e-6);
    var answer = ResultsAnswer.of(results, shop.programme);
    assertEquals("1.0000", answer.path("uplift").path("revenuePerCustomer").asText());
    var rate = answer.path("uplift").path("conversionRate");
    assertEquals(0, rate.path("estimate").asDouble(), "all of both arms buy");
    assertEquals(-rate.path("low").asDouble(), rate.path("high").asDouble());
    assertFalse(rate.path("shown").asBoolean());
    assertEquals("616.84", answer.path("arms").get(1).path("revenue").asText());
    assertEquals("22.40", answer.path("profit").path("estimate").asText());
  }

  /** Of ten pounds off four are off the margin of revenue already, and six are not. */
  @Test
  void ofWhatCouponsTookOffTheMarginIsInRevenueAlready() {
    var programme = new MeasuredShop(TWO_WEEKS, 0, new UnitEconomics(40, 1000)).programme;
    var half = new ArmCount(1, 0, 0, 500, ArmSums.NONE);
    assertEquals(600, new Worth(programme).costs(half.plus(half)).coupons(), 1e-9);
  }

  @Test
  void couponsCountOnceTheirCustomersWindowIsOver() {
    var shop = new MeasuredShop(TWO_WEEKS);
    for (int day = 0; day < 2; day++) {
      shop.add(
          shop.assigned(START.plusDays(7L * day), Assignment.TREATED, 0), ActiveDays.NONE, "A");
    }
    assertEquals(500, shop.census(START.plusDays(13), null).treated().coupons());
    assertEquals(1000, shop.census(START.plusDays(20), null).treated().coupons());
  }

  @Test
  void theOrderOfCustomersChangesNothing() {
    var shop = shop(TWO_WEEKS);
    var before = shop.census(START.plusDays(20), null);
    Collections.shuffle(shop.customers, new Random(7));
    assertEquals(before, shop.census(START.plusDays(20), null));
  }

  /** Another holdout has another share in each arm: its customers can't be added. */
  @Test
  void anotherTestCountsOnlyItsOwn() {
    var before = shop(TWO_WEEKS);
    var last = before.census(START.plusDays(20), null);
    var after = new MeasuredShop(TWO_WEEKS.replace("50", "20"));
    after.customers.addAll(before.customers);
    var results = after.census(START.plusDays(21), last);
    assertFalse(results.over());
    assertEquals(0, results.compared());
    assertNull(results.began());
  }

  /** Looks of weeks after which too few came are not taken, and cost nothing. */
  @Test
  void aPlannedSizeEndsTheTestWhenItIsReached() {
    var shop =
        shop(
            "\"holdout\": 50, \"test\": {\"window\": \"7 days\", \"weeks\": 50, \"customers\":"
                + " 100}");
    var results = shop.census(START.plusDays(20), null);
    assertTrue(results.over());
    assertEquals(1, results.looks().getLast().fraction());
    var says = ResultsAnswer.of(results, shop.programme).path("says").get(0).asText();
    assertTrue(says.contains("the planned 100 customers are reached"), says);
  }

  /** Looking each week at nothing but chance: how often any of the looks shows an effect. */
  @Test
  void looksEachWeekRarelyShowAnEffectThatIsNotThere() {
    var random = new Random(11);
    int alarms = 0;
    int covered = 0;
    for (int run = 0; run < 200; run++) {
      var shop =
          new MeasuredShop("\"holdout\": 50, \"test\": {\"window\": \"7 days\", \"weeks\": 8}");
      var results = shop.census(START, null);
      var shown = false;
      for (int week = 0; week < 8; week++) {
        for (int i = 0; i < 80; i++) {
          var spent = random.nextInt(5) == 0 ? 1000 + random.nextInt(4000) : 0;
          var arm = i % 2 == 0 ? Assignment.TREATED : Journey.HELD_OUT;
          shop.add(START.plusDays(7L * week + i % 7), arm, random.nextInt(5000), spent);
        }
        results = shop.census(START.plusDays(7L * week + 13), results);
        shown |= Findings.of(results).getFirst().shown();
        assertEquals(week + 1, results.looks().size());
      }
      alarms += shown ? 1 : 0;
      covered += Findings.of(results).getFirst().shown() ? 0 : 1;
    }
    assertTrue(alarms <= 200 * .08, "false alarms: " + alarms);
    assertTrue(covered >= 200 * .93, "last intervals that hold the truth: " + covered);
  }

  @Test
  void waysAreArmsAndWithoutAHoldoutComparedWithEachOther() {
    var shop =
        new MeasuredShop(
            "\"steps\": [{\"split\": {\"a\": {\"share\": 1}, \"b\": {\"share\": 1}, \"c\":"
                + " {\"share\": 1}}}], \"test\": {\"window\": \"7 days\", \"weeks\": 1}");
    for (int i = 0; i < 120; i++) {
      var way = "abc".substring(i % 3, i % 3 + 1);
      shop.add(START, "treated:" + way, 0, 1000 + 200 * (i % 3) + i % 7);
    }
    var results = shop.census(START.plusDays(14), null);
    assertEquals(
        List.of("treated:b treated:a", "treated:c treated:a", "treated:c treated:b"),
        Findings.of(results).stream().map(each -> each.arm() + " " + each.against()).toList());
    assertTrue(Findings.of(results).stream().allMatch(Findings.Finding::shown));
    var answer = ResultsAnswer.of(results, shop.programme);
    assertTrue(answer.path("uplift").isNull());
    assertEquals(3, answer.path("comparisons").size());
    assertTrue(answer.path("profit").isNull());
  }

  @Test
  void withoutAHoldoutTheControlGroupIsWhatIsComparedWith() {
    var shop =
        new MeasuredShop(
            "\"test\": {\"window\": \"7 days\", \"weeks\": 1}", 20, UnitEconomics.UNKNOWN);
    for (int i = 0; i < 80; i++) {
      shop.add(START, i % 2 == 0 ? Assignment.TREATED : Journey.CONTROL, i, 1000 + i % 9);
    }
    var results = shop.census(START.plusDays(14), null);
    var answer = ResultsAnswer.of(results, shop.programme);
    assertEquals(Journey.CONTROL, answer.path("uplift").path("against").asText());
    assertTrue(answer.path("says").toString().contains("no effect is shown"), answer.toString());
    assertTrue(answer.path("arms").get(0).path("margin").isNull());
    assertTrue(answer.path("profit").isNull(), "without a margin nobody knows");
  }

  /** A tenth should be held out, and half is: whoever leaks, the figures are not to be trusted. */
  @Test
  void armsOfWrongSizesAreTold() {
    var right = shop(TWO_WEEKS);
    var wrong = shop(TWO_WEEKS.replace("50", "10"));
    for (var shop : List.of(right, wrong)) {
      var results = shop.census(START.plusDays(20), null);
      var says = ResultsAnswer.of(results, shop.programme).path("says").toString();
      assertEquals(shop.equals(wrong), says.contains("Don't trust these figures"), says);
      var changed = new MeasuredShop(TWO_WEEKS.replace("50", "30"));
      var since = ResultsAnswer.of(results, changed.programme).path("says").toString();
      assertTrue(since.contains("have changed since"), since);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"weeks\": 53} | must be a whole number from 1 to 52",
        "{\"window\": \"91 days\"} | must be a number of days up to 90",
        "{\"weeks\": 52, \"window\": \"60 days\"} | that makes 424 days; accounts know 392 at most",
        "{\"customers\": 10} | must be a whole number from 100 to 100000000",
        "{\"begins\": \"soon\"} | must be a day, written as 2026-12-31",
        "{\"looks\": 8} | looks",
      })
  void aPlanThatCannotBeIsRefused(String test, String what) {
    var mistakes = new MeasuredShop("\"holdout\": 10, \"test\": " + test).mistakes;
    assertEquals(1, mistakes.size(), mistakes.toString());
    var told = mistakes.stream().map(Mistake::toString).findFirst().orElse("");
    assertTrue(told.contains(what), told);
  }
}
