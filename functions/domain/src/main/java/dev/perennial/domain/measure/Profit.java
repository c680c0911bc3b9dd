package dev.perennial.domain.measure;

/**
 * What a campaign brought in all, less what it cost; in the unit of the uplift's outcome.
 *
 * @param estimate the best guess
 * @param interval in which it lies, costs being certain
 */
public record Profit(double estimate, Interval interval) {
  /**
   * What treating cost more than holding out, in all.
   *
   * @param points awarded, at what one costs the shop
   * @param coupons what was taken off, as far as it is not off the outcome
   * @param sending the messages
   */
  public record Costs(double points, double coupons, double sending) {
    /** All together. */
    public double total() {
      return points + coupons + sending;
    }
  }

  /**
   * Margin × uplift − points − coupons − sending.
   *
   * @param perCustomer the uplift of revenue, or of margin itself
   * @param chance its interval, fixed or at a look
   * @param margin the share of revenue that is margin; 1 where the uplift is of margin itself
   * @param treated how many customers were treated
   * @throws IllegalArgumentException when margin is no number or treated is below 0
   */
  public static Profit of(
      double perCustomer, Interval chance, double margin, long treated, Costs costs) {
    if (!Double.isFinite(margin) || treated < 0) {
      throw new IllegalArgumentException(
          "margin is %s and treated %d; both must be numbers, treated 0 or more"
              .formatted(margin, treated));
    }
    double scale = margin * treated;
    double one = chance.low() * scale - costs.total();
    double other = chance.high() * scale - costs.total();
    return new Profit(
        perCustomer * scale - costs.total(),
        new Interval(Math.min(one, other), Math.max(one, other)));
  }
}
