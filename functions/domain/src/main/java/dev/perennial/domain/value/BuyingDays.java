package dev.perennial.domain.value;

import java.util.Arrays;

/**
 * Collects the distinct days on which one customer bought, from purchases in any order, and what
 * was spent up to the end of calibration. Takes 4 bytes a distinct day, however many lines a file
 * has of it.
 */
public final class BuyingDays {
  private int[] days = new int[2];
  private int size;
  private final Total first = new Total();
  private final Total later = new Total();
  private int paidFirst = Integer.MAX_VALUE;

  /** A sum that is the same in whichever order it is made (Neumaier 1974), to the last digit. */
  private static final class Total {
    private double sum;
    private double lost;

    void add(double amount) {
      double next = sum + amount;
      lost += Math.abs(sum) >= Math.abs(amount) ? sum - next + amount : amount - next + sum;
      sum = next;
    }

    void add(Total other) {
      add(other.sum);
      add(other.lost);
    }

    void clear() {
      sum = lost = 0;
    }

    double value() {
      return sum + lost;
    }
  }

  /**
   * Adds a purchase.
   *
   * @param day since 1970-01-01
   * @param amount in the unit that order values are wanted in
   * @param counts whether the amount counts: its day isn't after calibration
   */
  public void add(int day, double amount, boolean counts) {
    if (counts) {
      if (day < paidFirst) {
        paidFirst = day;
        later.add(first);
        first.clear();
      }
      (day == paidFirst ? first : later).add(amount);
    }
    if (size > 0 && days[size - 1] == day) {
      return;
    }
    int at = size == 0 || days[size - 1] < day ? size : Arrays.binarySearch(days, 0, size, day);
    if (at >= 0 && at < size) {
      return;
    }
    at = at < 0 ? -at - 1 : at;
    if (size == days.length) {
      days = Arrays.copyOf(days, size * 2);
    }
    System.arraycopy(days, at, days, at + 1, size - at);
    days[at] = day;
    size++;
  }

  /** The first day of all. */
  public int first() {
    return days[0];
  }

  /** How many of the days are not after a day. */
  public int until(int day) {
    int at = Arrays.binarySearch(days, 0, size, day);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** x, t<sub>x</sub> and T at the end of a day that isn't before the first. */
  public Summary at(int day, double daysPerUnit) {
    int count = until(day);
    return new Summary(
        count - 1, (days[count - 1] - days[0]) / daysPerUnit, (day - days[0]) / daysPerUnit);
  }

  /** What was spent up to the end of calibration. */
  double spent() {
    return first.value() + later.value();
  }

  /** This customer at the end of calibration: a day that isn't before the first. */
  Buyer buyer(int day, double daysPerUnit) {
    int x = until(day) - 1;
    return new Buyer(at(day, daysPerUnit), x == 0 ? 0 : Math.max(0, later.value() / x));
  }

  /** Adds this customer as seen at the end of a day, unless the first purchase was later. */
  void join(Cohort.Builder cohort, int day) {
    int count = until(day);
    if (count > 0) {
      double logGaps = 0;
      for (int i = 1; i < count; i++) {
        logGaps += Math.log((double) days[i] - days[i - 1]);
      }
      cohort.add(count - 1, days[count - 1] - days[0], day - days[0], logGaps);
    }
  }

  /** Adds what this customer's repeat purchases up to the end of calibration were worth. */
  void join(Spending.Builder spending, int day) {
    spending.add(Math.max(0, until(day) - 1), later.value());
  }
}
