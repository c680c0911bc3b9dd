package dev.perennial.domain.measure;

/** The standard normal distribution. */
final class Normal {
  /** Beyond it a double holds no tail. */
  static final double FARTHEST = 37;

  private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

  private Normal() {}

  static double density(double z) {
    return Math.exp(-z * z / 2) / ROOT_TWO_PI;
  }

  /**
   * The probability beyond z, right to 8 digits also far out.
   *
   * <p>Hart 1968, algorithm 5666, as in West 2005, "Better approximations to cumulative normal
   * functions".
   */
  static double tail(double z) {
    double x = Math.abs(z);
    double beyond = x > FARTHEST ? 0 : Math.exp(-x * x / 2) * mills(x);
    return z > 0 ? beyond : 1 - beyond;
  }

  /** The tail over e^(−x²/2). */
  private static double mills(double x) {
    if (x >= 7.07106781186547) {
      double fraction = x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))));
      return 1 / (fraction * ROOT_TWO_PI);
    }
    double above = 3.52624965998911e-2;
    for (double each :
        new double[] {
          0.700383064443688,
          6.37396220353165,
          33.912866078383,
          112.079291497871,
          221.213596169931,
          220.206867912376
        }) {
      above = above * x + each;
    }
    double below = 8.83883476483184e-2;
    for (double each :
        new double[] {
          1.75566716318264,
          16.064177579207,
          86.7807322029461,
          296.564248779674,
          637.333633378831,
          793.826512519948,
          440.413735824752
        }) {
      below = below * x + each;
    }
    return above / below;
  }

  /**
   * Where a tail begins.
   *
   * @param tail the probability beyond, above 0 and below 1
   */
  static double beyond(double tail) {
    double low = -FARTHEST;
    double high = FARTHEST;
    while (true) {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high) {
        return middle;
      }
      if (tail(middle) > tail) {
        low = middle;
      } else {
        high = middle;
      }
    }
  }
}
