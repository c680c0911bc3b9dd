package dev.perennial.runtime.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, for a client to read (RFC 9457): a stable type, what was wrong with which value,
 * and what would be right. Never personal data.
 *
 * @param status HTTP status
 * @param type stable name, such as {@code invalid-value}
 * @param path JSON pointer of the offending value, null when it is not about one
 */
public record Problem(int status, String type, String detail, @Nullable String path) {
  private static final String TYPES = "https://perennial.example/problems/";

  /** The type of the problem that a body tells of; empty for none. */
  static String typeIn(String body) {
    var at = body.indexOf(TYPES);
    var end = at < 0 ? -1 : body.indexOf('"', at);
    return end < 0 ? "" : body.substring(at + TYPES.length(), end);
  }

  /** The body of the answer. */
  public String json() {
    return node().toString();
  }

  private ObjectNode node() {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("type", TYPES + type);
    node.put("title", type.replace('-', ' '));
    node.put("status", status);
    node.put("detail", detail);
    if (path != null) {
      node.put("path", path);
    }
    return node;
  }

  /** An input was wrong: 400. */
  public static Problem invalid(String path, String detail) {
    return new Problem(400, "invalid-value", detail, path);
  }

  /** Nothing is known of the customer: 404. */
  public static Problem customerUnknown() {
    return new Problem(404, "customer-unknown", "there is no such customer", null);
  }

  /** The customer was erased, and this is of before that, or nobody came back: 410. */
  public static Problem erased() {
    return erased(
        "the customer was erased; nothing is recorded of before, and nothing of later unless PUT"
            + " /customers/{customerId} begins anew");
  }

  /** The customer was erased, and why that stays so: 410. */
  public static Problem erased(String detail) {
    return new Problem(410, "customer-erased", detail, null);
  }

  /** Too many writers at once: 503, and the client may repeat the same call. */
  public static Problem busy() {
    return new Problem(
        503, "busy", "others wrote the same customer at once; repeat the same call", null);
  }
}
