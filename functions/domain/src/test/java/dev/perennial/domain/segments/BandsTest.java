package dev.perennial.domain.segments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which band a value is in, between cuts at 100, 200, 300 and 400, coming from another band. */
class BandsTest {
  @ParameterizedTest
  @CsvSource({
    // value, stored (0: none), band
    "100, 0, 1", "101, 0, 2", "400, 0, 4", "401, 0, 5",
    // up: only what exceeds the cut by more than a tenth
    "101, 1, 1", "110, 1, 1", "111, 1, 2", "331, 1, 4",
    // down: only what falls below nine tenths of it
    "100, 2, 2", "91, 2, 2", "90, 2, 1", "50, 5, 1",
  })
  void aBandIsLeftOnlyATenthPastItsBoundary(long value, int stored, int band) {
    assertEquals(band, Boundaries.band(value, List.of(100L, 200L, 300L, 400L), stored));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 4", "3, 5"})
  void equalCutsLeaveTheBandsBetweenThemEmpty(long value, int band) {
    assertEquals(band, Boundaries.band(value, List.of(1L, 1L, 1L, 2L), 0));
  }
}
