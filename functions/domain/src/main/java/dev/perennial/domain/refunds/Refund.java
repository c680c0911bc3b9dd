package dev.perennial.domain.refunds;

import dev.perennial.domain.money.Millionths;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refund as the shop reports it: of lines, of an amount, or of all that is left.
 *
 * @param refundId the client's own id, unique for the purchase
 * @param lines what went back; empty for all that is left
 * @param paidBack which currency its amounts and prices are in, and what was paid back beside goods
 */
public record Refund(
    String refundId,
    String purchaseId,
    String customerId,
    Instant at,
    List<Line> lines,
    PaidBack paidBack) {
  public Refund {
    lines = List.copyOf(lines);
  }

  /** Of goods alone, in the shop's currency. */
  public Refund(
      String refundId, String purchaseId, String customerId, Instant at, List<Line> lines) {
    this(refundId, purchaseId, customerId, at, lines, PaidBack.NOTHING);
  }

  /** The same of another id of the same person: the one under which it is, or was, recorded. */
  public Refund of(String id) {
    return new Refund(refundId, purchaseId, id, at, lines, paidBack);
  }

  /**
   * What else was paid back, in minor units.
   *
   * @param currency of all amounts of the refund; null for the shop's own
   */
  public record PaidBack(@Nullable String currency, long shipping, long tax) {
    /** Nothing, in the shop's currency. */
    public static final PaidBack NOTHING = new PaidBack(null, 0, 0);
  }

  /**
   * One line of a refund. With neither a line's id nor a sku its amount is of the whole order.
   *
   * @param lineId of the purchase's line, null when it is told by sku
   * @param sku null when the line's id says enough
   * @param quantity in millionths; 0 for money alone
   * @param unitPrice tells lines of the same sku apart, in millionths of a minor unit; null for any
   * @param amount what was paid back for it, minor units; null for what the goods had cost
   */
  public record Line(
      @Nullable String lineId,
      @Nullable String sku,
      long quantity,
      @Nullable Long unitPrice,
      @Nullable Long amount) {
    /** So many whole pieces of a sku, at a price in whole minor units if it says one. */
    public Line(String sku, long pieces, @Nullable Long unitPrice) {
      this(
          null,
          sku,
          Millionths.of(pieces),
          unitPrice == null ? null : (Long) Millionths.of(unitPrice),
          null);
    }

    /** Money back on the whole order. */
    public static Line ofOrder(long amount) {
      return new Line(null, null, 0, null, amount);
    }

    /** Whether it names no line of the purchase. */
    public boolean isOfOrder() {
      return lineId == null && sku == null;
    }

    /** What it names of the purchase, for people. */
    public String name() {
      return lineId != null ? "line " + lineId : sku != null ? sku : "the order";
    }
  }
}
