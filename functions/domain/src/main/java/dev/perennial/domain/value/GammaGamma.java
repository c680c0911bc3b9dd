package dev.perennial.domain.value;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an order of a customer is worth: orders vary around the customer's mean as a gamma, means
 * among customers as an inverse gamma. Fader &amp; Hardie (2013), "The Gamma-Gamma model of
 * monetary value". It assumes that how often and how much are independent.
 *
 * @param p shape of a customer's orders
 * @param q shape of the customers' scales; below 1 the mean of all is infinite
 * @param v of the customers' scales, in the currency of the amounts
 */
public record GammaGamma(double p, double q, double v) {
  /**
   * @throws IllegalArgumentException naming the parameter that is out of its range
   */
  public GammaGamma {
    Parameters.check("p", p);
    Parameters.check("q", q);
    Parameters.check("v", v);
  }

  /** The parameters by their names in the literature. */
  public SortedMap<String, Double> parameters() {
    var named = new TreeMap<String, Double>();
    named.put("p", p);
    named.put("q", q);
    named.put("v", v);
    return named;
  }

  /** Whether a customer without a repeat purchase has a finite expected order value. */
  public boolean hasMean() {
    return q > 1;
  }

  /**
   * The expected value of an order, given those seen: equation 5, a mean of the customer's own and
   * everybody's.
   *
   * @param x repeat purchases; 0 for everybody's mean
   * @param mean of them; not looked at when x is 0
   * @throws IllegalArgumentException when the mean is below 0 or not finite, or when the model has
   *     no finite mean for so few purchases (p x + q is 1 or less)
   */
  public double expected(int x, double mean) {
    double seen = x == 0 ? 0 : mean;
    if (x < 0 || !(seen >= 0 && seen < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "x is %d and the mean %s; both must be 0 or more".formatted(x, mean));
    }
    double weight = p * x + q - 1;
    if (weight <= 0) {
      throw new IllegalArgumentException(
          "the expected order value is infinite: p x + q is %s, not above 1".formatted(weight + 1));
    }
    return p * (v + x * seen) / weight;
  }
}
