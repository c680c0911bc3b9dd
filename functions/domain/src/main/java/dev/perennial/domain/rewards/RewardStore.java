package dev.perennial.domain.rewards;

import java.util.Optional;

/** Coupons, and what was issued of each reward; both are written by CustomerStore.write, too. */
public interface RewardStore {
  /** The coupon of a code. */
  Optional<Coupon> coupon(String code);

  /**
   * Puts a coupon's next version.
   *
   * @return false when it was no longer at the version before; nothing was written
   */
  boolean putNext(Coupon coupon);

  /** What was issued of a reward. */
  Stock stock(String rewardId);
}
