package dev.perennial.domain.value;

/**
 * The log-likelihood of {@link BetaGeometric}: Fader, Hardie &amp; Lee (2005), equation 6; Platzer
 * &amp; Reutterer (2016), equation 3. What depends on x alone is computed once for each x.
 */
final class BetaGeometricLikelihood implements Likelihood {
  private static final String[] NAMES = {"r", "alpha", "a", "b"};
  private final Cohort cohort;
  private final int k;
  private final boolean dropsAtFirst;

  BetaGeometricLikelihood(Cohort cohort, int k, boolean dropsAtFirst) {
    this.cohort = cohort;
    this.k = k;
    this.dropsAtFirst = dropsAtFirst;
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
    double r = at[0];
    double a = at[2];
    double b = at[3];
    int kinds = cohort.purchases.length;
    double[] coin = new double[kinds];
    double[] logOdds = new double[kinds];
    double value = (k - 1) * cohort.logGaps;
    gradient[0] = gradient[1] = gradient[2] = gradient[3] = 0;
    double logFactorial = Gammas.logGamma(k);
    for (int i = 0; i < kinds; i++) {
      double x = cohort.purchases[i];
      double n = x + (dropsAtFirst ? 1 : 0);
      double w = cohort.frequency[i];
      coin[i] = b + n - 1;
      logOdds[i] = n == 0 ? Double.NEGATIVE_INFINITY : Math.log(a / coin[i]);
      value +=
          w
              * (Gammas.logRising(r, k * x)
                  - x * logFactorial
                  + Gammas.logRising(b, n)
                  - Gammas.logRising(a + b, n));
      double both = Gammas.digammaRise(a + b, n);
      gradient[0] += w * Gammas.digammaRise(r, k * x);
      gradient[2] -= w * both;
      gradient[3] += w * (Gammas.digammaRise(b, n) - both);
    }
    double[] sums = cohort.sum(5, (from, to, into) -> rows(from, to, at, coin, logOdds, into));
    gradient[0] += sums[1];
    gradient[1] += sums[2];
    gradient[2] += sums[3];
    gradient[3] += sums[4];
    return value + sums[0];
  }

  private void rows(int from, int to, double[] at, double[] coin, double[] logOdds, double[] sums) {
    double r = at[0];
    double alpha = at[1];
    for (int row = from; row < to; row++) {
      int kind = cohort.kind[row];
      double w = cohort.weight[row];
      double shape = r + k * cohort.purchases[kind];
      double whole = alpha + cohort.age[row];
      double active = alpha + cohort.recency[row];
      double logWhole = Math.log(whole);
      double byR = Parameters.logShare(alpha, cohort.age[row]);
      double value = r * byR - (shape - r) * logWhole;
      double byAlpha = r / alpha - shape / whole;
      double ticks = 1;
      double ticksByR = 0;
      double ticksByAlpha = 0;
      if (k > 1) {
        double silent = (whole - active) / whole;
        double term = 1;
        double harmonic = 0;
        for (int j = 1; j < k; j++) {
          term *= (shape + j - 1) / j * silent;
          harmonic += 1 / (shape + j - 1);
          ticks += term;
          ticksByR += term * harmonic;
          ticksByAlpha -= term * j / whole;
        }
        value += Math.log(ticks);
      }
      double logRatio = -Parameters.logShare(active, cohort.age[row] - cohort.recency[row]);
      double odds = logOdds[kind] + shape * logRatio - (k > 1 ? Math.log(ticks) : 0);
      double less = Math.exp(-Math.abs(odds));
      double gone = (odds > 0 ? 1 : less) / (1 + less);
      value += (odds > 0 ? odds : 0) + Math.log(1 + less);
      double stays = (1 - gone) / ticks;
      sums[0] += w * value;
      sums[1] += w * (byR + gone * logRatio + stays * ticksByR);
      sums[2] += w * (byAlpha + gone * shape * (1 / whole - 1 / active) + stays * ticksByAlpha);
      sums[3] += w * gone / at[2];
      sums[4] -= gone == 0 ? 0 : w * gone / coin[kind];
    }
  }
}
