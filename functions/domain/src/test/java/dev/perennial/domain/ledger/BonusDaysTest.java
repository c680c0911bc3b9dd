package dev.perennial.domain.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points that came without a purchase, by day and, 400 days on, by month. */
class BonusDaysTest {
  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  private static final ActiveDays TWO =
      ActiveDays.NONE.plusBonus(day("2011-01-05"), 5).plusBonus(day("2011-01-20"), 7);

  @Test
  void withoutAnyPurchaseBonusesOfAnOldMonthAreFoldedAllTheSame() {
    // 400 days before 2012-03-06 is 2011-01-31: January is not yet over whole
    assertSame(TWO, TWO.settledOn(day("2012-03-06")));
    var folded = TWO.settledOn(day("2012-03-07"));
    assertEquals(Map.of(day("2011-01-01"), 12L), folded.bonuses());
    assertEquals(0, folded.pointsOf(day("2011-01-05")));
    assertEquals(12, folded.pointsOf(YearMonth.of(2011, 1)));
    assertSame(folded, folded.settledOn(day("2012-03-08")));
  }

  @ParameterizedTest(name = "of {0} days to {1}: {2}")
  @CsvSource({
    "30, 2011-01-20, 12",
    "16, 2011-01-20, 12",
    "15, 2011-01-20, 7",
    "1,  2011-01-20, 7",
    "1,  2011-01-19, 0",
    "15, 2011-01-19, 5"
  })
  void aWindowEndsWithTodayAndCountsItsDays(int count, String today, long points) {
    assertEquals(points, TWO.bonusesWithin(count, day(today)));
  }

  @Test
  void bonusesOfADayAddUp() {
    var more = TWO.plusBonus(day("2011-01-05"), 2);
    assertEquals(7, more.pointsOf(day("2011-01-05")));
    assertEquals(14, more.pointsOf(YearMonth.of(2011, 1)));
    assertEquals(0, more.pointsOf(YearMonth.of(2011, 2)));
  }

  @Test
  void aMonthsPointsAreThoseOfPurchasesAndOfBonusesTogether() {
    var both = TWO.plus(day("2011-01-20"), 1, 1000, 100).plus(day("2011-01-31"), 1, 1000, 10);
    assertEquals(107, both.pointsOf(day("2011-01-20")));
    assertEquals(122, both.pointsOf(YearMonth.of(2011, 1)));
    assertEquals(122, both.settledOn(day("2013-01-01")).pointsOf(YearMonth.of(2011, 1)));
  }
}
