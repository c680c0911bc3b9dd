package dev.perennial.domain.programme;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a purchase earns. How the rules stack is told in {@code docs/loyalty.md}. Rates are points
 * per currency unit in thousandths (1000 = one point per pound).
 *
 * @param rate of lines whose category has none of its own
 * @param categoryRates of lines of a category, instead of {@code rate}
 * @param excludedCategories lines of them earn nothing
 * @param excludedSkus they earn nothing
 * @param multipliers of which the largest that matches a line counts
 * @param minimum what must be paid for lines that earn, or none does; minor units
 */
public record Earn(
    long rate,
    Map<String, Long> categoryRates,
    Set<String> excludedCategories,
    Set<String> excludedSkus,
    List<Multiplier> multipliers,
    long minimum,
    Caps caps,
    Bonuses bonuses) {
  public Earn {
    categoryRates = Map.copyOf(categoryRates);
    excludedCategories = Set.copyOf(excludedCategories);
    excludedSkus = Set.copyOf(excludedSkus);
    multipliers = List.copyOf(multipliers);
  }

  /** Rates alone. */
  public static Earn at(long rate, Map<String, Long> categoryRates) {
    return new Earn(rate, categoryRates, Set.of(), Set.of(), List.of(), 0, Caps.NONE, Bonuses.NONE);
  }

  /**
   * The most points that purchases earn, bonuses included; 0 for no bound.
   *
   * @param order one purchase
   * @param day all purchases of a customer's day, in the shop's zone
   * @param month all of a calendar month
   */
  public record Caps(long order, long day, long month) {
    public static final Caps NONE = new Caps(0, 0, 0);
  }

  /**
   * Points on top, once each.
   *
   * @param welcome with the first purchase of all
   * @param birthday with the first purchase in the month of the birthday, once a year
   * @param firstInCategory with the first purchase that has a line of the category
   * @param review for the first review of each sku that was bought; 0 for none
   */
  public record Bonuses(
      long welcome, long birthday, Map<String, Long> firstInCategory, long review) {
    public static final Bonuses NONE = new Bonuses(0, 0, Map.of(), 0);

    public Bonuses {
      firstInCategory = Map.copyOf(firstInCategory);
    }
  }

  /** The rate of a line before tier and multipliers. */
  public long rateOf(String sku, @Nullable String category) {
    if (excludedSkus.contains(sku) || (category != null && excludedCategories.contains(category))) {
      return 0;
    }
    return category == null ? rate : categoryRates.getOrDefault(category, rate);
  }
}
