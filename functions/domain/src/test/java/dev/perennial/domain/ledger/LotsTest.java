package dev.perennial.domain.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perennial.domain.Notation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LotsTest {
  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  @ParameterizedTest(name = "on {1}, \"{0}\" are {2} active and {3} pending")
  @CsvSource({
    "2011-01-20/2012-01:20, 2011-01-19, 0,  20",
    "2011-01-20/2012-01:20, 2011-01-20, 20, 0",
    "2011-01-20/2012-01:20, 2012-01-31, 20, 0",
    "2011-01-20/2012-01:20, 2012-02-01, 0,  0",
    "2012-02:7,             2012-02-29, 7,  0",
    "2012-02:7,             2012-03-01, 0,  0",
    "2011-02:7,             2011-02-28, 7,  0",
    "2011-02:7,             2011-03-01, 0,  0",
    "2100-02:7,             2100-03-01, 0,  0",
    "2011-12:340 2011-01-20/2012-01:20, 2011-01-01, 340, 20",
    // pending for longer than valid: never to be spent, nor promised once expired
    "2011-03-10/2011-02:5,  2011-02-28, 0,  5",
    "2011-03-10/2011-02:5,  2011-03-01, 0,  0",
    "'',                    2011-01-01, 0,  0",
  })
  void pointsPendThenCountThenAreLostAtTheEndOfTheMonth(
      String text, String date, long active, long pending) {
    var lots = Notation.lots(text);
    assertEquals(active, lots.activeOn(day(date)));
    assertEquals(pending, lots.pendingOn(day(date)));
  }

  @ParameterizedTest(name = "at {0} in London points of {1} are worth {2}")
  @CsvSource({
    // summer time begins on 2011-03-27 and ends on 2011-10-30; leap day 2012-02-29
    "2011-03-31T22:59:59Z, 2011-03, 1",
    "2011-03-31T23:00:00Z, 2011-03, 0",
    "2011-10-31T23:59:59Z, 2011-10, 1",
    "2011-11-01T00:00:00Z, 2011-10, 0",
    "2012-02-29T23:59:59Z, 2012-02, 1",
    "2012-03-01T00:00:00Z, 2012-02, 0",
  })
  void expiryIsMidnightOfTheShopAndNotOfUtc(Instant now, YearMonth expiry, long left) {
    var today = now.atZone(ZoneId.of("Europe/London")).toLocalDate();
    assertEquals(left, Lots.NONE.plus(new Lots.Lot(null, expiry), 1, today).activeOn(today));
  }

  @Test
  void whatExpiresFirstIsAskedOfActivePointsOnly() {
    var lots = Notation.lots("2011-01:1 2011-03:5 2011-02-20/2011-02:9 2011-01-20/2011-03:2");
    assertEquals(Map.entry(YearMonth.of(2011, 3), 7L), lots.nextExpiryOn(day("2011-02-01")));
    assertEquals(Map.entry(YearMonth.of(2011, 2), 9L), lots.nextExpiryOn(day("2011-02-25")));
    assertNull(lots.nextExpiryOn(day("2011-04-01")));
    assertNull(Lots.NONE.nextExpiryOn(day("2011-04-01")));
  }

  @ParameterizedTest(name = "claw back {2} of lot {1} from \"{0}\": {3}")
  @CsvSource({
    // own lot first
    "2011-05:10 2011-06:10, 2011-06, 4,  2011-06:4",
    "2011-05:10 2011-06:10, 2011-06, 10, 2011-06:10",
    // then what expires first
    "2011-05:10 2011-06:10 2011-07:10, 2011-06, 15, 2011-06:10 2011-05:5",
    "2011-05:10 2011-06:10 2011-07:10, 2011-06, 25, 2011-06:10 2011-05:10 2011-07:5",
    // pending points of other purchases too, after active ones of the same month
    "2011-05:1 2011-04-20/2011-05:5, 2011-07, 3, 2011-05:1 2011-04-20/2011-05:2",
    // the own lot still pends
    "2011-05:9 2011-04-20/2011-07:5, 2011-04-20/2011-07, 6, 2011-04-20/2011-07:5 2011-05:1",
    // the own lot became active meanwhile and was merged with its month
    "2011-05:9, 2011-03-01/2011-05, 6, 2011-05:6",
    // the own lot has expired: taken all the same; expired lots of others are not
    "2011-01:5 2011-02:5 2011-05:5, 2011-02, 7, 2011-02:5 2011-05:2",
    // more than there is: the rest becomes debt
    "2011-05:3, 2011-05, 9, 2011-05:3",
    "2011-01:3, 2011-05, 9, ''",
    "2011-05:3, 2011-05, 0, ''",
    "'', 2011-05, 9, ''",
  })
  void clawBackTakesTheOwnLotFirstThenWhatExpiresFirst(
      String lots, String own, long count, String taken) {
    var takes = Notation.lots(lots).planClawBack(Notation.lot(own), count, day("2011-04-10"));
    var text = takes.stream().map(take -> take.lot() + ":" + take.points()).toList();
    assertEquals(taken, String.join(" ", text));
    Notation.lots(lots).minus(takes);
  }

  @Test
  void takingMoreThanALotHoldsIsAContradictionAndSaysWhich() {
    var takes = List.of(new Lots.Take(Notation.lot("2011-05"), 4));
    var e =
        assertThrows(IllegalStateException.class, () -> Notation.lots("2011-05:3").minus(takes));
    assertEquals("lot 2011-05 lacks 1 points", e.getMessage());
  }

  @Test
  void anEmptiedLotIsForgottenAndNothingIsNeverAdded() {
    var takes = List.of(new Lots.Take(Notation.lot("2011-05"), 3));
    assertEquals(Lots.NONE, Notation.lots("2011-05:3").minus(takes));
    assertEquals(Lots.NONE, Lots.NONE.plus(Notation.lot("2011-05"), 0, day("2011-01-01")));
  }

  @ParameterizedTest(name = "on {1}, \"{0}\" settle to \"{2}\"")
  @CsvSource({
    "2011-01-20/2012-01:20 2011-01-21/2012-01:5, 2011-01-20, 2012-01:20 2011-01-21/2012-01:5",
    "2011-01-20/2012-01:20 2011-01-21/2012-01:5, 2011-01-21, 2012-01:25",
    // expired lots stay 24 months, so that a late refund finds them
    "2011-01:5, 2013-01-31, 2011-01:5",
    "2011-01:5, 2013-02-01, ''",
  })
  void settlingMergesWhatIsActiveAndDropsWhatExpiredLongAgo(
      String before, String date, String after) {
    assertEquals(after, Notation.text(Notation.lots(before).settledOn(day(date))));
  }
}
