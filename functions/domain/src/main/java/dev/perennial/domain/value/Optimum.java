package dev.perennial.domain.value;

/**
 * Where a likelihood is greatest.
 *
 * @param logs of the parameters
 * @param logLikelihood there
 * @param information minus the second derivatives by the logs, divided by the customers
 * @param free which parameters lie inside their bounds
 * @param converged whether no step within the bounds gains 1e-6
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Optimum(
    double[] logs, double logLikelihood, double[][] information, int[] free, boolean converged) {

  double[] parameters() {
    double[] natural = new double[logs.length];
    for (int i = 0; i < natural.length; i++) {
      natural[i] = Math.exp(logs[i]);
    }
    return natural;
  }
}
