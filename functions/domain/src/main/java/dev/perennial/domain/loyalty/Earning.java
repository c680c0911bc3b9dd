package dev.perennial.domain.loyalty;

import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.programme.Loyalty;
import dev.perennial.domain.purchases.PaidLines;
import dev.perennial.domain.purchases.PaidLines.PaidLine;
import dev.perennial.domain.purchases.Purchase;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Points for what was paid. A line's points are its paid amount times its rate; they are summed
 * exactly over the lines and rounded down once for the purchase:
 *
 * <pre>
 * points = floor( sum(paid minor units x rate in thousandths) / (minor units per unit x 1000) )
 * </pre>
 */
public final class Earning {
  private Earning() {}

  /**
   * The lines with what was paid for each: the order's discount falls on them by their price,
   * rounded down, and what rounding leaves over falls on the first lines, one unit each.
   */
  public static PaidLines paidLines(Purchase purchase, Loyalty loyalty) {
    var total = purchase.lines().stream().mapToLong(Purchase.Line::net).sum();
    var discounts = new ArrayList<Long>();
    long given = 0;
    for (var line : purchase.lines()) {
      var share = total == 0 ? 0 : Amounts.share(purchase.discount(), line.net(), total);
      discounts.add(share);
      given += share;
    }
    var left = purchase.discount() - given;
    var paid = new ArrayList<PaidLine>();
    for (int i = 0; i < discounts.size(); i++) {
      var line = purchase.lines().get(i);
      var extra = left > 0 && discounts.get(i) < line.net() ? 1 : 0;
      left -= extra;
      paid.add(
          new PaidLine(
              line.sku(),
              line.category(),
              line.quantity(),
              line.unitPrice(),
              line.net() - discounts.get(i) - extra,
              ownRate(line.category(), loyalty),
              line.unitCost()));
    }
    return new PaidLines(paid);
  }

  private static @Nullable Long ownRate(@Nullable String category, Loyalty loyalty) {
    return category == null ? null : loyalty.categoryRates().get(category);
  }

  /**
   * Points for what is left of the lines.
   *
   * @param remaining quantity left of each line, in order
   * @param rate of lines without their own, in thousandths of a point per currency unit
   */
  public static long points(PaidLines lines, List<Long> remaining, long rate, Currency currency) {
    var sum = BigInteger.ZERO;
    for (int i = 0; i < remaining.size(); i++) {
      var line = lines.list().get(i);
      var paid = paidFor(line, remaining.get(i));
      var lineRate = line.rate() == null ? rate : line.rate();
      sum = sum.add(BigInteger.valueOf(paid).multiply(BigInteger.valueOf(lineRate)));
    }
    var unit = BigInteger.valueOf(Amounts.minorPerUnit(currency) * 1000);
    return sum.divide(unit).longValueExact();
  }

  /** What was paid for some of a line's quantity, rounded down. */
  public static long paidFor(PaidLine line, long quantity) {
    return quantity == line.quantity()
        ? line.paid()
        : Amounts.share(line.paid(), quantity, line.quantity());
  }

  /** What was paid for what is left of the lines. */
  public static long paid(PaidLines lines, List<Long> remaining) {
    long sum = 0;
    for (int i = 0; i < remaining.size(); i++) {
      sum = Math.addExact(sum, paidFor(lines.list().get(i), remaining.get(i)));
    }
    return sum;
  }
}
