package dev.perennial.domain.segments;

import static dev.perennial.domain.Example.noon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.perennial.domain.Example;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.ActiveDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundariesTest {
  private static final LocalDate TODAY = LocalDate.parse("2011-12-01");
  private static final List<Long> CUTS = List.of(10L, 20L, 30L, 40L);

  private static Account account(@Nullable Bands bands, ActiveDays days) {
    return Example.account("anna", days, bands);
  }

  /** One order of a pound on each of so many days, the last so many days ago. */
  private static Account bought(int days, int lastAgo) {
    var active = ActiveDays.NONE;
    for (int i = 0; i < days; i++) {
      active = active.plus(TODAY.minusDays(lastAgo + i), 1, 100, 0);
    }
    return account(null, active);
  }

  private static List<Long> cuts(String text) {
    return Stream.of(text.split(" ", -1)).map(Long::valueOf).toList();
  }

  @ParameterizedTest(name = "{0} over cuts {1} is band {2}")
  @CsvSource({
    "0, 10 20 30 40, 1",
    "10, 10 20 30 40, 1",
    "11, 10 20 30 40, 2",
    "20, 10 20 30 40, 2",
    "40, 10 20 30 40, 4",
    "41, 10 20 30 40, 5",
    "-5, 10 20 30 40, 1",
    // ties are never split: equal cuts leave bands empty
    "1, 1 1 1 3, 1",
    "2, 1 1 1 3, 4",
    "4, 1 1 1 3, 5",
    "7, 7 7 7 7, 1",
    "8, 7 7 7 7, 5",
  })
  void aBandIsOneMoreThanTheCutsExceeded(long value, String cuts, int band) {
    assertEquals(band, Boundaries.band(value, cuts(cuts), 0));
  }

  @ParameterizedTest(name = "{0} in band {1} stays or goes to {2}")
  @CsvSource({
    // up only when more than 10 % past the cut that is crossed
    "105, 1, 1",
    "110, 1, 1",
    "111, 1, 2",
    // far up: as far as the cuts that lie 10 % behind
    "215, 1, 2",
    "221, 1, 3",
    "500, 1, 5",
    // down only when at most 90 % of the cut
    "100, 2, 2",
    "91, 2, 2",
    "90, 2, 1",
    "0, 5, 1",
    "185, 4, 3",
    "180, 4, 2",
    // where it is, it stays
    "150, 2, 2",
    "5, 1, 1",
  })
  void aStoredBandIsLeftOnlyTenPercentPastItsBoundary(long value, int stored, int band) {
    assertEquals(band, Boundaries.band(value, List.of(100L, 200L, 300L, 400L), stored));
  }

  @Test
  void hysteresisNeverGoesAgainstTheMove() {
    for (int stored = 1; stored <= 5; stored++) {
      for (long value = 0; value <= 60; value++) {
        var raw = Boundaries.band(value, CUTS, 0);
        var kept = Boundaries.band(value, CUTS, stored);
        assertEquals(
            kept, Math.clamp(kept, Math.min(raw, stored), Math.max(raw, stored)), value + "");
      }
    }
  }

  @ParameterizedTest(name = "last bought {0} days ago: band {1}")
  @CsvSource({"0, 5", "10, 5", "11, 4", "20, 4", "25, 3", "40, 2", "41, 1", "300, 1"})
  void fewDaysSinceTheLastAreTheBestBand(int ago, int band) {
    var boundaries = new Boundaries("2011-12", noon("2011-12-01"), CUTS, CUTS, CUTS, 9);
    var bands = boundaries.judge(bought(1, ago), TODAY);
    assertNotNull(bands);
    assertEquals(band, bands.recency());
    assertEquals("2011-12", bands.version());
  }

  @Test
  void recencyHasHysteresisTheRightWayRound() {
    var boundaries = new Boundaries("2011-12", noon("2011-12-01"), CUTS, CUTS, CUTS, 9);
    for (var expected : List.of(List.of(11, 5), List.of(12, 4), List.of(21, 4), List.of(23, 3))) {
      var stored = new Bands(5, 1, 1, "2011-11");
      var days = bought(1, expected.get(0)).days();
      var bands = boundaries.judge(account(stored, days), TODAY);
      assertNotNull(bands);
      assertEquals(expected.get(1), bands.recency(), expected + "");
    }
  }

  @Test
  void frequencyAndMonetaryLookAtAYear() {
    var boundaries =
        new Boundaries("v", noon("2011-12-01"), CUTS, List.of(0L, 1L, 2L, 3L), CUTS, 9);
    var bands = boundaries.judge(bought(2, 364), TODAY);
    assertNotNull(bands);
    assertEquals(2, bands.frequency(), "one of the two days is 365 days ago");
    assertEquals(5, bands.monetary());
  }

  @Test
  void whoNeverBoughtHasNoBands() {
    var boundaries = new Boundaries("v", noon("2011-12-01"), CUTS, CUTS, CUTS, 9);
    assertNull(boundaries.judge(account(null, ActiveDays.NONE), TODAY));
  }

  @Test
  void cutsAreTheSmallestValuesThatAFifthEachDoesNotExceed() {
    var count = new BoundariesCount(TODAY);
    for (int i = 1; i <= 10; i++) {
      count.add(bought(i, i));
    }
    var boundaries = count.boundaries("2011-12", noon("2011-12-01"));
    assertEquals(List.of(2L, 4L, 6L, 8L), boundaries.recency());
    assertEquals(List.of(2L, 4L, 6L, 8L), boundaries.frequency());
    assertEquals(List.of(200L, 400L, 600L, 800L), boundaries.monetary());
    assertEquals(10, boundaries.customers());
  }

  @Test
  void tiesLeaveABandEmptyAndNobodyOutsideTheYearCounts() {
    var count = new BoundariesCount(TODAY);
    for (int i = 0; i < 7; i++) {
      count.add(bought(1, 5));
    }
    count.add(bought(3, 9));
    count.add(bought(1, 366));
    count.add(account(null, ActiveDays.NONE));
    var boundaries = count.boundaries("2011-12", noon("2011-12-01"));
    assertEquals(8, boundaries.customers());
    assertEquals(List.of(1L, 1L, 1L, 1L), boundaries.frequency());
    var bands = boundaries.judge(bought(3, 9), TODAY);
    assertNotNull(bands);
    assertEquals(5, bands.frequency());
  }

  @Test
  void theOrderOfReadingDoesNotMatter() {
    var random = new Random(7);
    var accounts = new ArrayList<Account>();
    for (int i = 0; i < 200; i++) {
      accounts.add(bought(1 + random.nextInt(30), random.nextInt(365)));
    }
    Boundaries first = null;
    for (int order = 0; order < 5; order++) {
      Collections.shuffle(accounts, random);
      var count = new BoundariesCount(TODAY);
      accounts.forEach(count::add);
      var boundaries = count.boundaries("v", noon("2011-12-01"));
      assertEquals(first == null ? boundaries : first, boundaries);
      first = boundaries;
    }
  }
}
