package dev.perennial.domain.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Numbers with up to six decimals as whole millionths: quantities of pieces, kilograms or metres,
 * and unit prices in minor units, which may be finer than one (1,000 screws at .0125).
 */
public final class Millionths {
  /** One piece, or one minor unit. */
  public static final long ONE = 1_000_000;

  /** Decimals that are kept. */
  public static final int DECIMALS = 6;

  private static final BigInteger SQUARE = BigInteger.valueOf(ONE).pow(2);

  private Millionths() {}

  /** A whole number. */
  public static long of(long whole) {
    return Math.multiplyExact(whole, ONE);
  }

  /**
   * A decimal number.
   *
   * @throws ArithmeticException when it has more than six decimals, or is too large
   */
  public static long of(BigDecimal number) {
    return number.movePointRight(DECIMALS).longValueExact();
  }

  /** As a decimal number without needless zeros. */
  public static BigDecimal decimal(long millionths) {
    var exact = BigDecimal.valueOf(millionths, DECIMALS).stripTrailingZeros();
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }

  /** As text: {@code 0.35}, {@code 6}. */
  public static String text(long millionths) {
    return decimal(millionths).toPlainString();
  }

  /** Whether it is a whole number. */
  public static boolean isWhole(long millionths) {
    return millionths % ONE == 0;
  }

  /** The smallest whole number that is no smaller. */
  public static long up(long millionths) {
    return Math.ceilDiv(millionths, ONE);
  }

  /**
   * What a quantity comes to at a unit price, in minor units, rounded half up.
   *
   * @param quantity in millionths
   * @param unitPrice in millionths of a minor unit
   * @throws ArithmeticException when that is too large
   */
  public static long product(long quantity, long unitPrice) {
    if (isWhole(quantity) && isWhole(unitPrice)) { // nearly always
      return Math.multiplyExact(quantity / ONE, unitPrice / ONE);
    }
    var exact = BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(unitPrice));
    return new BigDecimal(exact)
        .divide(new BigDecimal(SQUARE), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }
}
