package dev.perennial.domain.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;
import java.util.regex.Pattern;

/** Amounts as minor units (cents, pence; yen have none) and as decimal text in the major unit. */
public final class Amounts {
  /** The largest amount taken from outside, in major units: a thousand million. */
  public static final long LARGEST_MAJOR = 1_000_000_000L;

  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,15}([.][0-9]{1,6})?");

  private Amounts() {}

  /**
   * Reads "12.50" as 1250 minor units of a currency with two decimals.
   *
   * @throws IllegalArgumentException when the text is not a plain decimal, is more precise than the
   *     currency, or is above {@link #LARGEST_MAJOR}; the message says which, for a client to read
   */
  public static long parse(String text, Currency currency) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is not an amount; write a decimal of zero or more such as \"12.50\"");
    }
    var digits = digits(currency);
    var exact = new BigDecimal(text).stripTrailingZeros();
    if (exact.scale() > digits) {
      throw new IllegalArgumentException(
          "has more than the %d decimals of %s".formatted(digits, currency.getCurrencyCode()));
    }
    if (exact.compareTo(BigDecimal.valueOf(LARGEST_MAJOR)) > 0) {
      throw new IllegalArgumentException("is above the largest amount, " + LARGEST_MAJOR);
    }
    return exact.movePointRight(digits).longValueExact();
  }

  /**
   * Reads "0.0125" as 1.25 minor units of a currency with two decimals, in millionths of one.
   *
   * @throws IllegalArgumentException when the text is not a plain decimal of at most six decimals,
   *     or is above {@link #LARGEST_MAJOR}; the message says which, for a client to read
   */
  public static long parseUnitPrice(String text, Currency currency) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is not a price; write a decimal of zero or more with at most six decimals,"
              + " such as \"12.50\"");
    }
    var exact = new BigDecimal(text);
    if (exact.compareTo(BigDecimal.valueOf(LARGEST_MAJOR)) > 0) {
      throw new IllegalArgumentException("is above the largest amount, " + LARGEST_MAJOR);
    }
    return Millionths.of(exact.movePointRight(digits(currency)));
  }

  /** Writes 1250 minor units as "12.50". */
  public static String format(long minor, Currency currency) {
    return BigDecimal.valueOf(minor, digits(currency)).toPlainString();
  }

  /** How many minor units make one of the currency: 100 for EUR, 1 for JPY, 1000 for BHD. */
  public static long minorPerUnit(Currency currency) {
    return BigInteger.TEN.pow(digits(currency)).longValueExact();
  }

  /**
   * The part of an amount that falls to a share, rounded down: {@code amount × part / whole}.
   *
   * @param whole above 0
   */
  public static long share(long amount, long part, long whole) {
    return BigInteger.valueOf(amount)
        .multiply(BigInteger.valueOf(part))
        .divide(BigInteger.valueOf(whole))
        .longValueExact();
  }

  /** How many decimals an amount of the currency has: 2 for EUR, 0 for JPY, 3 for BHD. */
  public static int digits(Currency currency) {
    return Math.max(0, currency.getDefaultFractionDigits());
  }
}
