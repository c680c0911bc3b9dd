package dev.perennial.domain.engagement;

import dev.perennial.domain.ledger.Slice;

/**
 * How a customer stands to others.
 *
 * @param referred whether a friend's code came with the first order
 * @param friends how many bought for the first time with this customer's code, less those whose
 *     first order went back whole
 */
public record Referral(boolean referred, long friends) {
  /** Neither came by somebody nor brought anybody. */
  public static final Referral NONE = new Referral(false, 0);

  /** The account's. */
  public static final Slice<Referral> SLICE =
      Slice.personal("referral", Referral.class, NONE, Referral::merged);

  /** How one person stands who was two customers. */
  private Referral merged(Referral other) {
    return new Referral(referred || other.referred, friends + other.friends);
  }

  /** After a first order with a friend's code. */
  public Referral byFriend() {
    return new Referral(true, friends);
  }

  /**
   * After friends bought for the first time with the customer's code.
   *
   * @param more below 0 when their orders went back
   */
  public Referral plusFriends(int more) {
    return new Referral(referred, friends + more);
  }
}
