package dev.perennial.domain.value;

/**
 * The expected number of further purchases of somebody who still buys, in models where a coin after
 * each purchase decides whether it was the last. Ticks come at a rate that is Gamma(shape, rate);
 * every k-th is a purchase, after which the customer leaves with a probability that is Beta(a, b).
 * The number N of ticks within t is negative binomial, and
 *
 * <p>E = &Sigma;<sub>m</sub> P(N = m) H(&lfloor;(m + j) / k&rfloor;), H(n) =
 * &Sigma;<sub>i&lt;n</sub> B(a, b + i) / B(a, b).
 *
 * <p>For k = 1 this is the Gaussian hypergeometric function of Fader, Hardie &amp; Lee (2005),
 * equation 10, summed term by term: all terms are positive, so nothing cancels near a = 1, for a of
 * 0 or for a thousand purchases, where the closed form does.
 */
final class Further {
  /** More terms than this are integrated instead of summed. */
  private static final double MANY = 200_000;

  private static final double NEGLIGIBLE = 1e-18;

  private final double shape;
  private final double rate;
  private final double a;
  private final double b;
  private final int k;
  private final int ticked;

  /**
   * @param shape of the rate of ticks
   * @param rate of the gamma distribution, in the model's time
   * @param ticked ticks since the last purchase, below k
   */
  Further(double shape, double rate, double a, double b, int k, int ticked) {
    this.shape = shape;
    this.rate = rate;
    this.a = a;
    this.b = b;
    this.k = k;
    this.ticked = ticked;
  }

  /** Expected purchases within t. */
  double within(double t) {
    if (t == 0) {
      return 0;
    }
    double mode = Math.floor(Math.max(0, (shape - 1) * (t / rate)));
    double spread = Math.sqrt(shape * (t / rate) * (1 + t / rate));
    return mode + 12 * spread + 40 * (1 + t / rate) < MANY
        ? summed(t, (long) mode)
        : integrated(t, mode, spread);
  }

  private double summed(double t, long mode) {
    double odds = t / (rate + t);
    long low = mode;
    double weight = 1; // relative to the likeliest number of ticks
    while (low > 0 && weight > NEGLIGIBLE) {
      weight *= low / ((shape + low - 1) * odds);
      low--;
    }
    double survived = 1;
    double purchases = 0;
    long opportunities = 0;
    double weights = 0;
    double sum = 0;
    for (long m = low; ; m++) {
      for (; opportunities < (m + ticked) / k; opportunities++) {
        purchases += survived;
        survived *= (b + opportunities) / (a + b + opportunities);
      }
      weights += weight;
      sum += weight * purchases;
      double next = (shape + m) / (m + 1) * odds;
      // what is left is less than a geometric series, whose terms grow with purchases at most
      if (m > mode && weight * (purchases + 1) * next < NEGLIGIBLE * sum * sq(1 - next)) {
        return sum / weights;
      }
      if (m > mode && weight < Double.MIN_NORMAL) {
        return sum / weights;
      }
      weight *= next;
    }
  }

  private static double sq(double value) {
    return value * value;
  }

  /**
   * The first ticks summed, the rest as an integral over ln m; there, the summand is smooth over
   * neighbouring m, so that the sum and the integral between halves agree to 1e-9.
   */
  private double integrated(double t, double mode, double spread) {
    double logOdds = -Math.log1p(rate / t);
    double top = logWeight(Math.max(1, mode), logOdds);
    double mean = shape * (t / rate);
    double start = Math.max(0, mode - 14 * spread) < MANY ? MANY : Math.floor(mode - 14 * spread);
    double weights = 0;
    double sum = 0;
    if (start == MANY) {
      double survived = 1;
      double purchases = 0;
      long opportunities = 0;
      for (int m = 0; m < MANY; m++) {
        for (; opportunities < (m + ticked) / k; opportunities++) {
          purchases += survived;
          survived *= (b + opportunities) / (a + b + opportunities);
        }
        double weight = Math.exp(logWeight(m, logOdds) - top);
        weights += weight;
        sum += weight * purchases;
      }
    }
    double end = mode + 14 * spread + 60 * (1 + t / rate);
    double from = Math.log(start - 0.5);
    double to = Math.log(end);
    double width = Math.min(0.5, Math.sqrt(1 / shape + 1 / mean));
    int panels = (int) Math.min(100_000, Math.ceil((to - from) / width));
    weights +=
        Quadrature.integrate(
            y -> Math.exp(logWeight(Math.exp(y), logOdds) - top + y), from, to, panels);
    sum +=
        Quadrature.integrate(
            y -> {
              double m = Math.exp(y);
              return Math.exp(logWeight(m, logOdds) - top + y) * opportunities(m);
            },
            from,
            to,
            panels);
    return sum / weights;
  }

  /** ln P(N = m) but for a constant. */
  private double logWeight(double m, double logOdds) {
    return Gammas.logRising(m + 1, shape - 1) + m * logOdds;
  }

  /** H at the mean number of opportunities that m ticks bring. */
  private double opportunities(double m) {
    double n = (m + ticked - (k - 1) / 2.0) / k - 1;
    double over = a - 1;
    double next = b + 1; // H(n) = 1 + b / (a + b) H'(n - 1) keeps all arguments above 0
    double rest;
    if (Math.abs(over) < 1e-6) {
      rest = (next + over) * Gammas.digammaRise(next + over / 2, n);
    } else {
      double log = Gammas.logRising(next + n, over) - Gammas.logRising(next, over);
      rest = (next + over) / over * -Math.expm1(-log);
    }
    return 1 + b / (a + b) * rest;
  }
}
