package dev.perennial.domain.value;

/**
 * The log-likelihood of {@link ParetoNbd}: Fader &amp; Hardie (2005), equation 17, as one integral.
 */
final class ParetoLikelihood implements Likelihood {
  private static final String[] NAMES = {"r", "alpha", "s", "beta"};
  private final Cohort cohort;

  ParetoLikelihood(Cohort cohort) {
    this.cohort = cohort;
  }

  @Override
  public String[] names() {
    return NAMES.clone();
  }

  @Override
  public double customers() {
    return cohort.customers;
  }

  @Override
  public double at(double[] at, double[] gradient) {
    double value = 0;
    gradient[0] = 0;
    for (int i = 0; i < cohort.purchases.length; i++) {
      double w = cohort.frequency[i];
      value += w * Gammas.logRising(at[0], cohort.purchases[i]);
      gradient[0] += w * Gammas.digammaRise(at[0], cohort.purchases[i]);
    }
    double[] sums = cohort.sum(5, (from, to, into) -> rows(from, to, at, into));
    gradient[0] += sums[1];
    gradient[1] = sums[2];
    gradient[2] = sums[3];
    gradient[3] = sums[4];
    return value + sums[0];
  }

  private void rows(int from, int to, double[] at, double[] sums) {
    double r = at[0];
    double alpha = at[1];
    double s = at[2];
    double beta = at[3];
    var departed = new Departed(r, alpha, s, beta);
    for (int row = from; row < to; row++) {
      double w = cohort.weight[row];
      double x = cohort.purchases[cohort.kind[row]];
      double age = cohort.age[row];
      departed.of(x, cohort.recency[row], age, true);
      double odds = departed.logOdds;
      double less = Math.exp(-Math.abs(odds));
      double gone = (odds > 0 ? 1 : less) / (1 + less);
      double byR = Parameters.logShare(alpha, age);
      double byS = Parameters.logShare(beta, age);
      double either = (odds > 0 ? odds : 0) + Math.log(1 + less);
      sums[0] += w * (r * byR - x * Math.log(alpha + age) + s * byS + either);
      sums[1] += w * (byR + gone * departed.slope[0]);
      sums[2] += w * (r / alpha - (r + x) / (alpha + age) + gone * departed.slope[1]);
      sums[3] += w * (byS + gone * departed.slope[2]);
      sums[4] += w * (s / beta - s / (beta + age) + gone * departed.slope[3]);
    }
  }
}
