package dev.perennial.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Why an order or refund was not taken, in the words of the API's problems, whether it was posted
 * or imported. Of an invalid value the field is the reason: {@code invalid-at}.
 */
public final class Reason {
  public static final String ERASED = "customer-erased";
  public static final String PURCHASE_CONFLICT = "purchase-conflict";
  public static final String REFUND_CONFLICT = "refund-conflict";
  public static final String PURCHASE_UNKNOWN = "purchase-unknown";
  public static final String EXCEEDS_PURCHASE = "refund-exceeds-purchase";
  public static final String AMBIGUOUS = "refund-ambiguous";
  public static final String CURRENCY = "invalid-currency";
  public static final String LINES = "invalid-lines";
  public static final String AT = "invalid-at";

  private static final JsonMapper MAPPER = new JsonMapper();

  private Reason() {}

  /** The reason that a refusing answer gives, by its status and its problem. */
  public static String of(int status, String body) {
    try {
      var problem = MAPPER.readTree(body);
      var type = problem.path("type").asText();
      var name = type.substring(type.lastIndexOf('/') + 1);
      if (name.equals("invalid-value")) {
        var path = problem.path("path").asText().split("/", -1);
        return "invalid-" + (path.length > 1 ? path[1] : "value");
      }
      return name.isEmpty() ? "status-" + status : name;
    } catch (JsonProcessingException e) {
      return "status-" + status;
    }
  }
}
