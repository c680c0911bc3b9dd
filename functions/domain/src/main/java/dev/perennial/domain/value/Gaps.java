package dev.perennial.domain.value;

/**
 * The gap to a customer's next order while they buy: Erlang-k at a rate that is gamma distributed.
 */
final class Gaps {
  private Gaps() {}

  /**
   * The gap that a share of gaps stays below, by bisection of the negative binomial's survival.
   *
   * @param shape of the rate, above 0
   * @param rate of the gamma distribution, in units of time
   * @param k ticks to a purchase, 1 or more
   */
  static double quantile(double shape, double rate, int k, double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("share is " + share + "; it must lie between 0 and 1");
    }
    if (k == 1) {
      return Math.min(Double.MAX_VALUE, rate * Math.expm1(-Math.log1p(-share) / shape));
    }
    double low = Math.log(rate) - 200;
    double high = Math.log(rate) + 600;
    for (int i = 0; i < 200; i++) {
      double middle = (low + high) / 2;
      if (survival(shape, rate, k, Math.exp(middle)) > 1 - share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.exp(low);
  }

  /** The probability of fewer than k ticks within t. */
  static double survival(double shape, double rate, int k, double t) {
    double past = t / (rate + t);
    double term = 1;
    double sum = 1;
    for (int j = 1; j < k; j++) {
      term *= (shape + j - 1) / j * past;
      sum += term;
    }
    return sum * Math.exp(-shape * Math.log1p(t / rate));
  }
}
