package dev.perennial.local.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.local.stack.HttpAnswer;

/**
 * Why an order or refund was not taken, in the words of the API's problems, whether it was posted
 * or imported. Of an invalid value the field is the reason: {@code invalid-at}.
 */
final class Reason {
  static final String ERASED = "customer-erased";
  static final String PURCHASE_CONFLICT = "purchase-conflict";
  static final String REFUND_CONFLICT = "refund-conflict";
  static final String PURCHASE_UNKNOWN = "purchase-unknown";
  static final String EXCEEDS_PURCHASE = "refund-exceeds-purchase";
  static final String CURRENCY = "invalid-currency";
  static final String LINES = "invalid-lines";
  static final String AT = "invalid-at";

  private static final JsonMapper MAPPER = new JsonMapper();

  private Reason() {}

  /** The reason that a refusing answer gives. */
  static String of(HttpAnswer answer) {
    try {
      var problem = MAPPER.readTree(answer.text());
      var type = problem.path("type").asText();
      var name = type.substring(type.lastIndexOf('/') + 1);
      if (name.equals("invalid-value")) {
        var path = problem.path("path").asText().split("/", -1);
        return "invalid-" + (path.length > 1 ? path[1] : "value");
      }
      return name.isEmpty() ? "status-" + answer.status() : name;
    } catch (JsonProcessingException e) {
      return "status-" + answer.status();
    }
  }
}
