package dev.perennial.domain.value;

/**
 * The gamma function's logarithm and its kin, right to about 14 digits; differences are computed as
 * such, since the models need ln &Gamma;(b+n) - ln &Gamma;(b) for b of 10<sup>9</sup> too.
 *
 * <p>Source: Stirling's series, Abramowitz &amp; Stegun 6.1.40 and 6.3.18, after shifting the
 * argument up by 6.1.15.
 */
final class Gammas {
  /** From here on six terms of the series leave an error below 1e-16. */
  private static final double LARGE = 12;

  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

  /** Up to here a product is both exact and fast, and does not overflow below z = 1e12. */
  private static final int FEW = 16;

  private Gammas() {}

  /**
   * ln &Gamma;(z).
   *
   * @param z above 0
   */
  static double logGamma(double z) {
    double shifted = z;
    double product = 1;
    while (shifted < LARGE) {
      product *= shifted;
      shifted++;
    }
    return (shifted - 0.5) * Math.log(shifted)
        - shifted
        + HALF_LOG_TWO_PI
        + correction(shifted)
        - Math.log(product);
  }

  /**
   * ln &Gamma;(z+n) - ln &Gamma;(z), without cancellation.
   *
   * @param z above 0
   * @param n above -z
   */
  static double logRising(double z, double n) {
    if (n >= 0 && n <= FEW && n == Math.rint(n) && z < 1e12) {
      double product = 1;
      for (int i = 0; i < n; i++) {
        product *= z + i;
      }
      return Math.log(product);
    }
    double low = z;
    double high = z + n;
    double ratio = 1;
    while (Math.min(low, high) < LARGE) {
      ratio *= low / high;
      low++;
      high++;
    }
    return (low - 0.5) * Math.log1p(n / low)
        + n * Math.log(high)
        - n
        + correction(high)
        - correction(low)
        + Math.log(ratio);
  }

  /**
   * The digamma function's rise &psi;(z+n) - &psi;(z), without cancellation.
   *
   * @param z above 0
   * @param n above -z
   */
  static double digammaRise(double z, double n) {
    double sum = 0;
    if (n >= 0 && n <= FEW && n == Math.rint(n)) {
      for (int i = 0; i < n; i++) {
        sum += 1 / (z + i);
      }
      return sum;
    }
    double low = z;
    double high = z + n;
    while (Math.min(low, high) < LARGE) {
      sum += n / (low * high); // 1 / low - 1 / high
      low++;
      high++;
    }
    return sum + Math.log1p(n / low) + n / (2 * low * high) + tail(low) - tail(high);
  }

  /**
   * &psi;(z).
   *
   * @param z above 0
   */
  static double digamma(double z) {
    double shifted = z;
    double sum = 0;
    while (shifted < LARGE) {
      sum += 1 / shifted;
      shifted++;
    }
    return Math.log(shifted) - 0.5 / shifted - tail(shifted) - sum;
  }

  /** What Stirling's formula lacks of ln &Gamma;(z). */
  private static double correction(double z) {
    double q = 1 / (z * z);
    return (1.0 / 12
            - q
                * (1.0 / 360
                    - q
                        * (1.0 / 1260
                            - q * (1.0 / 1680 - q * (1.0 / 1188 - q * (691.0 / 360360))))))
        / z;
  }

  /** ln z - 1/(2z) - &psi;(z). */
  private static double tail(double z) {
    double q = 1 / (z * z);
    return q
        * (1.0 / 12
            - q
                * (1.0 / 120
                    - q * (1.0 / 252 - q * (1.0 / 240 - q * (1.0 / 132 - q * (691.0 / 32760))))));
  }
}
