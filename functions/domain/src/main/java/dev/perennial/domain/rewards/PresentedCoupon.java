package dev.perennial.domain.rewards;

import org.jspecify.annotations.Nullable;

/**
 * A coupon's code that somebody presents, with what is known of it.
 *
 * @param guesses the customer's, in this hour
 * @param coupon null when nobody has such a code
 * @param ended whether the customer had the coupon before an erasure
 * @param carried by the order so far
 */
public record PresentedCoupon(
    String code, Guesses guesses, @Nullable Coupon coupon, boolean ended, Carried carried) {}
