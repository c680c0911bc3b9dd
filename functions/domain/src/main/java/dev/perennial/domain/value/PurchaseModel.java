package dev.perennial.domain.value;

import java.util.SortedMap;

/** When customers buy and until when, with its parameters: pure functions of a summary and time. */
public sealed interface PurchaseModel permits BetaGeometric, ParetoNbd {
  /** The model's name on the command line and in model cards: {@code bgnbd}. */
  String name();

  /** The parameters by their names in the literature. */
  SortedMap<String, Double> parameters();

  /** The probability that the customer still buys at the end of the summary; 0 to 1. */
  double alive(Summary customer);

  /**
   * The expected number of purchases from the end of the summary on.
   *
   * @param t how long, in the model's unit; 0 or more
   * @throws IllegalArgumentException when t is below 0 or not finite
   */
  default double expected(Summary customer, double t) {
    return alive(customer) * further(customer, t);
  }

  /** The same of a customer who still buys at the end of the summary. */
  double further(Summary customer, double t);

  /** The logarithm of the likelihood of one customer, as published; without gaps between orders. */
  double logLikelihood(Summary customer);

  /**
   * How long after the last order the next is overdue at the customer's own rhythm: of all gaps
   * that this customer would leave while buying, the given share is shorter. A gap counts from the
   * last order, so whoever was silent for longer is overdue already.
   *
   * @param share above 0 and below 1
   * @return in the model's unit, above 0
   */
  double overdueAfter(Summary customer, double share);

  /**
   * Of all gaps that this customer would leave while buying, the share that is longer than the
   * silence since the last order; 0 to 1.
   */
  double outlasting(Summary customer);

  /** Checks a horizon. */
  static double horizon(double t) {
    if (!(t >= 0 && t < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("t is " + t + "; it must be 0 or more, and finite");
    }
    return t;
  }
}
