package dev.perennial.domain.purchases;

import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.money.Millionths;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a recorded purchase with what was paid for each and the rate it earned at. */
public record PaidLines(List<PaidLine> list) {
  public PaidLines {
    list = List.copyOf(list);
  }

  /** What was paid for all of it. */
  public long paid() {
    return list.stream().mapToLong(PaidLine::paid).reduce(0, Math::addExact);
  }

  /** What was paid for each line. */
  public List<Long> paidByLine() {
    return list.stream().map(PaidLine::paid).toList();
  }

  /**
   * One line.
   *
   * @param lineId the client's own, null when it has none
   * @param quantity in millionths
   * @param unitPrice in millionths of a minor unit of the currency that was paid in
   * @param paid after the line's own discount and its share of the order's, without tax, in minor
   *     units of the shop's currency
   * @param tax that was inside the price and isn't in {@code paid}, in the same
   * @param rate points per currency unit in thousandths; null for the purchase's own
   */
  public record PaidLine(
      @Nullable String lineId,
      String sku,
      @Nullable String category,
      long quantity,
      long unitPrice,
      long paid,
      long tax,
      @Nullable Long rate,
      @Nullable Long unitCost) {
    /** So many whole pieces at a price in whole minor units, without tax in it. */
    public PaidLine(
        String sku,
        @Nullable String category,
        long pieces,
        long unitPrice,
        long paid,
        @Nullable Long rate,
        @Nullable Long unitCost) {
      this(
          null,
          sku,
          category,
          Millionths.of(pieces),
          Millionths.of(unitPrice),
          paid,
          0,
          rate,
          unitCost);
    }

    /** The same at another rate. */
    public PaidLine at(@Nullable Long other) {
      return new PaidLine(lineId, sku, category, quantity, unitPrice, paid, tax, other, unitCost);
    }

    /**
     * What was paid for some of its quantity, rounded down.
     *
     * @param some in millionths
     */
    public long paidFor(long some) {
      return some == quantity ? paid : Amounts.share(paid, some, quantity);
    }
  }
}
