package dev.perennial.domain.purchases;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a recorded purchase with what was paid for each and the rate it earned at. */
public record PaidLines(List<PaidLine> list) {
  public PaidLines {
    list = List.copyOf(list);
  }

  /**
   * One line.
   *
   * @param paid after the line's own discount and its share of the order's, in minor units
   * @param rate points per currency unit in thousandths; null for the purchase's own
   */
  public record PaidLine(
      String sku,
      @Nullable String category,
      long quantity,
      long unitPrice,
      long paid,
      @Nullable Long rate,
      @Nullable Long unitCost) {}
}
