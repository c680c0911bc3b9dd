package dev.perennial.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sound line that a cleaning rule leaves out.
 *
 * @param reason one of the constants of this type
 * @param told in words, when it is an order that could not be taken; null for what the rules say is
 *     none
 */
record Skipped(Instant at, String reason, @Nullable String told) {
  /** What the rules say is no order. */
  Skipped(Instant at, String reason) {
    this(at, reason, null);
  }

  /** The line names no customer, so nobody can earn on it. */
  static final String NO_CUSTOMER = "no-customer";

  /** A sale at a price of exactly 0: a gift or a correction. */
  static final String ZERO_PRICE = "zero-price";

  /** A sale at a price below 0: a correction of the books. */
  static final String NEGATIVE_PRICE = "negative-price";

  /** The order's status says that it was never paid, or was cancelled before. */
  static final String NOT_PAID = "not-paid";

  /** A sale of 0 or fewer pieces, or a cancellation that takes nothing back. */
  static final String WRONG_SIGN = "wrong-sign";

  /** Cancelled, but the customer never bought this item at this price before. */
  static final String NO_EARLIER_PURCHASE = "no-earlier-purchase";

  /** Cancelled, but all earlier purchases of it have been cancelled already. */
  static final String NOTHING_LEFT = "nothing-left";

  /** Cancelled, but only a part was left: the part is refunded, the rest is not. */
  static final String EXCEEDS_WHAT_IS_LEFT = "exceeds-what-is-left";
}
