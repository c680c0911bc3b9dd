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
 */
public record Order(String purchaseId, String customerId, Instant at, List<Line> lines)
    implements Entry {

  public Order {
    lines = List.copyOf(lines);
  }

  /** Why the API would refuse it as a whole, null when it would not. */
  @Nullable String beyondLimits(Currency currency) {
    if (lines.size() > Limits.MAX_LINES) {
      return "purchase %s has %d lines, more than %d"
          .formatted(purchaseId, lines.size(), Limits.MAX_LINES);
    }
    return paidMinor() > Limits.maxPaid(currency)
        ? "purchase %s adds up to more than %d".formatted(purchaseId, Amounts.LARGEST_MAJOR)
        : null;
  }

  /** What was paid for the goods of all lines, in minor units. */
  public long paidMinor() {
    return lines.stream().mapToLong(Line::paidMinor).reduce(0, Math::addExact);
  }

  /**
   * One line of a purchase.
   *
   * @param category what the loyalty programme may treat apart; null for ordinary goods
   * @param quantity above 0
   * @param unitPriceMinor in minor units (pence), 0 or more
   */
  public record Line(String sku, @Nullable String category, long quantity, long unitPriceMinor) {
    /** Quantity times unit price, in minor units. */
    public long paidMinor() {
      return Math.multiplyExact(quantity, unitPriceMinor);
    }
  }
}
