package dev.perennial.domain.value;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Customers as a likelihood sees them: those with the same (x, t_x, T) are one row with a weight.
 * Sums over rows run on all cores, in parts that are added in their order, so that the same
 * customers always give the same bits.
 */
public final class Cohort {
  private static final int PART = 4096;

  /** Bits for a number of days: over 2,800 years. */
  private static final int DAY_BITS = 20;

  private static final int MAX_DAYS = (1 << DAY_BITS) - 1;
  private static final int MAX_PURCHASES = (1 << (62 - 2 * DAY_BITS)) - 1;

  final double[] recency;
  final double[] age;
  final double[] weight;

  /** Which of {@link #purchases} a row has. */
  final int[] kind;

  /** The distinct x, ascending. */
  final double[] purchases;

  /** Customers with each x. */
  final double[] frequency;

  final double customers;
  final double logGaps;

  private Cohort(long[] keys, double[] weights, double daysPerUnit, double logGaps) {
    int rows = keys.length;
    recency = new double[rows];
    age = new double[rows];
    weight = weights;
    kind = new int[rows];
    double[] distinct = new double[rows];
    double[] counted = new double[rows];
    int kinds = 0;
    double all = 0;
    for (int row = 0; row < rows; row++) {
      double x = keys[row] >>> (2 * DAY_BITS);
      if (kinds == 0 || distinct[kinds - 1] != x) {
        distinct[kinds++] = x;
      }
      kind[row] = kinds - 1;
      counted[kinds - 1] += weights[row];
      recency[row] = ((keys[row] >>> DAY_BITS) & MAX_DAYS) / daysPerUnit;
      age[row] = (keys[row] & MAX_DAYS) / daysPerUnit;
      all += weights[row];
    }
    purchases = Arrays.copyOf(distinct, kinds);
    frequency = Arrays.copyOf(counted, kinds);
    customers = all;
    this.logGaps = logGaps;
  }

  /** How many customers. */
  public long customers() {
    return Math.round(customers);
  }

  /** How many rows they make. */
  public int rows() {
    return age.length;
  }

  /** Repeat purchases of all. */
  public double repeats() {
    double sum = 0;
    for (int i = 0; i < purchases.length; i++) {
      sum += purchases[i] * frequency[i];
    }
    return sum;
  }

  /** Customers with repeat purchases. */
  public long repeaters() {
    double once = purchases.length > 0 && purchases[0] == 0 ? frequency[0] : 0;
    return Math.round(customers - once);
  }

  double meanAge() {
    double sum = 0;
    for (int row = 0; row < age.length; row++) {
      sum += weight[row] * age[row];
    }
    return sum / customers;
  }

  /** About so many rows, evenly taken; this when it has no more. */
  Cohort sample(int rows, double daysPerUnit) {
    int step = rows() / rows;
    if (step < 2) {
      return this;
    }
    int size = (rows() + step - 1) / step;
    long[] keys = new long[size];
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      int row = i * step;
      keys[i] =
          key(
              Math.round(purchases[kind[row]]),
              Math.round(recency[row] * daysPerUnit),
              Math.round(age[row] * daysPerUnit));
      weights[i] = weight[row];
    }
    return new Cohort(keys, weights, daysPerUnit, 0);
  }

  /** Sums of rows, computed in parts on all cores. */
  double[] sum(int width, Rows rows) {
    int parts = (rows() + PART - 1) / PART;
    if (parts <= 1) {
      double[] sums = new double[width];
      rows.add(0, rows(), sums);
      return sums;
    }
    var each =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(
                part -> {
                  double[] sums = new double[width];
                  rows.add(part * PART, Math.min(rows(), (part + 1) * PART), sums);
                  return sums;
                })
            .toList();
    double[] total = new double[width];
    for (double[] sums : each) {
      for (int i = 0; i < width; i++) {
        total[i] += sums[i];
      }
    }
    return total;
  }

  /** Adds what rows contribute. */
  interface Rows {
    void add(int from, int to, double[] sums);
  }

  private static long key(long x, long recency, long age) {
    return (x << (2 * DAY_BITS)) | (recency << DAY_BITS) | age;
  }

  /** Collects customers, one number each. */
  public static final class Builder {
    private final double daysPerUnit;
    private long[] keys = new long[1024];
    private int size;
    private double logGaps;

    /**
     * @param daysPerUnit 1 or 7: the unit that parameters are in
     */
    public Builder(double daysPerUnit) {
      this.daysPerUnit = daysPerUnit;
    }

    /**
     * Adds a customer.
     *
     * @param x repeat purchase days
     * @param recencyDays from the first purchase day to the last
     * @param ageDays from the first purchase day to the end; over 2,800 years are refused
     * @param logGapDays the sum of ln of the gaps between purchases, in days
     */
    public void add(int x, int recencyDays, int ageDays, double logGapDays) {
      var checked = new Summary(x, recencyDays, ageDays);
      if (x > MAX_PURCHASES || ageDays > MAX_DAYS) {
        throw new IllegalArgumentException("x or T is too large: " + checked);
      }
      if (size == keys.length) {
        keys = Arrays.copyOf(keys, size * 2);
      }
      keys[size++] = key(x, recencyDays, ageDays);
      logGaps += logGapDays - x * Math.log(daysPerUnit);
    }

    /** How many were added. */
    public long size() {
      return size;
    }

    /** All that were added. */
    public Cohort build() {
      long[] sorted = Arrays.copyOf(keys, size);
      Arrays.parallelSort(sorted);
      double[] weights = new double[size];
      int rows = 0;
      for (int i = 0; i < size; i++) {
        if (rows == 0 || sorted[rows - 1] != sorted[i]) {
          sorted[rows++] = sorted[i];
        }
        weights[rows - 1]++;
      }
      return new Cohort(
          Arrays.copyOf(sorted, rows), Arrays.copyOf(weights, rows), daysPerUnit, logGaps);
    }
  }
}
