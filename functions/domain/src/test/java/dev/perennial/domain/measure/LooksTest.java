package dev.perennial.domain.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LooksTest {
  private static final double FIXED = 1.959964;

  private static List<Long> even(int looks, long each) {
    return LongStream.rangeClosed(1, looks).map(look -> look * each).boxed().toList();
  }

  /** As R's ldbounds prints them. */
  @ParameterizedTest
  @CsvSource({
    "1, 1.9600",
    "2, 2.9626 1.9686",
    "3, 3.7103 2.5114 1.9930",
    "4, 4.3326 2.9631 2.3590 2.0141",
    "5, 4.8769 3.3569 2.6803 2.2898 2.0310"
  })
  void boundariesAreThePublishedOnes(int looks, String published) {
    var boundaries = Looks.of(even(looks, 100), looks * 100L, 0.05);
    var expected = Stream.of(published.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    for (int i = 0; i < looks; i++) {
      assertEquals(expected[i], boundaries.get(i).z(), 1.5e-4, "look " + (i + 1));
    }
    assertEquals(0.05, boundaries.getLast().spent(), 1e-8);
  }

  /** Of even weeks the calendar spends what the customers do. */
  @Test
  void byTheCalendarBoundariesAreThoseOfCustomersThatComeEvenly() {
    var weeks =
        LongStream.rangeClosed(1, 8).mapToObj(week -> new Looks.Look(week * 100, week / 8.0));
    var byWeeks = Looks.of(weeks.toList());
    var byCustomers = Looks.of(even(8, 100), 800);
    for (int i = 0; i < 8; i++) {
      assertEquals(byCustomers.get(i).z(), byWeeks.get(i).z(), 1e-6, "look " + (i + 1));
    }
  }

  /** Half of the time, and a tenth of the customers: the next look is hardly bound to this one. */
  @Test
  void whoComesLateIsStillLookedAtForTheWholeChance() {
    var boundaries = Looks.of(List.of(new Looks.Look(100, .5), new Looks.Look(1000, 1)));
    assertEquals(Looks.SPENDABLE, boundaries.getLast().spent(), 1e-9);
    assertTrue(boundaries.getLast().z() < 2.1, boundaries.toString());
    for (var wrong :
        List.of(
            List.of(new Looks.Look(0, .5)),
            List.of(new Looks.Look(100, .5), new Looks.Look(100, 1)),
            List.of(new Looks.Look(100, .5), new Looks.Look(200, .5)),
            List.of(new Looks.Look(100, 1.1)))) {
      assertThrows(IllegalArgumentException.class, () -> Looks.of(wrong), wrong.toString());
    }
  }

  @Test
  void theLastOfEightWeeklyLooksCostsLittle() {
    var last = Looks.of(even(8, 1000), 8000).getLast();
    assertTrue(last.z() <= 1.09 * FIXED, last.toString());
    assertEquals(1, last.fraction());
  }

  @Test
  void aYearOfWeeklyLooksCostsAnEighth() {
    assertTrue(Looks.of(even(52, 1000), 52_000).getLast().z() <= 1.13 * FIXED);
  }

  /** What comes later changes no boundary of before: no look knows how many there will be. */
  @Test
  void aLookDoesNotKnowOfLaterOnes() {
    var all = Looks.of(List.of(100L, 350L, 500L, 1100L), 1000);
    for (int i = 1; i < 4; i++) {
      var some = Looks.of(List.of(100L, 350L, 500L, 1100L).subList(0, i), 1000);
      assertEquals(all.get(i - 1).z(), some.getLast().z(), 1e-12);
    }
    assertEquals(Looks.SPENDABLE, all.getLast().spent(), 1e-8, "more came than were planned");
  }

  @Test
  void anEarlyLookIsFarFromFree() {
    var first = Looks.of(List.of(10L), 1000).getFirst();
    assertTrue(first.z() > 20, first.toString());
    assertTrue(Double.isFinite(first.z()));
    assertEquals(37, Looks.of(List.of(1L), 1000).getFirst().z(), 1e-6);
  }

  @Test
  void looksThatAddNothingOrComeAfterTheLastAreRefused() {
    for (var wrong :
        List.of(List.of(0L), List.of(100L, 100L), List.of(200L, 100L), List.of(1000L, 1100L))) {
      assertThrows(IllegalArgumentException.class, () -> Looks.of(wrong, 1000), wrong.toString());
    }
    assertThrows(IllegalArgumentException.class, () -> Looks.of(List.of(1L), 0));
  }

  /** 100,000 tests whose sums are normal: the chance is 1 in 20 to what so many can tell. */
  @Test
  void overEightUnevenLooksOneTestInTwentyRaisesAFalseAlarm_seed9() {
    var sizes = List.of(50L, 130L, 300L, 420L, 480L, 700L, 950L, 1000L);
    var boundaries = Looks.of(sizes, 1000, 0.05);
    var random = new Random(9);
    int alarms = 0;
    int tests = 100_000;
    for (int i = 0; i < tests; i++) {
      double sum = 0;
      double before = 0;
      var shown = false;
      for (var boundary : boundaries) {
        sum += Math.sqrt(boundary.customers() - before) * random.nextGaussian();
        before = boundary.customers();
        shown |= Math.abs(sum) > boundary.z() * Math.sqrt(before);
      }
      alarms += shown ? 1 : 0;
    }
    assertEquals(0.05, (double) alarms / tests, 3 * Math.sqrt(0.05 * 0.95 / tests));
  }

  /** Ten looks by the fixed interval would raise nearly one in five. */
  @Test
  void theSameLooksWithTheFixedIntervalWouldCheat_seed9() {
    var random = new Random(9);
    int alarms = 0;
    for (int i = 0; i < 10_000; i++) {
      double sum = 0;
      var shown = false;
      for (int look = 1; look <= 8; look++) {
        sum += random.nextGaussian();
        shown |= Math.abs(sum) > FIXED * Math.sqrt(look);
      }
      alarms += shown ? 1 : 0;
    }
    assertTrue(alarms > 1500, alarms + " of 10,000");
  }

  @Test
  void withFewRowsTheBoundaryAllowsForTheSpreadThatIsNotKnown() {
    var boundary = Looks.of(List.of(8L), 8, 0.05).getFirst();
    var sums =
        Arrays.stream(new double[] {1, 2, 3, 4})
            .mapToObj(BigDecimal::valueOf)
            .reduce(ArmSums.NONE, (all, each) -> all.plus(each, BigDecimal.ZERO), ArmSums::plus);
    var uplift = (Uplift.Measured) Uplift.of(sums, sums);
    assertEquals(uplift.interval().high(), uplift.at(boundary).high(), 1e-3);
  }
}
