package dev.perennial.domain.value;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Pareto/NBD: orders come at a rate that is Gamma(r, alpha), and customers leave, unseen, at a rate
 * that is Gamma(s, beta). Schmittlein, Morrison &amp; Colombo (1987); formulas of Fader &amp;
 * Hardie (2005), "A note on deriving the Pareto/NBD model".
 *
 * @param r shape of the rate of orders
 * @param alpha of that rate, in units of time
 * @param s shape of the rate of leaving
 * @param beta of that rate, in units of time
 */
public record ParetoNbd(double r, double alpha, double s, double beta) implements PurchaseModel {
  /**
   * @throws IllegalArgumentException naming the parameter that is out of its range
   */
  public ParetoNbd {
    Parameters.check("r", r);
    Parameters.check("alpha", alpha);
    Parameters.check("s", s);
    Parameters.check("beta", beta);
  }

  @Override
  public String name() {
    return "paretonbd";
  }

  @Override
  public SortedMap<String, Double> parameters() {
    var named = new TreeMap<String, Double>();
    named.put("r", r);
    named.put("alpha", alpha);
    named.put("s", s);
    named.put("beta", beta);
    return named;
  }

  @Override
  public double alive(Summary customer) {
    return 1 / (1 + Math.exp(logGone(customer)));
  }

  private double logGone(Summary customer) {
    var departed = new Departed(r, alpha, s, beta);
    departed.of(customer.x(), customer.recency(), customer.age(), false);
    return departed.logOdds;
  }

  /** Fader &amp; Hardie (2005), equation 41, written without the pole at s = 1. */
  @Override
  public double further(Summary customer, double t) {
    PurchaseModel.horizon(t);
    double over = s - 1;
    double grown = Math.log1p(t / (beta + customer.age()));
    double time = over == 0 ? grown : -Math.expm1(-over * grown) / over;
    return (r + customer.x()) / (alpha + customer.age()) * (beta + customer.age()) * time;
  }

  @Override
  public double logLikelihood(Summary customer) {
    return Gammas.logRising(r, customer.x())
        - r * Math.log1p(customer.age() / alpha)
        - customer.x() * Math.log(alpha + customer.age())
        - s * Math.log1p(customer.age() / beta)
        + Parameters.logOnePlusExp(logGone(customer));
  }

  @Override
  public double overdueAfter(Summary customer, double share) {
    return Gaps.quantile(r + customer.x(), alpha + customer.recency(), 1, share);
  }

  @Override
  public double outlasting(Summary customer) {
    return Gaps.survival(
        r + customer.x(), alpha + customer.recency(), 1, customer.age() - customer.recency());
  }
}
