package dev.perennial.refunds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.purchases.Limits;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Fields;
import java.util.ArrayList;

/** Reads a refund as the contract has it: by line, or {@code all: true} for what is left. */
final class RefundParser {
  private RefundParser() {}

  /**
   * Reads a refund.
   *
   * @param rules whose shop says which currency its unit prices are in
   */
  static Refund parse(JsonNode json, Rules rules) throws BadInput {
    var currency = rules.programme().shop().currency();
    var fields = Fields.of(json, "");
    var refundId = fields.id("refundId");
    var purchaseId = fields.id("purchaseId");
    var customerId = fields.id("customerId");
    var at = fields.time("at");
    var lines = new ArrayList<Refund.Line>();
    var all = fields.has("all") && fields.truth("all");
    if (all == fields.has("lines")) {
      throw BadInput.at("", "must have either lines or \"all\": true");
    }
    if (!all) {
      for (var each : fields.objects("lines", 1, Limits.MAX_LINES)) {
        lines.add(
            new Refund.Line(
                each.id("sku"),
                each.whole("quantity", 1, Limits.MAX_QUANTITY),
                each.amountOrNull("unitPrice", currency)));
        each.nothingElse();
      }
    }
    fields.nothingElse();
    return new Refund(refundId, purchaseId, customerId, at, lines);
  }
}
