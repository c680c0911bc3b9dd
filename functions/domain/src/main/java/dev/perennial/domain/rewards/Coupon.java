package dev.perennial.domain.rewards;

import dev.perennial.domain.programme.Reward;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A coupon that was issued.
 *
 * @param code what whoever uses it must know
 * @param customerId who redeemed it
 * @param offer what it is good for, as it was when issued
 * @param expires last day, in the shop's zone
 * @param version counts its writes: 1 after the first
 * @param cancelled true once the redemption was taken back
 * @param uses in their order
 */
public record Coupon(
    String code,
    String customerId,
    String redemptionId,
    String rewardId,
    Reward.Offer offer,
    LocalDate expires,
    long version,
    boolean cancelled,
    List<Use> uses) {
  public Coupon {
    uses = List.copyOf(uses);
  }

  /** One use: on one purchase. */
  public record Use(String customerId, String purchaseId) {}

  /** What became of a use before it is written. */
  public sealed interface Outcome {
    /** To be written. */
    record Used(Coupon after) implements Outcome {}

    /** It was used on this purchase before: nothing is written. */
    record Again() implements Outcome {}

    /** There is none, or it is another's; who asks is told the same of both. */
    record Unknown() implements Outcome {}

    /** Its last day has passed. */
    record Expired(LocalDate on) implements Outcome {}

    /** It was used as often as may be. */
    record UsedUp(int uses) implements Outcome {}

    /** Its redemption was taken back. */
    record Cancelled() implements Outcome {}
  }

  /** Decides a use on a day. */
  public Outcome use(String byCustomerId, String purchaseId, LocalDate today) {
    if (offer.bound() && !byCustomerId.equals(customerId)) {
      return new Outcome.Unknown();
    }
    var use = new Use(byCustomerId, purchaseId);
    if (uses.contains(use)) {
      return new Outcome.Again();
    }
    if (cancelled) {
      return new Outcome.Cancelled();
    }
    if (expires.isBefore(today)) {
      return new Outcome.Expired(expires);
    }
    if (uses.size() >= offer.uses()) {
      return new Outcome.UsedUp(offer.uses());
    }
    var more = new ArrayList<>(uses);
    more.add(use);
    return new Outcome.Used(next(cancelled, more));
  }

  /** The same coupon, good for nothing any more. */
  Coupon asCancelled() {
    return next(true, uses);
  }

  private Coupon next(boolean isCancelled, List<Use> allUses) {
    return new Coupon(
        code,
        customerId,
        redemptionId,
        rewardId,
        offer,
        expires,
        version + 1,
        isCancelled,
        allUses);
  }
}
