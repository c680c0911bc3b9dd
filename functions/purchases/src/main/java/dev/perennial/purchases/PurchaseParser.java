package dev.perennial.purchases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.purchases.ExchangeRates;
import dev.perennial.domain.purchases.Limits;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Decimals;
import dev.perennial.runtime.http.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;

/** Reads a purchase as the contract has it. */
final class PurchaseParser {
  private PurchaseParser() {}

  /**
   * Reads a purchase.
   *
   * @param rules whose shop says whether prices contain the tax unless the purchase does
   */
  static Purchase parse(JsonNode json, Rules rules) throws BadInput {
    var fields = Fields.of(json, "");
    var purchase = parse(fields, fields.id("purchaseId"), rules);
    fields.nothingElse();
    return purchase;
  }

  /** Reads all fields of a purchase but its id. */
  static Purchase parse(Fields fields, String purchaseId, Rules rules) throws BadInput {
    var customerId = fields.id("customerId");
    var at = fields.time("at");
    var currency = fields.currency("currency");
    var lines = new ArrayList<Purchase.Line>();
    var returns = new ArrayList<Purchase.Return>();
    for (var each : fields.objects("lines", 1, Limits.MAX_LINES)) {
      var quantity = Decimals.quantity(each, "quantity", Limits.MAX_QUANTITY);
      if (quantity < 0) {
        returns.add(PurchaseLines.back(each, -quantity, currency));
      } else {
        lines.add(PurchaseLines.line(each, quantity, currency));
      }
      each.nothingElse();
    }
    check(lines);
    var goods = lines.stream().mapToLong(Purchase.Line::net).sum();
    if (goods > Limits.maxPaid(currency)) {
      throw BadInput.at("/lines", "add up to more than " + Amounts.LARGEST_MAJOR);
    }
    var shipping = shipping(fields, currency);
    var tax = tax(fields, lines, currency);
    var purchase =
        new Purchase(
            purchaseId,
            customerId,
            at,
            currency,
            pricing(fields),
            fields.idOrNull("brand"),
            fields.idOrNull("channel"),
            fields.amountOrZero("discount", currency),
            shipping,
            tax,
            fields.codeOrNull("couponCode"),
            fields.codeOrNull("referralCode"),
            lines,
            returns);
    checkReductions(purchase, goods, purchase.isTaxIncluded(rules.programme().shop()));
    return purchase;
  }

  private static void check(List<Purchase.Line> lines) throws BadInput {
    if (lines.isEmpty()) {
      throw BadInput.at(
          "/lines", "have nothing that is bought; what only comes back is a refund: POST /refunds");
    }
    var ids = new HashSet<String>();
    for (var line : lines) {
      if (line.lineId() != null && !ids.add(line.lineId())) {
        throw BadInput.at("/lines", "have two with the same lineId");
      }
    }
  }

  /** What shipping costs after what is taken off it. */
  private static long shipping(Fields fields, Currency currency) throws BadInput {
    var shipping = fields.amountOrZero("shipping", currency);
    var off = fields.amountOrZero("shippingDiscount", currency);
    if (off > shipping) {
      throw BadInput.at("/shippingDiscount", "is more than shipping costs");
    }
    return shipping - off;
  }

  /** The order's tax; as much as that of its lines when it says none. */
  private static long tax(Fields fields, List<Purchase.Line> lines, Currency currency)
      throws BadInput {
    var ofLines = lines.stream().mapToLong(line -> line.tax() == null ? 0 : line.tax()).sum();
    var tax = fields.has("tax") ? fields.amount("tax", currency) : ofLines;
    if (tax < ofLines) {
      throw BadInput.at("/tax", "is less than the tax of the lines together");
    }
    return tax;
  }

  private static Purchase.Pricing pricing(Fields fields) throws BadInput {
    var rate = fields.has("rate") ? rate(fields) : null;
    var included = fields.has("taxIncluded") ? (Boolean) fields.truth("taxIncluded") : null;
    return new Purchase.Pricing(rate, included);
  }

  private static BigDecimal rate(Fields fields) throws BadInput {
    var rate = Decimals.number(fields, "rate");
    if (!ExchangeRates.isRate(rate)) {
      throw BadInput.at(
          "/rate",
          "must be what one of its currency is in the shop's: above 0, at most "
              + ExchangeRates.LARGEST.toPlainString()
              + ", of at most "
              + ExchangeRates.DECIMALS
              + " decimals");
    }
    return rate;
  }

  private static void checkReductions(Purchase purchase, long goods, boolean included)
      throws BadInput {
    var max = goods + purchase.shipping() + (included ? 0 : purchase.tax());
    if (purchase.discount() > max) {
      throw BadInput.at(
          "/discount",
          "is more than lines"
              + (included ? " and" : ",")
              + " shipping"
              + (included ? "" : " and tax")
              + " cost together");
    }
    if (included && purchase.tax() > goods + purchase.shipping()) {
      throw BadInput.at("/tax", "is more than the prices that contain it");
    }
  }
}
