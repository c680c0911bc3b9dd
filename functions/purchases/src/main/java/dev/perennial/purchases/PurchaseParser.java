package dev.perennial.purchases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.purchases.Limits;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Fields;
import java.util.ArrayList;
import java.util.Currency;

/** Reads a purchase as the contract has it. */
final class PurchaseParser {
  private PurchaseParser() {}

  static Purchase parse(JsonNode json) throws BadInput {
    var fields = Fields.of(json, "");
    var purchaseId = fields.id("purchaseId");
    var customerId = fields.id("customerId");
    var at = fields.time("at");
    var currency = fields.currency("currency");
    var lines = new ArrayList<Purchase.Line>();
    long total = 0;
    for (var each : fields.objects("lines", 1, Limits.MAX_LINES)) {
      var line = line(each, currency);
      total += line.net();
      lines.add(line);
    }
    if (total > Limits.maxPaid(currency)) {
      throw BadInput.at("/lines", "add up to more than " + Amounts.LARGEST_MAJOR);
    }
    var discount = fields.amountOrZero("discount", currency);
    if (discount > total) {
      throw BadInput.at("/discount", "is more than the lines cost together");
    }
    var purchase =
        new Purchase(
            purchaseId,
            customerId,
            at,
            currency,
            fields.idOrNull("brand"),
            fields.idOrNull("channel"),
            discount,
            fields.amountOrZero("shipping", currency),
            fields.amountOrZero("tax", currency),
            fields.codeOrNull("couponCode"),
            fields.codeOrNull("referralCode"),
            lines);
    fields.nothingElse();
    return purchase;
  }

  private static Purchase.Line line(Fields fields, Currency currency) throws BadInput {
    var sku = fields.id("sku");
    var quantity = fields.whole("quantity", 1, Limits.MAX_QUANTITY);
    var price = fields.amount("unitPrice", currency);
    if (Limits.isExceededBy(quantity, price, currency)) {
      throw BadInput.at(
          fields.at("quantity"), "times unitPrice is more than " + Amounts.LARGEST_MAJOR);
    }
    var discount = fields.amountOrZero("discount", currency);
    if (discount > quantity * price) {
      throw BadInput.at(fields.at("discount"), "is more than the line costs");
    }
    var line =
        new Purchase.Line(
            sku,
            fields.idOrNull("category"),
            quantity,
            price,
            discount,
            fields.amountOrNull("unitCost", currency));
    fields.nothingElse();
    return line;
  }
}
