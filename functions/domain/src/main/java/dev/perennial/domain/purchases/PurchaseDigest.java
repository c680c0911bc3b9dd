package dev.perennial.domain.purchases;

import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.money.Millionths;

/** The canonical content of a purchase: what must be equal for it to be the same again. */
final class PurchaseDigest {
  private PurchaseDigest() {}

  static String of(Purchase purchase) {
    var rate = purchase.pricing().rate();
    var digest =
        new Digest()
            .add("customer", purchase.customerId())
            .add("at", purchase.at())
            .add("currency", purchase.currency().getCurrencyCode())
            .add("rate", rate == null ? null : rate.stripTrailingZeros().toPlainString())
            .add("taxIncluded", purchase.pricing().taxIncluded())
            .add("brand", purchase.brand())
            .add("channel", purchase.channel())
            .addUnlessZero("discount", purchase.discount())
            .addUnlessZero("shipping", purchase.shipping())
            .addUnlessZero("tax", purchase.tax())
            .add("coupon", purchase.couponCode())
            .add("referral", purchase.referralCode());
    for (var line : purchase.lines()) {
      digest
          .add("line", line.lineId())
          .add("sku", line.sku())
          .add("category", line.category())
          .add("quantity", Millionths.text(line.quantity()))
          .add("price", Millionths.text(line.unitPrice()))
          .addUnlessZero("less", line.discount())
          .add("total", line.total())
          .add("tax", line.tax())
          .add("cost", line.unitCost());
    }
    for (var back : purchase.returns()) {
      digest
          .add("back", back.sku())
          .add("of", back.purchaseId())
          .add("line", back.lineId())
          .add("quantity", Millionths.text(back.quantity()))
          .add("price", Millionths.text(back.unitPrice()));
    }
    return digest.text();
  }
}
