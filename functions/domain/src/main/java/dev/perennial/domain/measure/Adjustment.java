package dev.perennial.domain.measure;

import org.jspecify.annotations.Nullable;

/**
 * The uplift less what the arms differed in before the test: Deng, Xu, Kohavi &amp; Walker 2013,
 * "Improving the sensitivity of online controlled experiments by utilizing pre-experiment data"
 * (CUPED). The slope is the one that makes the difference's own variance least, with the arms'
 * slopes and variances weighted as in Lin 2013, "Agnostic notes on regression adjustments".
 *
 * @param uplift adjusted; null where nothing can be adjusted
 * @param varianceReduction the share of the estimate's variance that goes, as measured here;
 *     slightly below 0 where spend before tells nothing at all
 */
public record Adjustment(Uplift.@Nullable Measured uplift, double varianceReduction) {
  /** Below it there is no use: the interval gets narrower by less than half a hundredth. */
  public static final double WORTHWHILE = 0.01;

  private static final Adjustment NONE = new Adjustment(null, 0);

  /** Whether the adjusted figures are worth their explanation. */
  public boolean helps() {
    return uplift != null && varianceReduction >= WORTHWHILE;
  }

  /** Adjusts by what the sums hold of before. */
  public static Adjustment of(ArmSums treated, ArmSums control) {
    if (!(Uplift.of(treated, control) instanceof Uplift.Measured plain)) {
      return NONE;
    }
    double customers = (double) treated.n() + control.n();
    double spread = treated.varianceBefore() / treated.n() + control.varianceBefore() / control.n();
    if (!(spread > 0) || customers <= 4) {
      return NONE;
    }
    double slope =
        (treated.covariance() / treated.n() + control.covariance() / control.n()) / spread;
    // the slope is of these very rows, and looks better here than it is
    double honest = (customers - 2) / (customers - 3);
    double ofTreated = honest * residual(treated, slope) / treated.n();
    double ofControl = honest * residual(control, slope) / control.n();
    double variance = plain.standardError() * plain.standardError();
    double reduction = 1 - (ofTreated + ofControl) / variance;
    if (!(ofTreated + ofControl > 0)) {
      return new Adjustment(null, reduction);
    }
    return new Adjustment(
        new Uplift.Measured(
            plain.estimate() - slope * (treated.meanBefore() - control.meanBefore()),
            Math.sqrt(ofTreated + ofControl),
            Uplift.freedom(ofTreated, treated.n(), ofControl, control.n())),
        reduction);
  }

  /** The variance of y − slope · x. */
  private static double residual(ArmSums sums, double slope) {
    return Math.max(
        0, sums.variance() - 2 * slope * sums.covariance() + slope * slope * sums.varianceBefore());
  }
}
