package dev.perennial.domain.programme;

import java.util.Map;

/**
 * How points are earned.
 *
 * @param rate points per currency unit, in thousandths (1000 = one point per pound)
 * @param categoryRates the same for lines of a category, instead of {@code rate}
 * @param pendingDays whole days from the purchase's day until points can be spent
 * @param validMonths points are lost at the end of the month this many after the purchase's
 * @param worth what a point is worth, in thousandths of the currency unit; 0 when nothing is said
 * @param tier the tier everyone is in
 */
public record Loyalty(
    long rate,
    Map<String, Long> categoryRates,
    int pendingDays,
    int validMonths,
    long worth,
    String tier) {
  public Loyalty {
    categoryRates = Map.copyOf(categoryRates);
  }
}
