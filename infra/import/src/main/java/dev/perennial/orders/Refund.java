package dev.perennial.orders;

import java.time.Instant;
import java.util.List;

/**
 * What one cancellation gives back of one purchase.
 *
 * @param refundId the cancellation's id and the purchase's: {@code C536379-536365}
 * @param lines at most one for each item and unit price
 */
public record Refund(
    String refundId, String purchaseId, String customerId, Instant at, List<Line> lines)
    implements Entry {

  public Refund {
    lines = List.copyOf(lines);
  }

  /** What is given back, in minor units. */
  public long paidMinor() {
    return lines.stream()
        .mapToLong(line -> Math.multiplyExact(line.quantity, line.unitPriceMinor))
        .reduce(0, Math::addExact);
  }

  /**
   * One item given back.
   *
   * @param quantity above 0, never more than what earlier refunds left of the purchase
   * @param unitPriceMinor what the purchase charged, in minor units
   */
  public record Line(String sku, long quantity, long unitPriceMinor) {}
}
