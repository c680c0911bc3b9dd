package dev.perennial.orders;

import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.money.Millionths;
import dev.perennial.domain.purchases.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
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

  /** What is left of what its goods cost, its own discount off, when some of them went back. */
  long leftMinor(List<Refund> refunds) {
    var quantities = new ArrayList<>(lines.stream().map(Line::quantity).toList());
    long credited = 0;
    for (var refund : refunds) {
      refund.lines().forEach(back -> take(back, quantities));
      credited += refund.sum().goodsMinor();
    }
    long left = 0;
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      left += Amounts.share(line.paidMinor(), quantities.get(i), line.quantity);
    }
    var whole = paidMinor();
    return whole == 0 ? 0 : Amounts.share(whole - discountMinor, left, whole) - credited;
  }

  private void take(Refund.Line back, List<Long> quantities) {
    var open = back.quantity();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isMeant(back)) {
        var taken = Math.min(open, quantities.get(i));
        quantities.set(i, quantities.get(i) - taken);
        open -= taken;
      }
    }
  }

  /**
   * One line of a purchase.
   *
   * @param lineId tells lines of the same sku apart; null where one alone has it
   * @param category what the loyalty programme may treat apart; null for ordinary goods
   * @param quantity above 0, in millionths
   * @param unitPrice 0 or more, in millionths of a minor unit
   * @param discountMinor off the whole line, in minor units, at most what it costs
   */
  public record Line(
      @Nullable String lineId,
      String sku,
      @Nullable String category,
      long quantity,
      long unitPrice,
      long discountMinor) {
    /** So many whole pieces at a price in whole minor units. */
    public Line(
        String sku,
        @Nullable String category,
        long pieces,
        long unitPriceMinor,
        long discountMinor) {
      this(
          null, sku, category, Millionths.of(pieces), Millionths.of(unitPriceMinor), discountMinor);
    }

    /** The same at their full price. */
    public Line(String sku, @Nullable String category, long pieces, long unitPriceMinor) {
      this(sku, category, pieces, unitPriceMinor, 0);
    }

    private boolean isMeant(Refund.Line back) {
      return Objects.equals(lineId, back.lineId())
          && sku.equals(back.sku())
          && unitPrice == back.unitPrice();
    }

    /** The same line under an id. */
    Line as(String lineId) {
      return new Line(lineId, sku, category, quantity, unitPrice, discountMinor);
    }

    /** Quantity times unit price less its discount, in minor units. */
    public long paidMinor() {
      return Math.subtractExact(Millionths.product(quantity, unitPrice), discountMinor);
    }
  }
}
