/** Rewards for points: redeeming them, taking that back, and the coupons they come as. */
@NullMarked
package dev.perennial.domain.rewards;

import org.jspecify.annotations.NullMarked;
