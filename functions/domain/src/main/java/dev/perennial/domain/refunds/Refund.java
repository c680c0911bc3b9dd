package dev.perennial.domain.refunds;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refund as the shop reports it.
 *
 * @param refundId the client's own id, unique for the purchase
 * @param lines what went back; empty for all that is left
 */
public record Refund(
    String refundId, String purchaseId, String customerId, Instant at, List<Line> lines) {
  public Refund {
    lines = List.copyOf(lines);
  }

  /**
   * One line of a refund.
   *
   * @param quantity at least 1
   * @param unitPrice tells lines of the same sku apart, minor units; null for any
   */
  public record Line(String sku, long quantity, @Nullable Long unitPrice) {}
}
