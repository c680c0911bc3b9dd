package dev.perennial.domain.value;

/** A log-likelihood of positive parameters, with its gradient. */
interface Likelihood {
  /** The parameters' names, in order. */
  String[] names();

  /** How many customers it is of. */
  double customers();

  /**
   * The log-likelihood.
   *
   * @param at the parameters, all above 0
   * @param gradient gets the derivatives by each parameter
   */
  double at(double[] at, double[] gradient);
}
