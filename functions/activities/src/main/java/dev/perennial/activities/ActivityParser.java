package dev.perennial.activities;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.activities.Activity;
import dev.perennial.domain.ledger.ClientId;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Fields;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads an activity as the contract has it. Properties may be personal: none is ever quoted. */
final class ActivityParser {
  private static final String PROPERTIES = "properties";
  private static final int LONGEST_TEXT = 200;

  private ActivityParser() {}

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
