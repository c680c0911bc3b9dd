package dev.perennial.domain.measure;

import java.math.BigDecimal;

/**
 * The sums of one arm over its customers: y is the outcome, x what was known before the test, such
 * as spend. Sums are exact, so parts may be added in any order, and a customer whose outcome
 * changes later (a refund) can be taken out and put in again; no digit is lost however large the
 * mean is beside the spread. Values of up to 1e15 either way are meant; figures that come of the
 * sums are doubles.
 *
 * @param n customers
 * @param y Σy
 * @param yy Σy²
 * @param x Σx; 0 where nothing of before is known
 * @param xx Σx²
 * @param xy Σxy
 */
public record ArmSums(
    long n, BigDecimal y, BigDecimal yy, BigDecimal x, BigDecimal xx, BigDecimal xy) {
  /** Of nobody. */
  public static final ArmSums NONE =
      new ArmSums(
          0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  /** With one customer more. */
  public ArmSums plus(BigDecimal outcome, BigDecimal before) {
    return plus(one(outcome, before));
  }

  /** Without a customer who was counted in with these very values. */
  public ArmSums minus(BigDecimal outcome, BigDecimal before) {
    var one = one(outcome, before);
    return new ArmSums(
        n - 1,
        y.subtract(one.y),
        yy.subtract(one.yy),
        x.subtract(one.x),
        xx.subtract(one.xx),
        xy.subtract(one.xy));
  }

  /** Of both; the customers must be others. */
  public ArmSums plus(ArmSums other) {
    return new ArmSums(
        n + other.n,
        y.add(other.y),
        yy.add(other.yy),
        x.add(other.x),
        xx.add(other.xx),
        xy.add(other.xy));
  }

  private static ArmSums one(BigDecimal outcome, BigDecimal before) {
    return new ArmSums(
        1,
        outcome,
        outcome.multiply(outcome),
        before,
        before.multiply(before),
        outcome.multiply(before));
  }

  /** The mean outcome of a customer; 0 for nobody. */
  public double mean() {
    return n == 0 ? 0 : y.doubleValue() / n;
  }

  /** The mean outcome less another arm's; of large means that differ little, no digit is lost. */
  double meanLess(ArmSums other) {
    if (n == 0 || other.n == 0) {
      return mean() - other.mean();
    }
    var numerator =
        y.multiply(BigDecimal.valueOf(other.n)).subtract(other.y.multiply(BigDecimal.valueOf(n)));
    return numerator.doubleValue() / n / other.n;
  }

  /** The mean of what was known before; 0 for nobody. */
  public double meanBefore() {
    return n == 0 ? 0 : x.doubleValue() / n;
  }

  /** The outcomes' variance, by n − 1; 0 below two customers. */
  public double variance() {
    return spread(y, y, yy);
  }

  /** The variance of what was known before, by n − 1; 0 below two customers. */
  public double varianceBefore() {
    return spread(x, x, xx);
  }

  /** The covariance of both, by n − 1; 0 below two customers. */
  public double covariance() {
    return spread(x, y, xy);
  }

  /** (n Σab − Σa Σb) / n(n − 1); the numerator, where digits would cancel, is exact. */
  private double spread(BigDecimal a, BigDecimal b, BigDecimal ab) {
    if (n < 2) {
      return 0;
    }
    var numerator = ab.multiply(BigDecimal.valueOf(n)).subtract(a.multiply(b));
    return numerator.doubleValue() / n / (n - 1);
  }
}
