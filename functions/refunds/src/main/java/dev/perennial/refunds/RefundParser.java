package dev.perennial.refunds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.purchases.Limits;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Decimals;
import dev.perennial.runtime.http.Fields;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads a refund as the contract has it: by line, by amount, or {@code all: true} for what is left;
 * shipping and tax beside it, or alone.
 */
final class RefundParser {
  private RefundParser() {}

  /**
   * Reads a refund.
   *
   * @param rules whose shop says which currency its amounts are in unless it says so itself
   */
  static Refund parse(JsonNode json, Rules rules) throws BadInput {
    var own = rules.programme().shop().currency();
    var fields = Fields.of(json, "");
    var refundId = fields.id("refundId");
    var purchaseId = fields.id("purchaseId");
    var customerId = fields.id("customerId");
    var at = fields.time("at");
    var currency = fields.has("currency") ? fields.currency("currency") : own;
    var beside =
        new Refund.PaidBack(
            currency.equals(own) ? null : currency.getCurrencyCode(),
            fields.amountOrZero("shipping", currency),
            fields.amountOrZero("tax", currency));
    var lines = what(fields, currency, beside);
    fields.nothingElse();
    return new Refund(refundId, purchaseId, customerId, at, lines, beside);
  }

  private static List<Refund.Line> what(Fields fields, Currency currency, Refund.PaidBack beside)
      throws BadInput {
    var all = fields.has("all") && fields.truth("all");
    var ways =
        Stream.of(all, fields.has("lines"), fields.has("amount")).filter(each -> each).count();
    if (ways > 1) {
      throw BadInput.at("", "must have one of lines, amount and \"all\": true");
    }
    if (all) {
      return List.of();
    }
    if (fields.has("lines")) {
      return lines(fields, currency);
    }
    if (!fields.has("amount") && beside.shipping() == 0 && beside.tax() == 0) {
      throw BadInput.at("", "must have either lines, an amount, or \"all\": true");
    }
    return List.of(Refund.Line.ofOrder(fields.has("amount") ? amount(fields, currency) : 0));
  }

  private static List<Refund.Line> lines(Fields fields, Currency currency) throws BadInput {
    var lines = new ArrayList<Refund.Line>();
    for (var each : fields.objects("lines", 1, Limits.MAX_LINES)) {
      lines.add(line(each, currency));
      each.nothingElse();
    }
    return lines;
  }

  private static Refund.Line line(Fields fields, Currency currency) throws BadInput {
    var lineId = fields.idOrNull("lineId");
    var sku = lineId == null ? fields.id("sku") : fields.idOrNull("sku");
    var amount = fields.has("amount") ? (Long) amount(fields, currency) : null;
    var quantity =
        amount == null || fields.has("quantity")
            ? Decimals.positiveQuantity(fields, "quantity", Limits.MAX_QUANTITY)
            : 0;
    var price =
        fields.has("unitPrice") ? (Long) Decimals.unitPrice(fields, "unitPrice", currency) : null;
    return new Refund.Line(lineId, sku, quantity, price, amount);
  }

  private static long amount(Fields fields, Currency currency) throws BadInput {
    var amount = fields.amount("amount", currency);
    if (amount == 0) {
      throw BadInput.at(fields.at("amount"), "must be above 0");
    }
    return amount;
  }
}
