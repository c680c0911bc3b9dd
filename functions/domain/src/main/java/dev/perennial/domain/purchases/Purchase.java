package dev.perennial.domain.purchases;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as the shop reports it. Amounts are minor units of {@code currency}, 0 where absent.
 *
 * @param purchaseId the client's own id, unique for the customer
 * @param at business time
 * @param discount off the whole order, beyond what the lines say
 */
public record Purchase(
    String purchaseId,
    String customerId,
    Instant at,
    Currency currency,
    @Nullable String brand,
    @Nullable String channel,
    long discount,
    long shipping,
    long tax,
    @Nullable String couponCode,
    @Nullable String referralCode,
    List<Line> lines) {
  public Purchase {
    lines = List.copyOf(lines);
  }

  /** What its goods cost: after the lines' discounts, before its own, tax and shipping. */
  public long goods() {
    return lines.stream().mapToLong(Line::net).reduce(0, Math::addExact);
  }

  /**
   * One line of a purchase.
   *
   * @param quantity at least 1
   * @param unitPrice minor units, 0 for a gift
   * @param discount off the whole line
   * @param unitCost what the shop paid for one, null when it does not say
   */
  public record Line(
      String sku,
      @Nullable String category,
      long quantity,
      long unitPrice,
      long discount,
      @Nullable Long unitCost) {
    /** Price of the line before the order's discount. */
    public long net() {
      return Math.subtractExact(Math.multiplyExact(quantity, unitPrice), discount);
    }
  }
}
