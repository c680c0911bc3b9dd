package dev.perennial.orders;

import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.purchases.Limits;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One purchase.
 *
 * @param purchaseId unique per customer
 * @param lines in the file's order; the same item may stand on several lines
 * @param discountMinor off the whole order, beyond what the lines say; minor units
 * @param shippingMinor in minor units
 * @param taxMinor in minor units
 */
public record Order(
    String purchaseId,
    String customerId,
    Instant at,
    List<Line> lines,
    long discountMinor,
    long shippingMinor,
    long taxMinor)
    implements Entry {

  public Order {
    lines = List.copyOf(lines);
  }

  /** An order of goods alone. */
  public Order(String purchaseId, String customerId, Instant at, List<Line> lines) {
    this(purchaseId, customerId, at, lines, 0, 0, 0);
  }

  /** Why the API would refuse it as a whole, null when it would not. */
  @Nullable String beyondLimits(Currency currency) {
    if (lines.size() > Limits.MAX_LINES) {
      return "purchase %s has %d lines, more than %d"
          .formatted(purchaseId, lines.size(), Limits.MAX_LINES);
    }
    if (discountMinor > paidMinor()) {
      return "purchase %s has a discount of %s, more than its goods cost, %s"
          .formatted(
              purchaseId,
              Amounts.format(discountMinor, currency),
              Amounts.format(paidMinor(), currency));
    }
    return paidMinor() > Limits.maxPaid(currency)
        ? "purchase %s adds up to more than %d".formatted(purchaseId, Amounts.LARGEST_MAJOR)
        : null;
  }

  /** What the goods of all lines cost, before the order's own discount; minor units. */
  public long paidMinor() {
    return lines.stream().mapToLong(Line::paidMinor).reduce(0, Math::addExact);
  }

  /**
   * One line of a purchase.
   *
   * @param category what the loyalty programme may treat apart; null for ordinary goods
   * @param quantity above 0
   * @param unitPriceMinor in minor units (pence), 0 or more
   * @param discountMinor off the whole line, in minor units, at most what it costs
   */
  public record Line(
      String sku,
      @Nullable String category,
      long quantity,
      long unitPriceMinor,
      long discountMinor) {
    /** A line at its full price. */
    public Line(String sku, @Nullable String category, long quantity, long unitPriceMinor) {
      this(sku, category, quantity, unitPriceMinor, 0);
    }

    /** Quantity times unit price less its discount, in minor units. */
    public long paidMinor() {
      return Math.subtractExact(Math.multiplyExact(quantity, unitPriceMinor), discountMinor);
    }
  }
}
