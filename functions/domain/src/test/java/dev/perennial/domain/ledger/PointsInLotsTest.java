package dev.perennial.domain.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Notation;
import dev.perennial.domain.ledger.Posting.Kind;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where points go when they are spent, given back and owed; and how content is told apart. */
class PointsInLotsTest {
  private static final LocalDate TODAY = LocalDate.parse("2011-04-10");

  private static List<Lots.Take> takes(String text) {
    return Notation.lots(text).points().entrySet().stream()
        .map(entry -> new Lots.Take(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String text(List<Lots.Take> takes) {
    return takes.stream()
        .map(take -> take.lot() + ":" + take.points())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest(name = "spend {1} of \"{0}\": {2}")
  @CsvSource({
    "2011-05:10 2011-06:10, 4,  2011-05:4",
    "2011-05:10 2011-06:10, 10, 2011-05:10",
    "2011-05:10 2011-06:10, 11, 2011-05:10 2011-06:1",
    "2011-05:10 2011-06:10, 20, 2011-05:10 2011-06:10",
    // neither what has expired nor what pends can be spent
    "2011-03:9 2011-05:10,            10, 2011-05:10",
    "2011-04-11/2011-05:9 2011-06:10, 10, 2011-06:10",
    "2011-04-10/2011-05:9 2011-06:10, 10, 2011-04-10/2011-05:9 2011-06:1"
  })
  void whatExpiresFirstIsSpentFirst(String lots, long count, String taken) {
    assertEquals(taken, text(Notation.lots(lots).planSpending(count, TODAY)));
  }

  @ParameterizedTest(name = "{1} of \"{0}\"")
  @CsvSource({"2011-05:10, 11, 1", "2011-03:10, 3, 3", "2011-04-11/2011-05:9, 2, 2", "'', 1, 1"})
  void spendingMoreThanIsActiveSaysHowManyAreMissing(String lots, long count, long missing) {
    var all = Notation.lots(lots);
    var e = assertThrows(IllegalArgumentException.class, () -> all.planSpending(count, TODAY));
    assertEquals("there are " + missing + " points too few", e.getMessage());
  }

  @ParameterizedTest(name = "\"{0}\" without {1}: \"{2}\"")
  @CsvSource({
    "2011-05:10 2011-06:10, 0,  2011-05:10 2011-06:10",
    "2011-05:10 2011-06:10, 4,  2011-05:6 2011-06:10",
    "2011-05:10 2011-06:10, 10, 2011-06:10",
    "2011-05:10 2011-06:10, 15, 2011-06:5",
    "2011-05:10 2011-06:10, 20, ''",
    "2011-05:10 2011-06:10, 99, ''"
  })
  void whatPaysDebtIsWhatWasTakenFirst(String taken, long count, String rest) {
    assertEquals(rest, text(Lots.without(takes(taken), count)));
  }

  @ParameterizedTest(name = "\"{1}\" back to \"{0}\": \"{2}\"")
  @CsvSource({
    "2011-05:10, 2011-05:5 2011-06:1, 2011-05:15 2011-06:1",
    "'', 2011-05:5, 2011-05:5",
    // its day came while it was spent
    "2011-05:10, 2011-04-10/2011-05:5, 2011-05:15",
    "2011-05:10, 2011-04-11/2011-05:5, 2011-05:10 2011-04-11/2011-05:5",
    "2011-05:10, '', 2011-05:10"
  })
  void pointsComeBackToWhereTheyLay(String lots, String back, String after) {
    assertEquals(after, Notation.text(Notation.lots(lots).plus(takes(back), TODAY)));
  }

  @Test
  void lotsThatAreAsTheyShouldBeStayTheSameObject() {
    var lots = Notation.lots("2011-05:10 2011-04-11/2011-05:5");
    assertSame(lots, lots.settledOn(TODAY));
    assertEquals("2011-05: 10, 2011-04-11/2011-05: 5", lots.toString());
    assertEquals("", Lots.NONE.toString());
  }

  @ParameterizedTest(name = "{0} points, of which {1} pay debt")
  @CsvSource({"30, 0, 30, 0", "30, 12, 18, -12", "30, 30, 0, -30"})
  void whatPaysDebtLiesInNoLotAndCountsAsMuch(long points, long paid, long inLot, long debt) {
    var posting = Posting.into(Kind.ISSUED, Notation.lot("2011-05"), points, paid);
    assertEquals(inLot, posting.points());
    assertEquals(debt, posting.debt());
    assertEquals(points, posting.net());
  }

  @Test
  void theNetOfPostingsIsWhatTheyComeToTogether() {
    var lot = Notation.lot("2011-05");
    var taken = Posting.from(Kind.CLAWED_BACK, new Lots.Take(lot, 7));
    var owed = Posting.debt(Kind.CLAWED_BACK, 5);
    assertEquals(-7, taken.net());
    assertEquals(-5, owed.net());
    assertEquals(-12, Posting.net(List.of(taken, owed)));
    assertEquals("home", taken.ofBrand("home").brand());
    assertEquals("ledger#purchase#P1", taken.ofLine("ledger#purchase#P1").of());
  }

  @Test
  void pointsInNoLotAreAContradiction() {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> new Posting(Kind.GIVEN, null, 5, 0, null, null));
    assertEquals("5 points are in no lot", e.getMessage());
    assertEquals(0, new Posting(Kind.GIVEN, null, 0, 5, null, null).points());
  }

  @ParameterizedTest(name = "{0} and {1} are the same: {2}")
  @CsvSource({
    "a=1, a=1, true",
    "a=1, a=2, false",
    "a=1, b=1, false",
    // an absent value, and an amount of nothing, are as if they had not been named
    "a=1 b=null, a=1, true",
    "a=1 n=0, a=1, true",
    "a=1 n=0, a=1 n=5, false",
    "n=5, n=6, false",
    // one value with the separators of two is not two
    "a=1, 'a=1\nb=1:2', false"
  })
  void contentIsTheSameWhenAllThatIsSaidIs(String one, String other, boolean same) {
    assertEquals(same, digest(one).equals(digest(other)));
    assertEquals(16, digest(one).length());
  }

  private static String digest(String text) {
    var digest = new Digest();
    for (var each : Arrays.asList(text.split(" ", -1))) {
      var name = each.substring(0, each.indexOf('='));
      var value = each.substring(name.length() + 1);
      if (name.equals("n")) {
        digest.addUnlessZero(name, Long.parseLong(value));
      } else {
        digest.add(name, value.equals("null") ? null : value);
      }
    }
    return digest.text();
  }

  @Test
  void aReceiptTellsWhetherItsCouponWasUsed() {
    var used = Receipt.Coupon.used("C1", "mug");
    assertTrue(used.used());
    assertEquals("mug", used.rewardId());
    var refused = Receipt.Coupon.refused("C1", "expired");
    assertTrue(!refused.used());
    assertEquals("expired", refused.reason());
    assertNotEquals(used, refused);
  }
}
