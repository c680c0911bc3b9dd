package dev.perennial.domain.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against printed tables. */
class DistributionsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.5",
    "1, 0.158655253931457",
    "1.959963984540054, 0.025",
    "-1.959963984540054, 0.975",
    "5, 2.866515718791939e-7",
    "10, 7.619853024160527e-24",
    "20, 2.753624118606233e-89"
  })
  void theNormalTailIsRightAlsoFarOut(double z, double tail) {
    assertEquals(tail, Normal.tail(z), 1e-8 * tail);
    assertEquals(z, Normal.beyond(tail), 1e-8);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 12.7062",
    "2, 4.30265",
    "3, 3.18245",
    "4, 2.77645",
    "5, 2.57058",
    "10, 2.22814",
    "30, 2.04227",
    "120, 1.97993",
    "1e9, 1.95996"
  })
  void theTDistributionsQuantilesAreThoseOfTheTables(double freedom, double quantile) {
    assertEquals(quantile, StudentT.beyond(0.025, freedom), 1.5e-5 * quantile);
  }

  @ParameterizedTest
  @CsvSource({"1, 1.37638", "3, 0.97847", "5, 0.91954", "10, 0.87906", "30, 0.85377"})
  void alsoThoseOfAWiderTail(double freedom, double quantile) {
    assertEquals(quantile, StudentT.beyond(0.2, freedom), 2e-5 * quantile);
  }
}
