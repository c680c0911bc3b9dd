package dev.perennial.purchases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.revisions.Revisions.Revision;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Fields;

/** Reads an order's next version: a purchase, with the version's number if the shop has one. */
final class RevisionParser {
  private static final int LARGEST = 1_000_000_000;

  private RevisionParser() {}

  /**
   * Reads a version.
   *
   * @param purchaseId of the path
   * @param rules as {@link PurchaseParser#parse} asks for them
   */
  static Revision parse(String purchaseId, JsonNode json, Rules rules) throws BadInput {
    var fields = Fields.of(json, "");
    if (fields.has("purchaseId") && !fields.id("purchaseId").equals(purchaseId)) {
      throw BadInput.at("/purchaseId", "is not the path's");
    }
    var order = PurchaseParser.parse(fields, purchaseId, rules);
    if (!order.returns().isEmpty()) {
      throw BadInput.at(
          "/lines", "of an order that is changed are what is bought: quantities above 0");
    }
    var number =
        fields.has("revision") ? (Integer) (int) fields.whole("revision", 1, LARGEST) : null;
    var reopened = fields.has("reopened") && fields.truth("reopened");
    fields.nothingElse();
    return new Revision(order, number, reopened);
  }
}
