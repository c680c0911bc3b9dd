package dev.perennial.orders;

import dev.perennial.domain.money.Millionths;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went back of one purchase: goods, or a sum of which nobody knows the goods.
 *
 * @param refundId unique for the purchase: of a cancellation its id and the purchase's, {@code
 *     C536379-536365}
 * @param lines at most one for each line of the purchase, or item and unit price; none for a sum
 * @param sum what was paid back without goods; {@link Sum#NONE} with lines
 */
public record Refund(
    String refundId, String purchaseId, String customerId, Instant at, List<Line> lines, Sum sum)
    implements Entry {

  public Refund {
    lines = List.copyOf(lines);
  }

  /** Of goods. */
  public Refund(
      String refundId, String purchaseId, String customerId, Instant at, List<Line> lines) {
    this(refundId, purchaseId, customerId, at, lines, Sum.NONE);
  }

  /** What is given back, in minor units, at the prices that it names. */
  public long paidMinor() {
    return lines.stream()
        .mapToLong(line -> Millionths.product(line.quantity, line.unitPrice))
        .reduce(sum.goodsMinor, Math::addExact);
  }

  /**
   * One item given back.
   *
   * @param lineId of the purchase's line; null where it has none
   * @param quantity above 0, in millionths; never more than what earlier refunds left of the
   *     purchase
   * @param unitPrice what the purchase charged, in millionths of a minor unit
   */
  public record Line(@Nullable String lineId, String sku, long quantity, long unitPrice) {
    /** So many whole pieces at a price in whole minor units. */
    public Line(String sku, long pieces, long unitPriceMinor) {
      this(null, sku, Millionths.of(pieces), Millionths.of(unitPriceMinor));
    }
  }

  /**
   * A sum paid back, in minor units.
   *
   * @param goodsMinor of what the goods had cost, which are kept
   * @param shippingMinor of what shipping had cost
   * @param taxMinor of the tax beside the prices
   */
  public record Sum(long goodsMinor, long shippingMinor, long taxMinor) {
    /** Nothing. */
    public static final Sum NONE = new Sum(0, 0, 0);

    /** A sum falls on an order's goods, what they don't take on its shipping, and then its tax. */
    static Sum of(long sum, long goods, long shipping, long tax) {
      var ofGoods = Math.min(sum, goods);
      var ofShipping = Math.min(sum - ofGoods, shipping);
      return new Sum(ofGoods, ofShipping, Math.min(sum - ofGoods - ofShipping, tax));
    }
  }
}
