package dev.perennial.domain.rewards;

import dev.perennial.domain.ledger.Change;

/** What rewards write beside a customer's own items. */
public sealed interface RewardSide extends Change.Side {
  /** A coupon's next version; refused when it is no longer at the version before. */
  record PutCoupon(Coupon coupon) implements RewardSide {}

  /** An order's coupons; refused when they are no longer at the version before. */
  record PutCarried(Carried carried) implements RewardSide {}

  /** One more wrong guess; refused when another was counted since. */
  record PutGuesses(Guesses guesses) implements RewardSide {}

  /** One of a reward's stock; refused when the place has issued its share. */
  record TakeStock(String rewardId, int place, long share) implements RewardSide {
    /** One of a place's share. */
    public static TakeStock of(Reward reward, int place) {
      return new TakeStock(reward.id(), place, Stock.share(reward.stock(), place));
    }
  }

  /** One goes back to where it was taken from. */
  record ReturnStock(String rewardId, int place) implements RewardSide {}
}
