package dev.perennial.domain.rewards;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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
 * @param later what a later release keeps here and this one doesn't know
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
    List<Use> uses,
    Map<String, JsonNode> later) {
  /** 80 bits in letters that are not mistaken for each other (Crockford's base 32). */
  private static final Pattern CODE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{16}");

  public Coupon {
    uses = List.copyOf(uses);
    later = Map.copyOf(later);
  }

  /** One of which no later release knows more. */
  public Coupon(
      String code,
      String customerId,
      String redemptionId,
      String rewardId,
      Reward.Offer offer,
      LocalDate expires,
      long version,
      boolean cancelled,
      List<Use> uses) {
    this(
        code,
        customerId,
        redemptionId,
        rewardId,
        offer,
        expires,
        version,
        cancelled,
        uses,
        Map.of());
  }

  /** One use: on one purchase. */
  public record Use(String customerId, String purchaseId) {}

  /** Whether a text may be a code at all; whoever made another up is asked no table for it. */
  public static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  /** Its first day, in the shop's zone: that of the redemption. */
  LocalDate issued() {
    return expires.minusDays(offer.validDays());
  }

  /**
   * The same coupon, had and used by one person.
   *
   * @param id the person's
   * @param formerIds customers who were merged into that one
   */
  public Coupon of(String id, Collection<String> formerIds) {
    return formerIds.isEmpty()
        ? this
        : new Coupon(
            code,
            formerIds.contains(customerId) ? id : customerId,
            redemptionId,
            rewardId,
            offer,
            expires,
            version,
            cancelled,
            uses.stream()
                .map(use -> formerIds.contains(use.customerId) ? new Use(id, use.purchaseId) : use)
                .toList(),
            later);
  }

  /** What it took off orders in all, in minor units: as much as it is good for on each. */
  public long takenOff() {
    return offer.off() * uses.size();
  }

  /** Whether it is somebody's who may use it. */
  boolean isFor(String byCustomerId) {
    return !offer.bound() || byCustomerId.equals(customerId);
  }

  /** The same coupon, used once more. */
  Coupon usedOn(Use use) {
    var more = new ArrayList<>(uses);
    more.add(use);
    return next(cancelled, more);
  }

  /** The same coupon without a use. */
  Coupon without(Use use) {
    return next(cancelled, uses.stream().filter(each -> !each.equals(use)).toList());
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
        allUses,
        later);
  }
}
