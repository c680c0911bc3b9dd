package dev.perennial.domain.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArmSumsTest {
  private static BigDecimal of(String number) {
    return new BigDecimal(number);
  }

  @Test
  void partsAddUpToTheWholeInAnyOrderToTheLastDigit_seed3() {
    var random = new Random(3);
    var parts = new ArrayList<ArmSums>();
    var whole = ArmSums.NONE;
    for (int i = 0; i < 200; i++) {
      var outcome = BigDecimal.valueOf(random.nextLong(1_000_000_000_000_000L), random.nextInt(8));
      var before = BigDecimal.valueOf(random.nextLong(1_000_000), 2);
      whole = whole.plus(outcome, before);
      parts.add(ArmSums.NONE.plus(outcome, before));
    }
    Collections.shuffle(parts, random);
    var again = parts.stream().reduce(ArmSums.NONE, ArmSums::plus);
    assertEquals(0, whole.yy().compareTo(again.yy()));
    assertEquals(0, whole.xy().compareTo(again.xy()));
    assertEquals(whole.variance(), again.variance());
    assertEquals(whole.covariance(), again.covariance());
  }

  @Test
  void aRefundTakesACustomerOutAndPutsThemInAgain() {
    var bought = ArmSums.NONE.plus(of("10"), of("3")).plus(of("29.99"), of("7"));
    var refunded = bought.minus(of("29.99"), of("7")).plus(of("9.99"), of("7"));
    var plain = ArmSums.NONE.plus(of("10"), of("3")).plus(of("9.99"), of("7"));
    assertEquals(plain.variance(), refunded.variance());
    assertEquals(plain.covariance(), refunded.covariance());
    assertEquals(2, refunded.n());
  }

  /** In doubles, Σy² would have no digit left for the spread. */
  @Test
  void aSpreadOfOneBesideAMeanOfATrillionIsSeen() {
    var sums = ArmSums.NONE;
    for (int i = 0; i < 1000; i++) {
      sums = sums.plus(of(i % 2 == 0 ? "1000000000001" : "999999999999"), of("0"));
    }
    assertEquals(1000.0 / 999, sums.variance(), 1e-12);
    assertEquals(1e12, sums.mean());
  }

  @Test
  void ofNobodyAndOfOneThereIsNoSpread() {
    assertEquals(0, ArmSums.NONE.mean());
    assertEquals(0, ArmSums.NONE.plus(of("5"), of("5")).variance());
  }
}
