package dev.perennial.runtime.links;

import dev.perennial.domain.ledger.ClientId;

/** Codes of coupons: the same for one redemption however often it is tried. */
public final class CouponCode {
  private CouponCode() {}

  /** The code of a customer's redemption. */
  public static String of(SignedLinks links, String customerId, String redemptionId) {
    return links.code(
        "coupon", ClientId.escaped(customerId) + "/" + ClientId.escaped(redemptionId));
  }
}
