package dev.perennial.purchases;

import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.money.Millionths;
import dev.perennial.domain.purchases.Limits;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Decimals;
import dev.perennial.runtime.http.Fields;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Currency;

/** Reads the lines of a purchase: what is bought, and what comes back with it. */
final class PurchaseLines {
  private PurchaseLines() {}

  /**
   * A line that is bought.
   *
   * @param quantity in millionths, above 0
   */
  static Purchase.Line line(Fields fields, long quantity, Currency currency) throws BadInput {
    var total = fields.amountOrNull("total", currency);
    var discount = fields.amountOrZero("discount", currency);
    var price =
        total == null || fields.has("unitPrice")
            ? Decimals.unitPrice(fields, "unitPrice", currency)
            : unitPrice(fields, total + discount, quantity);
    if (Limits.isExceededBy(quantity, price, currency)) {
      throw BadInput.at(
          fields.at("quantity"), "times unitPrice is more than " + Amounts.LARGEST_MAJOR);
    }
    var whole = Millionths.product(quantity, price);
    if (discount > whole) {
      throw BadInput.at(fields.at("discount"), "is more than the line costs");
    }
    // prices per piece are rounded: by up to one minor unit for each
    if (total != null
        && Math.abs(total - (whole - discount)) > Math.max(1, quantity / Millionths.ONE)) {
      throw BadInput.at(
          fields.at("total"),
          "is not quantity times unitPrice less discount, "
              + Amounts.format(whole - discount, currency));
    }
    var net = total == null ? whole - discount : total;
    var tax = fields.amountOrNull("tax", currency);
    if (tax != null && tax > net) {
      throw BadInput.at(fields.at("tax"), "is more than the line costs");
    }
    return new Purchase.Line(
        fields.idOrNull("lineId"),
        fields.id("sku"),
        fields.idOrNull("category"),
        quantity,
        price,
        discount,
        total == null || total == whole - discount ? null : total,
        tax,
        fields.amountOrNull("unitCost", currency));
  }

  /** Of a line that says only what it comes to: as fine as can be kept. */
  private static long unitPrice(Fields fields, long whole, long quantity) throws BadInput {
    var exact =
        new BigDecimal(
                BigInteger.valueOf(whole).multiply(BigInteger.valueOf(Millionths.ONE).pow(2)))
            .divide(BigDecimal.valueOf(quantity), 0, RoundingMode.HALF_UP);
    if (exact.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw BadInput.at(fields.at("quantity"), "is too small for such a total");
    }
    return exact.longValueExact();
  }

  /**
   * A line that comes back: its quantity is below 0.
   *
   * @param quantity in millionths, above 0
   */
  static Purchase.Return back(Fields fields, long quantity, Currency currency) throws BadInput {
    var of = fields.idOrNull("purchaseId");
    var lineId = fields.idOrNull("lineId");
    if (lineId != null && of == null) {
      throw BadInput.at(
          fields.at("lineId"), "is of a purchase: purchaseId must say which the goods were of");
    }
    var price = Decimals.unitPrice(fields, "unitPrice", currency);
    if (Limits.isExceededBy(quantity, price, currency)) {
      throw BadInput.at(
          fields.at("quantity"), "times unitPrice is more than " + Amounts.LARGEST_MAJOR);
    }
    fields.idOrNull("category");
    return new Purchase.Return(of, lineId, fields.id("sku"), quantity, price);
  }
}
