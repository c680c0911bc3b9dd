package dev.perennial.domain.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * All customers of a shop with their purchase days, as models are fitted to them and tried on them.
 *
 * @param daysPerUnit 1 or 7: the unit of time of the models
 */
public record Shoppers(Collection<BuyingDays> all, double daysPerUnit) {
  /** The first purchase day of all. */
  public int first() {
    return all.stream().mapToInt(BuyingDays::first).min().orElse(0);
  }

  /** The customers as a model sees them at the end of a day. */
  public Cohort cohort(int day) {
    var cohort = new Cohort.Builder(daysPerUnit);
    all.forEach(each -> each.join(cohort, day));
    return cohort.build();
  }

  /** What their orders up to the end of calibration were worth. */
  public Spending.Builder spending(int day) {
    var spending = new Spending.Builder();
    all.forEach(each -> each.join(spending, day));
    return spending;
  }

  /** What customers did after a day, beside what was known of them then. */
  Trial trial(int day, int end) {
    var known = new ArrayList<Summary>();
    var bought = new ArrayList<Double>();
    for (var each : all) {
      int count = each.until(day);
      if (count > 0) {
        known.add(each.at(day, daysPerUnit));
        bought.add((double) each.until(end) - count);
      }
    }
    return new Trial(
        known,
        bought.stream().mapToDouble(Double::doubleValue).toArray(),
        (end - day) / daysPerUnit);
  }

  /** Customers as known on a day, what they bought after it, and how long that was. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Trial(List<Summary> known, double[] bought, double horizon) {
    double[] expected(PurchaseModel model) {
      return known.stream().parallel().mapToDouble(each -> model.expected(each, horizon)).toArray();
    }
  }
}
