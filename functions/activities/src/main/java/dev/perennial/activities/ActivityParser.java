package dev.perennial.activities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.perennial.domain.activities.Activity;
import dev.perennial.domain.ledger.ClientId;
import dev.perennial.runtime.events.Submission;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Fields;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads an activity as the contract has it. Properties may be personal: none is ever quoted. */
final class ActivityParser {
  private static final String PROPERTIES = "properties";
  private static final int LONGEST_TEXT = 200;

  private ActivityParser() {}

  /** What carriers and shop systems tell of an order, and the type of activity that each is. */
  private static final Map<String, String> MILESTONES =
      Map.of(
          "Order Submitted", "order-submitted",
          "Order Shipped", "order-shipped",
          "Order Delivered", "order-delivered",
          "Order Late", "order-late");

  /** Of the bus: an activity, or a milestone of an order. */
  static Activity parse(Submission submission) throws BadInput {
    var milestone = MILESTONES.get(submission.type());
    return milestone == null
        ? parse(submission.detail())
        : milestone(milestone, submission.detail());
  }

  /** Each order reaches a milestone once: its id is made of both. */
  private static Activity milestone(String type, JsonNode json) throws BadInput {
    var fields = Fields.of(json, "");
    var purchaseId = fields.id("purchaseId");
    var properties = properties(fields);
    properties.put("purchaseId", TextNode.valueOf(purchaseId).toString());
    var activity =
        new Activity(
            type + ":" + purchaseId,
            fields.id("customerId"),
            type,
            fields.time("at"),
            null,
            properties);
    fields.nothingElse();
    return activity;
  }

  static Activity parse(JsonNode json) throws BadInput {
    var fields = Fields.of(json, "");
    var activity =
        new Activity(
            fields.id("activityId"),
            fields.id("customerId"),
            fields.name("type"),
            fields.time("at"),
            sku(json),
            properties(fields));
    fields.nothingElse();
    return activity;
  }

  /**
   * What the activity is about. A review must name what was bought; of others a sku like the
   * purchases' own may be words that somebody wrote, and is then a property like any other.
   */
  private static @Nullable String sku(JsonNode json) {
    var value = json.path(PROPERTIES).path("sku");
    var sku = ClientId.normal(value.asText(""));
    var isReview = json.path("type").asText().equals(Activity.REVIEW);
    return value.isTextual() && (isReview ? ClientId.isOne(sku) : Fields.isName(sku)) ? sku : null;
  }

  private static SortedMap<String, String> properties(Fields fields) throws BadInput {
    var properties = new TreeMap<String, String>();
    var each = fields.objectOrNull(PROPERTIES);
    if (each == null) {
      return properties;
    }
    var names = each.names();
    if (names.size() > Activity.MAX_PROPERTIES) {
      throw BadInput.at(
          "/" + PROPERTIES, "must be at most " + Activity.MAX_PROPERTIES + ", not " + names.size());
    }
    for (var name : names) {
      if (!Fields.isName(name)) {
        throw BadInput.at("/" + PROPERTIES, "must have names of 1 to 64 of A-Z a-z 0-9 . _ : -");
      }
      properties.put(name, each.scalar(name, LONGEST_TEXT));
    }
    return properties;
  }
}
