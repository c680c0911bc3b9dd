package dev.perennial.domain.referrals;

import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.purchases.Purchases;
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
    return holder.equals(customer.customerId()) || customer.formerIds().contains(holder)
        ? new Refused(Reason.OWN)
        : new Counted(holder);
  }

  private static boolean isFirst(Customer customer) {
    return customer.account() == null || customer.account().purchases() == 0;
  }

  /** What it is to the purchase. */
  default Purchases.Referred toPurchase() {
    return switch (this) {
      case None _ -> Purchases.Referred.NOT;
      case Counted counted ->
          new Purchases.Referred(counted.referrer, new Receipt.Referral(true, null));
      case Refused refused ->
          new Purchases.Referred(null, new Receipt.Referral(false, refused.reason.toString()));
    };
  }
}
