package dev.perennial.domain.value;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The family in which a coin after each purchase decides whether it was the last: orders come with
 * Erlang-k gaps at a rate that is Gamma(r, alpha), k ticks an order, and the coin is Beta(a, b).
 *
 * <ul>
 *   <li>BG/NBD, k = 1: Fader, Hardie &amp; Lee (2005), "Counting your customers" the easy way;
 *   <li>MBG/NBD, with a coin after the first purchase too: Batislam, Denizel &amp; Filiztekin
 *       (2007);
 *   <li>(M)BG/CNBD-k, regular buyers: Platzer &amp; Reutterer (2016), Ticking away the moments.
 * </ul>
 *
 * @param k ticks to a purchase, 1 to 20: the higher, the more regular
 * @param dropsAtFirst whether customers may leave right after their first purchase (the M of MBG)
 * @param r shape of the rate of ticks
 * @param alpha of the rate, in units of time
 * @param a of the coin: leaves
 * @param b of the coin: stays
 */
public record BetaGeometric(int k, boolean dropsAtFirst, double r, double alpha, double a, double b)
    implements PurchaseModel {
  /** The most ticks to a purchase. */
  public static final int MAX_REGULAR = 20;

  /**
   * @throws IllegalArgumentException naming the parameter that is out of its range
   */
  public BetaGeometric {
    if (k < 1 || k > MAX_REGULAR) {
      throw new IllegalArgumentException("k is %d; it must be 1 to %d".formatted(k, MAX_REGULAR));
    }
    Parameters.check("r", r);
    Parameters.check("alpha", alpha);
    Parameters.check("a", a);
    Parameters.check("b", b);
  }

  @Override
  public String name() {
    return (dropsAtFirst ? "mbg" : "bg") + (k == 1 ? "nbd" : "cnbd-" + k);
  }

  @Override
  public SortedMap<String, Double> parameters() {
    var named = new TreeMap<String, Double>();
    named.put("r", r);
    named.put("alpha", alpha);
    named.put("a", a);
    named.put("b", b);
    return named;
  }

  @Override
  public double alive(Summary customer) {
    return 1 / (1 + Math.exp(logGone(customer)));
  }

  /** Platzer &amp; Reutterer's P(alive): ln of the odds that the customer has left. */
  private double logGone(Summary customer) {
    if (!dropsAtFirst && customer.x() == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double silent = customer.age() - customer.recency();
    double shape = r + (double) k * customer.x();
    return Math.log(a / (coins(customer) + b - 1))
        + shape * Math.log1p(silent / (alpha + customer.recency()))
        - Math.log(ticks(customer, silent / (alpha + customer.age())));
  }

  /** How often the coin has said "stays" for somebody who still buys. */
  private double coins(Summary customer) {
    return customer.x() + (dropsAtFirst ? 1.0 : 0.0);
  }

  /** The relative chance of fewer than k ticks since the last order. */
  private double ticks(Summary customer, double silent) {
    double shape = r + (double) k * customer.x();
    double term = 1;
    double sum = 1;
    for (int j = 1; j < k; j++) {
      term *= (shape + j - 1) / j * silent;
      sum += term;
    }
    return sum;
  }

  @Override
  public double further(Summary customer, double t) {
    PurchaseModel.horizon(t);
    double shape = r + (double) k * customer.x();
    double rate = alpha + customer.age();
    double silent = (customer.age() - customer.recency()) / rate;
    double term = 1;
    double sum = 0;
    double weights = 0;
    for (int j = 0; j < k; j++) {
      if (term > 0) {
        sum += term * new Further(shape + j, rate, a, b + coins(customer), k, j).within(t);
        weights += term;
      }
      term *= (shape + j) / (j + 1) * silent;
    }
    return sum / weights;
  }

  @Override
  public double logLikelihood(Summary customer) {
    double x = customer.x();
    double silent = (customer.age() - customer.recency()) / (alpha + customer.age());
    double stays = Gammas.logRising(b, coins(customer)) - Gammas.logRising(a + b, coins(customer));
    return stays
        + Gammas.logRising(r, k * x)
        - x * Gammas.logGamma(k)
        - r * Math.log1p(customer.age() / alpha)
        - k * x * Math.log(alpha + customer.age())
        + Math.log(ticks(customer, silent))
        + Parameters.logOnePlusExp(logGone(customer));
  }

  @Override
  public double overdueAfter(Summary customer, double share) {
    return Gaps.quantile(r + (double) k * customer.x(), alpha + customer.recency(), k, share);
  }

  @Override
  public double outlasting(Summary customer) {
    return Gaps.survival(
        r + (double) k * customer.x(),
        alpha + customer.recency(),
        k,
        customer.age() - customer.recency());
  }

  /**
   * P(X(t) = n) for a new customer; for k = 1 equation 8 of Fader, Hardie &amp; Lee (2005).
   *
   * @param n purchases after the first, 0 or more
   */
  public double probability(int n, double t) {
    PurchaseModel.horizon(t);
    double first = dropsAtFirst ? b / (a + b) : 1;
    double stays = b + (dropsAtFirst ? 1 : 0);
    double odds = t / (alpha + t);
    double weight = Math.exp(-r * Math.log1p(t / alpha)); // of m ticks
    double below = 0;
    double among = 0;
    for (long m = 0; m < (n + 1L) * k; m++) {
      if (m < (long) n * k) {
        below += weight;
      } else {
        among += weight;
      }
      weight *= (r + m) / (m + 1) * odds;
    }
    double all = Math.exp(Gammas.logRising(stays, n) - Gammas.logRising(a + stays, n));
    double last = n == 0 ? 0 : all * a / (stays + n - 1); // stayed n - 1 times, then left
    return first * (all * among + last * Math.max(0, 1 - below)) + (n == 0 ? 1 - first : 0);
  }
}
