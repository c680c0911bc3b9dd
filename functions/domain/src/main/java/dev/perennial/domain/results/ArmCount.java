package dev.perennial.domain.results;

import dev.perennial.domain.ledger.Assignment;
import dev.perennial.domain.measure.ArmSums;
import dev.perennial.domain.measure.RateDifference;
import java.math.BigDecimal;

/**
 * What is counted of an arm, or of a part of one; parts may be added in any order.
 *
 * @param conversions customers who bought
 * @param mails that the campaign sent them within their windows
 * @param points that it gave them
 * @param coupons what those that it gave them took off orders, in minor units
 * @param revenue its sums with spend before, in minor units; its n are the customers
 */
public record ArmCount(long conversions, long mails, long points, long coupons, ArmSums revenue) {
  /** Of nobody. */
  public static final ArmCount NONE = new ArmCount(0, 0, 0, 0, ArmSums.NONE);

  /** How many customers. */
  public long customers() {
    return revenue.n();
  }

  /** How many of its customers, who must be some, bought. */
  RateDifference.Share converted() {
    return new RateDifference.Share(conversions, customers());
  }

  /**
   * With a customer more.
   *
   * @param off what coupons of the campaign took off, in minor units
   */
  ArmCount plus(Assignment assigned, Outcome outcome, long off) {
    return new ArmCount(
        conversions + (outcome.converted() ? 1 : 0),
        mails + assigned.mails(),
        points + assigned.points(),
        coupons + off,
        revenue.plus(BigDecimal.valueOf(outcome.revenue()), BigDecimal.valueOf(assigned.before())));
  }

  ArmCount plus(ArmCount other) {
    return new ArmCount(
        conversions + other.conversions,
        mails + other.mails,
        points + other.points,
        coupons + other.coupons,
        revenue.plus(other.revenue));
  }
}
