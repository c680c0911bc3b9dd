package dev.perennial.domain.ledger;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the client is told of points after a purchase or refund.
 *
 * @param earned points earned by it; below 0 for a refund
 * @param pending points that become active later
 * @param balance points that can be spent
 * @param debt points owed
 * @param segments ids, sorted
 * @param coupon what became of the purchase's coupon, null when it named none
 * @param review what became of a review's bonus, null of anything else
 * @param referral what became of the purchase's referral code, null when it named none
 */
public record Receipt(
    long earned,
    long pending,
    long balance,
    long debt,
    String tier,
    List<String> segments,
    @Nullable Coupon coupon,
    @Nullable Review review,
    @Nullable Referral referral) {
  public Receipt {
    segments = List.copyOf(segments);
  }

  /**
   * What became of a coupon.
   *
   * @param rewardId of a coupon that was used
   * @param reason why it was not
   */
  public record Coupon(String code, @Nullable String rewardId, @Nullable String reason) {
    /** It was used. */
    public static Coupon used(String code, String rewardId) {
      return new Coupon(code, rewardId, null);
    }

    /** It was not used. */
    public static Coupon refused(String code, String reason) {
      return new Coupon(code, null, reason);
    }

    /** Whether it was used. */
    public boolean used() {
      return reason == null;
    }
  }

  /**
   * What became of the bonus for a review.
   *
   * @param sku of what, null when it does not say
   * @param reason why it earned nothing, null when it earned
   */
  public record Review(@Nullable String sku, @Nullable String reason) {
    /** It earned. */
    public boolean rewarded() {
      return reason == null;
    }
  }

  /**
   * What became of a referral code.
   *
   * @param reason why it didn't count, null when it did
   */
  public record Referral(boolean counted, @Nullable String reason) {}

  /** What is told of an account after it was evaluated. */
  public static Receipt of(long earned, Account account, LocalDate today) {
    return new Receipt(
        earned,
        account.pendingOn(today),
        account.balanceOn(today),
        account.debt(),
        account.tier(),
        account.segments(),
        null,
        null,
        null);
  }

  /** The same with what became of the coupon. */
  public Receipt with(Coupon told) {
    return new Receipt(earned, pending, balance, debt, tier, segments, told, review, referral);
  }

  /** The same with what became of a review's bonus. */
  public Receipt with(Review told) {
    return new Receipt(earned, pending, balance, debt, tier, segments, coupon, told, referral);
  }

  /** The same with what became of the referral code. */
  public Receipt with(@Nullable Referral told) {
    return new Receipt(earned, pending, balance, debt, tier, segments, coupon, review, told);
  }
}
