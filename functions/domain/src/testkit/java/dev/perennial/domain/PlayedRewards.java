package dev.perennial.domain;

import dev.perennial.domain.campaigns.Held;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.rewards.Carried;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.domain.rewards.Guesses;
import dev.perennial.domain.rewards.PresentedCoupon;
import dev.perennial.domain.rewards.RewardSide;
import dev.perennial.domain.rewards.Stock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is written beside a played customer's account: coupons, stock and wrong guesses. */
final class PlayedRewards {
  private final Consumer<Object> written;
  private final Map<String, Coupon> coupons = new TreeMap<>();
  private final Map<String, List<Long>> issued = new TreeMap<>();
  private final Map<String, Carried> carried = new TreeMap<>();
  private Guesses guesses = Guesses.none("anna", Instant.EPOCH);

  PlayedRewards(Consumer<Object> written) {
    this.written = written;
  }

  PlayedRewards(PlayedRewards before) {
    written = before.written;
    coupons.putAll(before.coupons);
    carried.putAll(before.carried);
    guesses = before.guesses;
    issued.putAll(before.issued);
  }

  @Nullable Coupon coupon(String code) {
    return coupons.get(code);
  }

  PresentedCoupon presented(String code, boolean ended, String purchaseId, Instant now) {
    var none = Guesses.none("anna", now);
    return new PresentedCoupon(
        code,
        guesses.hour().equals(none.hour()) ? guesses : none,
        coupons.get(code),
        ended,
        carried.getOrDefault(purchaseId, Carried.none("anna", purchaseId)));
  }

  Stock stock(String rewardId) {
    return new Stock(issued.getOrDefault(rewardId, Stock.UNCOUNTED.issued()));
  }

  void apply(Change.Side side) {
    if (side instanceof Held) {
      return; // why a step was not done is no reward
    }
    switch ((RewardSide) side) {
      case RewardSide.PutCoupon put -> {
        var coupon = put.coupon();
        written.accept(coupon);
        coupons.put(coupon.code(), coupon);
      }
      case RewardSide.PutCarried put -> {
        var next = put.carried();
        written.accept(next);
        carried.put(next.purchaseId(), next);
      }
      case RewardSide.PutGuesses put -> guesses = put.guesses();
      case RewardSide.TakeStock take -> count(take.rewardId(), take.place(), 1);
      case RewardSide.ReturnStock back -> count(back.rewardId(), back.place(), -1);
    }
  }

  private void count(String rewardId, int place, long more) {
    var counts = new ArrayList<>(stock(rewardId).issued());
    counts.set(place, counts.get(place) + more);
    issued.put(rewardId, counts);
  }
}
