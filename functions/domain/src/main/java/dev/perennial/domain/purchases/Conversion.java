package dev.perennial.domain.purchases;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.money.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Amounts of a purchase's currency in the shop's own.
 *
 * @param rate what one unit of the purchase's currency is in the shop's; 1 in the shop's own
 */
public record Conversion(Currency from, Currency to, BigDecimal rate) {

  /** In the shop's own currency. */
  public static Conversion none(Currency own) {
    return new Conversion(own, own, BigDecimal.ONE);
  }

  /** A purchase's: by its own rate, else by the programme's of its day; null when none is known. */
  public static @Nullable Conversion of(Purchase purchase, Rules rules) {
    var from = purchase.currency();
    var own = rules.programme().shop().currency();
    var given = purchase.pricing().rate();
    if (from.equals(own)) {
      return given == null || given.compareTo(BigDecimal.ONE) == 0 ? none(own) : null;
    }
    var rates = rules.programme().get(ExchangeRates.SECTION);
    var rate = given == null ? rates.on(from, rules.dayOf(purchase.at())) : given;
    return rate == null ? null : new Conversion(from, own, rate);
  }

  /** Whether the purchase is in the shop's own currency. */
  public boolean isNone() {
    return from.equals(to);
  }

  /**
   * An amount in the shop's currency, rounded half up.
   *
   * @param minor of the purchase's currency
   * @throws ArithmeticException when it is too large
   */
  public long of(long minor) {
    return isNone()
        ? minor
        : BigDecimal.valueOf(minor, Amounts.digits(from))
            .multiply(rate)
            .movePointRight(Amounts.digits(to))
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
  }

  /** Whether an amount comes to more in the shop's currency than a purchase may. */
  boolean isBeyond(long minor) {
    var max = BigDecimal.valueOf(Amounts.LARGEST_MAJOR);
    return BigDecimal.valueOf(minor, Amounts.digits(from)).multiply(rate).compareTo(max) > 0;
  }

  /** Amounts that together are what their sum is: each is rounded with those before it. */
  List<Long> ofAll(List<Long> minors) {
    var converted = new ArrayList<Long>();
    long sum = 0;
    long soFar = 0;
    for (long minor : minors) {
      sum = Math.addExact(sum, minor);
      var next = of(sum);
      converted.add(next - soFar);
      soFar = next;
    }
    return converted;
  }
}
