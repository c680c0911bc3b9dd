package dev.perennial.domain.value;

import java.util.function.DoubleUnaryOperator;

/** What a customer's future orders are worth today. */
public final class LifetimeValue {
  private LifetimeValue() {}

  /**
   * The discounted number of purchases over some periods, each discounted at its end: lifetimes'
   * customer_lifetime_value, per unit of order value.
   *
   * @param expected purchases within a time
   * @param periods how many, for instance 12 months
   * @param length of a period, in the time of {@code expected}
   * @param rate of discount a period, above -1: 0.01 is 1 %
   */
  public static double discounted(
      DoubleUnaryOperator expected, int periods, double length, double rate) {
    double sum = 0;
    double before = 0;
    for (int i = 1; i <= periods; i++) {
      double now = expected.applyAsDouble(i * length);
      sum += (now - before) * Math.exp(-i * Math.log1p(rate));
      before = now;
    }
    return sum;
  }

  /**
   * The discounted number of purchases for ever (DERT, Fader, Hardie &amp; Lee 2005, "RFM and
   * CLV"), as the integral of expected purchases under the discount: for every model, without a
   * closed form.
   *
   * @param rate of continuous discount in the time of {@code expected}, above 0
   */
  public static double forever(DoubleUnaryOperator expected, double rate) {
    if (!(rate > 0)) {
      throw new IllegalArgumentException("the discount is " + rate + "; it must be above 0");
    }
    double sum = 0;
    double from = 0;
    for (double to = 1e-6; from < 50; to *= 2) {
      double end = Math.min(50, to);
      sum +=
          Quadrature.integrate(
              u -> Math.exp(-u) * expected.applyAsDouble(u / rate), from, end, 1 + (int) end / 4);
      from = end;
    }
    return sum;
  }
}
