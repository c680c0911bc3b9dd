package dev.perennial.domain.referrals;

import dev.perennial.domain.customers.Customer;
import dev.perennial.domain.purchases.Purchase;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a purchase's referral code. It counts once in a customer's life: with the first
 * order. The sale took place, so that a code that doesn't count holds up nothing.
 */
public sealed interface Attribution {
  /** The purchase names no code. */
  record None() implements Attribution {}

  /**
   * The customer came by a friend.
   *
   * @param referrer the friend's customer id
   */
  record Counted(String referrer) implements Attribution {}

  /** The code doesn't count. */
  record Refused(Reason reason) implements Attribution {}

  /** Why a code doesn't count. */
  enum Reason {
    /** Nobody was ever told it. */
    UNKNOWN,
    /** It is the customer's. */
    OWN,
    /** The customer bought before. */
    NOT_FIRST;

    /** As answers name it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Whether it matters whose the purchase's code is: of others nobody need look. */
  static boolean dependsOnHolder(Customer customer, Purchase purchase) {
    return purchase.referralCode() != null && !customer.erased() && isFirst(customer);
  }

  /**
   * Judges the code of a purchase that is recorded now.
   *
   * @param customer as last written
   * @param holder whose code it is: null when nobody's, or when {@link #dependsOnHolder} says no
   */
  static Attribution of(Customer customer, Purchase purchase, @Nullable String holder) {
    if (purchase.referralCode() == null) {
      return new None();
    }
    if (!isFirst(customer)) {
      return new Refused(Reason.NOT_FIRST);
    }
    if (holder == null) {
      return new Refused(Reason.UNKNOWN);
    }
    return holder.equals(customer.customerId()) ? new Refused(Reason.OWN) : new Counted(holder);
  }

  private static boolean isFirst(Customer customer) {
    return customer.account() == null || customer.account().purchases() == 0;
  }

  /** Who referred the customer, null when the code doesn't count. */
  default @Nullable String referrer() {
    return this instanceof Counted counted ? counted.referrer : null;
  }
}
