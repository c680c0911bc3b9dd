package dev.perennial.domain.measure;

/** Student's t distribution. */
final class StudentT {
  private StudentT() {}

  /**
   * Where a tail begins, right to some six digits.
   *
   * <p>Hill 1970, "Algorithm 396: Student's t-quantiles".
   *
   * @param tail the probability beyond, above 0 and at most .5
   * @param freedom degrees of freedom, 1 or more and not necessarily whole
   */
  static double beyond(double tail, double freedom) {
    double p = 2 * tail;
    double n = freedom;
    if (n < 1 + 1e-9) {
      return 1 / Math.tan(p * Math.PI / 2);
    }
    if (Math.abs(n - 2) < 1e-9) {
      return Math.sqrt(2 / (p * (2 - p)) - 2);
    }
    double a = 1 / (n - 0.5);
    double b = 48 / (a * a);
    double c = ((20700 * a / b - 98) * a - 16) * a + 96.36;
    double d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt(a * Math.PI / 2) * n;
    double y = Math.pow(d * p, 2 / n);
    if (y <= 0.05 + a) {
      y =
          ((1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4)) * y - 1)
                  * (n + 1)
                  / (n + 2)
              + 1 / y;
      return Math.sqrt(n * y);
    }
    double x = -Normal.beyond(tail);
    y = x * x;
    if (n < 5) {
      c += 0.3 * (n - 4.5) * (x + 0.6);
    }
    c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c;
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x;
    return Math.sqrt(n * Math.expm1(a * y * y));
  }
}
