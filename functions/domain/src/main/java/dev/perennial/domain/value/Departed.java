package dev.perennial.domain.value;

/**
 * The odds that a Pareto/NBD customer has left, as an integral over the time of leaving:
 *
 * <p>J = s (alpha+T)<sup>r+x</sup> (beta+T)<sup>s</sup> &int;<sub>t_x</sub><sup>T</sup>
 * (alpha+&tau;)<sup>-(r+x)</sup> (beta+&tau;)<sup>-(s+1)</sup> d&tau;
 *
 * <p>This is the difference of two hypergeometric functions of Fader &amp; Hardie (2005), "A note
 * on deriving the Pareto/NBD model", equation 12; the integrand is positive, so that nothing
 * cancels or overflows, and its averages of ln(alpha+&tau;), 1/(alpha+&tau;) and so on give the
 * gradient in the same pass. The variable is v = ln((&gamma;+&tau;)/(&gamma;+t_x)) with &gamma; the
 * smaller of alpha and beta: in it the integrand's next singularity lies at a distance of &pi;, and
 * panels of 12 nodes are exact to 1e-14.
 *
 * <p>An instance is scratch space for one thread.
 */
final class Departed {
  /** What lies this far below the integrand's top, in powers of e, is left out. */
  private static final double DEEP = 45;

  private static final double WIDEST = 2;
  private static final double STEEPEST = 8;

  private final double r;
  private final double alpha;
  private final double s;
  private final double beta;

  /** ln J of the last customer. */
  double logOdds;

  /** d ln J / d(r, alpha, s, beta) of the last customer, when asked for. */
  final double[] slope = new double[4];

  Departed(double r, double alpha, double s, double beta) {
    this.r = r;
    this.alpha = alpha;
    this.s = s;
    this.beta = beta;
  }

  /** Computes ln J and, if asked for, its slopes. */
  void of(double x, double recency, double age, boolean slopes) {
    if (age <= recency) {
      logOdds = Double.NEGATIVE_INFINITY;
      slope[0] = slope[1] = slope[2] = slope[3] = 0;
      return;
    }
    double rx = r + x;
    double silent = age - recency;
    double fromAlpha = alpha + recency;
    double fromBeta = beta + recency;
    double reach =
        Math.min(
            silent,
            Math.min(
                fromAlpha * Math.expm1(DEEP / Math.max(rx - 1, 1e-3)),
                fromBeta * Math.expm1(DEEP / s)));
    boolean alphaLess = alpha <= beta;
    double from = alphaLess ? fromAlpha : fromBeta;
    double other = alphaLess ? fromBeta : fromAlpha;
    double wide = Math.log1p(reach / from);
    double total = 0;
    double alphaLog = 0;
    double betaLog = 0;
    double alphaInverse = 0;
    double betaInverse = 0;
    for (double done = 0; done < wide; ) {
      double width = width(done, wide - done, rx, alphaLess, from / other, (other - from) / other);
      double half = width / 2;
      double middle = done + half;
      done = done + width < wide * (1 - 1e-12) ? done + width : wide;
      for (int i = 0; i < Quadrature.NODES; i++) {
        double v = middle + half * Quadrature.AT[i];
        double grown = Math.exp(v);
        double tau = from * (v < 1e-3 ? Math.expm1(v) : grown - 1);
        double otherLog = v < 1e-3 ? Math.log1p(tau / other) : Math.log((other + tau) / other);
        double la = alphaLess ? v : otherLog;
        double lb = alphaLess ? otherLog : v;
        double weight = half * Quadrature.WEIGHT[i] * Math.exp(v - rx * la - (s + 1) * lb);
        total += weight;
        if (slopes) {
          alphaLog += weight * la;
          betaLog += weight * lb;
          alphaInverse += weight / (fromAlpha + tau);
          betaInverse += weight / (fromBeta + tau);
        }
      }
    }
    double topAlpha = Math.log1p(silent / fromAlpha);
    double topBeta = Math.log1p(silent / fromBeta);
    logOdds = Math.log(s * total * from / fromBeta) + rx * topAlpha + s * topBeta;
    if (slopes) {
      slope[0] = topAlpha - alphaLog / total;
      slope[1] = rx * (1 / (alpha + age) - alphaInverse / total);
      slope[2] = 1 / s + topBeta - betaLog / total;
      slope[3] = s / (beta + age) - (s + 1) * betaInverse / total;
    }
  }

  /**
   * How wide the next panel may be: the exponent is steepest at its end, and falls by 8 at most.
   *
   * @param less the smaller of alpha + t_x and beta + t_x, as a share of the greater
   * @param gap what it lacks to 1
   */
  private double width(
      double done, double left, double rx, boolean alphaLess, double less, double gap) {
    double width = Math.min(WIDEST, left);
    for (int halvings = 0; halvings < 60; halvings++) {
      double grown = less * Math.exp(done + width);
      double shared = grown / (grown + gap); // slope of the other logarithm
      double steep = alphaLess ? rx + (s + 1) * shared : rx * shared + s + 1;
      if (steep * width <= STEEPEST) {
        break;
      }
      // the slope at the end allows this much there, and the panel may end earlier
      width = Math.max(width / 2, STEEPEST / steep);
    }
    return width;
  }
}
