package dev.perennial.domain.rewards;

import java.time.Instant;
import java.util.Optional;

/** Coupons and what was issued of each reward, to be read; CustomerStore.write writes them. */
public interface RewardStore {
  /** The coupon of a code. */
  Optional<Coupon> coupon(String code);

  /** The coupons of an order. */
  Carried carried(String customerId, String purchaseId);

  /** A customer's wrong guesses in the hour of an instant. */
  Guesses guesses(String customerId, Instant now);

  /** What was issued of a reward. */
  Stock stock(String rewardId);
}
