package dev.perennial.domain.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.perennial.domain.ledger.ActiveDays.Month;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ActiveDaysTest {
  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  private static ActiveDays bought(String... days) {
    var active = ActiveDays.NONE;
    for (var each : days) {
      active = active.plus(day(each), 1, 1000, 0);
    }
    return active;
  }

  private static Month month(long spend, long points, int... ordersByDay) {
    var orders = new TreeMap<Integer, Integer>();
    for (int i = 0; i < ordersByDay.length; i += 2) {
      orders.put(ordersByDay[i], ordersByDay[i + 1]);
    }
    return new Month(orders, spend, points);
  }

  @Test
  void pointsWithoutAPurchaseCountForDayAndMonthAndMakeNoDayActive() {
    var active = bought("2011-01-05").plusBonus(day("2011-01-05"), 5);
    active = active.plusBonus(day("2011-01-07"), 20).plusBonus(day("2011-02-01"), 9);
    assertEquals(5, active.pointsOf(day("2011-01-05")));
    assertEquals(20, active.pointsOf(day("2011-01-07")));
    assertEquals(25, active.pointsOf(YearMonth.of(2011, 1)));
    assertEquals(day("2011-01-05"), active.last());
    assertEquals(1, active.within(365, day("2011-02-01")).size());
    assertEquals(ActiveDays.NONE, ActiveDays.NONE.plusBonus(day("2011-01-05"), 0));
    var folded = active.settledOn(day("2012-03-20"));
    assertEquals(25, folded.pointsOf(YearMonth.of(2011, 1)));
    assertEquals(9, folded.pointsOf(day("2011-02-01")));
    assertEquals(Map.of(YearMonth.of(2011, 1), month(1000, 0, 5, 1)), folded.months());
    assertEquals(Map.of(), folded.days());
    assertEquals(Map.of(day("2011-01-01"), 25L, day("2011-02-01"), 9L), folded.bonuses());
    assertEquals(folded, folded.settledOn(day("2012-03-21")));
  }

  @Test
  void ordersOfOneDayAreOneActiveDay() {
    var active = bought("2011-01-05", "2011-01-05", "2011-01-09");
    assertEquals(3, active.orders());
    assertEquals(3000, active.spend());
    assertEquals(2, active.within(365, day("2011-01-09")).size());
    assertEquals(day("2011-01-05"), active.first());
    assertEquals(day("2011-01-09"), active.last());
  }

  @Test
  void aLatePurchaseFindsItsPlaceAmongTheDays() {
    assertEquals(
        bought("2011-01-05", "2011-01-09", "2011-02-01"),
        bought("2011-02-01", "2011-01-09", "2011-01-05"));
  }

  @Test
  void theRefundOfAWholeOrderEndsItsDayAndOfAPartDoesNot() {
    var active = bought("2011-01-05", "2011-01-09");
    var part = active.plus(day("2011-01-09"), 0, -400, 0);
    assertEquals(2, part.orders());
    assertEquals(1600, part.spend());
    assertEquals(bought("2011-01-05"), part.plus(day("2011-01-09"), -1, -600, 0));
  }

  @Test
  void oneOfTwoOrdersOfADayTakenBackLeavesTheDayActive() {
    var active = bought("2011-01-09", "2011-01-09").plus(day("2011-01-09"), -1, -1000, 0);
    assertEquals(bought("2011-01-09"), active);
  }

  @Test
  void everythingTakenBackLeavesNothing() {
    var none = bought("2011-01-09").plus(day("2011-01-09"), -1, -1000, 0);
    assertEquals(ActiveDays.NONE, none);
    assertNull(none.first());
    assertNull(none.last());
    assertEquals(-1, none.daysSinceLast(day("2011-02-01")));
  }

  @Test
  void wholeMonthsOlderThan400DaysBecomeMonths() {
    var active = bought("2010-12-01", "2010-12-31", "2010-12-31", "2011-01-01");
    // 400 days before 2012-02-04 is 2010-12-31: December is not yet over whole
    assertEquals(active, active.settledOn(day("2012-02-04")));
    var later = active.settledOn(day("2012-02-05"));
    assertEquals(Map.of(YearMonth.of(2010, 12), month(3000, 0, 1, 1, 31, 2)), later.months());
    assertEquals(Map.of(day("2011-01-01"), new ActiveDays.Day(1, 1000, 0)), later.days());
    assertEquals(active.orders(), later.orders());
    assertEquals(active.spend(), later.spend());
    assertEquals(day("2010-12-01"), later.first());
    assertEquals(day("2011-01-01"), later.last());
    assertEquals(later, later.settledOn(day("2012-02-05")));
  }

  @Test
  void foldingInStepsOrAtOnceComesToTheSame() {
    var active = bought("2009-05-01", "2009-05-02", "2009-08-15", "2010-12-31", "2011-06-01");
    assertEquals(
        active.settledOn(day("2012-06-01")),
        active
            .settledOn(day("2010-07-01"))
            .settledOn(day("2010-10-01"))
            .settledOn(day("2012-06-01")));
  }

  @Test
  void aFoldedMonthStillKnowsItsDays() {
    var active = bought("2010-02-03", "2010-02-05").settledOn(day("2012-01-01"));
    assertEquals(day("2010-02-05"), active.last());
    assertEquals(day("2010-02-03"), active.first());
  }

  @Test
  void aPurchaseOlderThanTheFoldGoesIntoItsMonth() {
    var folded = bought("2010-02-03", "2012-01-01").settledOn(day("2012-01-01"));
    var late = folded.plus(day("2010-01-20"), 1, 500, 5);
    assertEquals(month(500, 5, 20, 1), late.months().get(YearMonth.of(2010, 1)));
    assertEquals(day("2010-01-20"), late.first());
    assertEquals(3, late.orders());
  }

  @Test
  void theRefundOfAFoldedOrderTakesFromItsMonth() {
    var folded = bought("2010-02-03", "2010-02-04", "2012-01-01").settledOn(day("2012-01-01"));
    var part = folded.plus(day("2010-02-04"), 0, -300, 0);
    assertEquals(month(1700, 0, 3, 1, 4, 1), part.months().get(YearMonth.of(2010, 2)));
    var one = part.plus(day("2010-02-04"), -1, -700, 0);
    assertEquals(month(1000, 0, 3, 1), one.months().get(YearMonth.of(2010, 2)));
    var none = one.plus(day("2010-02-03"), -1, -1000, 0);
    assertEquals(bought("2012-01-01"), none);
  }

  @Test
  void oneOfTwoOrdersOfAFoldedDayTakenBackLeavesTheDayActive() {
    var folded = bought("2010-02-03", "2010-02-03", "2010-02-09").settledOn(day("2012-01-01"));
    var one = folded.plus(day("2010-02-03"), -1, -1000, 0);
    assertEquals(bought("2010-02-03", "2010-02-09").settledOn(day("2012-01-01")), one);
    assertEquals(day("2010-02-03"), one.first());
  }

  @Test
  void pointsAreNotedByDayAndMonth() {
    var active =
        ActiveDays.NONE
            .plus(day("2011-01-05"), 1, 1000, 10)
            .plus(day("2011-01-05"), 1, 1000, 20)
            .plus(day("2011-01-31"), 1, 1000, 5)
            .plus(day("2011-02-01"), 1, 1000, 9);
    assertEquals(30, active.pointsOf(day("2011-01-05")));
    assertEquals(0, active.pointsOf(day("2011-01-06")));
    assertEquals(35, active.pointsOf(YearMonth.of(2011, 1)));
    var folded = active.settledOn(day("2013-01-01"));
    assertEquals(35, folded.pointsOf(YearMonth.of(2011, 1)));
  }

  @Test
  void theWindowEndsWithTodayAndCountsItsDays() {
    var active = bought("2011-01-01", "2011-01-02", "2011-01-31", "2011-02-01");
    assertEquals(2, active.within(30, day("2011-01-31")).size());
    assertEquals(3, active.within(31, day("2011-02-01")).size());
    assertEquals(3, active.within(31, day("2011-01-31")).size());
  }

  @Test
  void daysSinceLastIsNeverBelowZero() {
    var active = bought("2011-03-27");
    assertEquals(0, active.daysSinceLast(day("2011-03-26")));
    assertEquals(0, active.daysSinceLast(day("2011-03-27")));
    assertEquals(366, active.daysSinceLast(day("2012-03-27")));
  }
}
