package dev.perennial.domain.segments;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How finely patterns compare numbers. event-ruler compares those that a double holds to the last
 * digit, and none else: it would answer no to whatever is asked of a finer one.
 */
public final class Precision {
  /** Of a fraction. */
  public static final int DECIMALS = 5;

  /** All in all; a double holds any number of so many. */
  public static final int DIGITS = 15;

  private Precision() {}

  /** The number as it is compared. */
  public static BigDecimal rounded(BigDecimal number) {
    var fraction = number.setScale(Math.min(DECIMALS, number.scale()), RoundingMode.HALF_EVEN);
    var whole = fraction.round(new MathContext(DIGITS, RoundingMode.HALF_EVEN));
    return whole.scale() < 0 ? whole.setScale(0) : whole;
  }
}
