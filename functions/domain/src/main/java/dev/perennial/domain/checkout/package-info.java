/** A purchase decided whole: with its referral code, its coupon and the refunds that came first. */
@NullMarked
package dev.perennial.domain.checkout;

import org.jspecify.annotations.NullMarked;
