package dev.perennial.domain.purchases;

import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.money.Millionths;
import java.math.BigInteger;
import java.util.Currency;

/** How much one purchase may hold, by whichever door it comes: the API, the bus, an order file. */
public final class Limits {
  /** Lines of one purchase or refund. */
  public static final int MAX_LINES = 1000;

  /** Pieces on one line. */
  public static final long MAX_QUANTITY = 1_000_000;

  private Limits() {}

  /** The most that one line, or all lines of a purchase together, may cost; minor units. */
  public static long maxPaid(Currency currency) {
    return Amounts.LARGEST_MAJOR * Amounts.minorPerUnit(currency);
  }

  /**
   * Whether a line costs more than {@link #maxPaid}.
   *
   * @param quantity in millionths, at least 0
   * @param unitPrice in millionths of a minor unit, at least 0
   */
  public static boolean isExceededBy(long quantity, long unitPrice, Currency currency) {
    var max = BigInteger.valueOf(maxPaid(currency));
    var square = BigInteger.valueOf(Millionths.ONE).pow(2);
    return BigInteger.valueOf(quantity)
            .multiply(BigInteger.valueOf(unitPrice))
            .compareTo(max.multiply(square))
        > 0;
  }
}
