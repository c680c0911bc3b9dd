package dev.perennial.domain.value;

import java.util.Arrays;

/** Repeat purchases and their mean value of the customers that Gamma-Gamma is fitted to. */
public final class Spending implements Likelihood {
  private static final String[] NAMES = {"p", "q", "v"};
  private final double[] purchases;
  private final double[] total;
  private final double[] distinct;
  private final double[] frequency;
  private final double logMeans;

  private Spending(double[] purchases, double[] total) {
    this.purchases = purchases;
    this.total = total;
    distinct = Arrays.stream(purchases).distinct().sorted().toArray();
    frequency = new double[distinct.length];
    double logs = 0;
    for (int i = 0; i < purchases.length; i++) {
      frequency[Arrays.binarySearch(distinct, purchases[i])]++;
      logs += Math.log(total[i] / purchases[i]);
    }
    logMeans = logs;
  }

  /** The mean of the customers' mean order values, 0 when there are none. */
  public double mean() {
    double sum = 0;
    for (int i = 0; i < total.length; i++) {
      sum += total[i] / purchases[i];
    }
    return total.length == 0 ? 0 : sum / total.length;
  }

  @Override
  public String[] names() {
    return NAMES.clone();
  }

  @Override
  public double customers() {
    return purchases.length;
  }

  /** Fader &amp; Hardie (2013), equation 1a. */
  @Override
  public double at(double[] at, double[] gradient) {
    double p = at[0];
    double q = at[1];
    double v = at[2];
    double value = -logMeans;
    gradient[0] = gradient[1] = gradient[2] = 0;
    double constant = Gammas.logGamma(q);
    for (int i = 0; i < distinct.length; i++) {
      double shape = p * distinct[i];
      value += frequency[i] * (Gammas.logRising(shape, q) - constant);
      gradient[0] += frequency[i] * distinct[i] * Gammas.digammaRise(shape, q);
      gradient[1] += frequency[i] * Gammas.digammaRise(q, shape);
    }
    for (int i = 0; i < total.length; i++) {
      double all = total[i] + v;
      double own = -Math.log1p(v / total[i]);
      double common = -Math.log1p(total[i] / v);
      value += p * purchases[i] * own + q * common;
      gradient[0] += purchases[i] * own;
      gradient[1] += common;
      gradient[2] += q / v - (p * purchases[i] + q) / all;
    }
    return value;
  }

  /** Collects customers. */
  public static final class Builder {
    private double[] purchases = new double[1024];
    private double[] total = new double[1024];
    private int size;
    private long unpaid;

    /**
     * Adds a customer; one without repeats, or whose repeats were worth nothing, tells nothing.
     *
     * @param x repeat purchases
     * @param spent on them together
     */
    public void add(int x, double spent) {
      if (x == 0) {
        return;
      }
      if (!(spent > 0 && spent < Double.POSITIVE_INFINITY)) {
        unpaid++;
        return;
      }
      if (size == purchases.length) {
        purchases = Arrays.copyOf(purchases, 2 * size);
        total = Arrays.copyOf(total, 2 * size);
      }
      purchases[size] = x;
      total[size++] = spent;
    }

    /** How many had repeats that were worth nothing, and were left out. */
    public long unpaid() {
      return unpaid;
    }

    /** All that were added: the same in whichever order that was. */
    public Spending build() {
      double[] sortedPurchases = Arrays.copyOf(purchases, size);
      double[] sortedTotal = Arrays.copyOf(total, size);
      for (int root = size / 2 - 1; root >= 0; root--) {
        sink(sortedPurchases, sortedTotal, root, size);
      }
      for (int end = size - 1; end > 0; end--) {
        swap(sortedPurchases, sortedTotal, 0, end);
        sink(sortedPurchases, sortedTotal, 0, end);
      }
      return new Spending(sortedPurchases, sortedTotal);
    }

    /** A step of heapsort, which needs no memory for two arrays sorted as one. */
    private static void sink(double[] first, double[] second, int root, int end) {
      int at = root;
      while (2 * at + 1 < end) {
        int child = 2 * at + 1;
        if (child + 1 < end && isLess(first, second, child, child + 1)) {
          child++;
        }
        if (!isLess(first, second, at, child)) {
          return;
        }
        swap(first, second, at, child);
        at = child;
      }
    }

    private static boolean isLess(double[] first, double[] second, int i, int j) {
      return second[i] < second[j] || (second[i] == second[j] && first[i] < first[j]);
    }

    private static void swap(double[] first, double[] second, int i, int j) {
      double one = first[i];
      first[i] = first[j];
      first[j] = one;
      double other = second[i];
      second[i] = second[j];
      second[j] = other;
    }
  }
}
