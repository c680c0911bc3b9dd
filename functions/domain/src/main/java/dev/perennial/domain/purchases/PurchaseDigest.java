package dev.perennial.domain.purchases;

import dev.perennial.domain.ledger.Digest;

/** The canonical content of a purchase: what must be equal for it to be the same again. */
final class PurchaseDigest {
  private PurchaseDigest() {}

  static String of(Purchase purchase) {
    var digest =
        new Digest()
            .add("customer", purchase.customerId())
            .add("at", purchase.at())
            .add("currency", purchase.currency().getCurrencyCode())
            .add("brand", purchase.brand())
            .add("channel", purchase.channel())
            .addUnlessZero("discount", purchase.discount())
            .addUnlessZero("shipping", purchase.shipping())
            .addUnlessZero("tax", purchase.tax())
            .add("coupon", purchase.couponCode())
            .add("referral", purchase.referralCode());
    for (var line : purchase.lines()) {
      digest
          .add("sku", line.sku())
          .add("category", line.category())
          .add("quantity", line.quantity())
          .add("price", line.unitPrice())
          .addUnlessZero("less", line.discount())
          .add("cost", line.unitCost());
    }
    return digest.text();
  }
}
