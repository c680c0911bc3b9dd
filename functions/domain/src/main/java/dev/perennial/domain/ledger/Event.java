package dev.perennial.domain.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/**
 * The event on the bus that a history line raises: business fields and ids, never a name, an
 * address or free text.
 *
 * @param type the detail-type, such as {@code Purchase Recorded}
 * @param detail JSON; {@code id} is the line's own key, so that consumers can tell a repeat
 */
public record Event(String type, String detail) {
  /** The source of all of ours. */
  public static final String SOURCE = "perennial";

  /** The longest value that is compared with another, in characters. */
  private static final int LONGEST = 200;

  /** The event of a line, if it raises one. */
  public static Optional<Event> of(HistoryLine line) {
    var type = line.event().eventType();
    return type == null ? Optional.empty() : Optional.of(new Event(type, detail(line).toString()));
  }

  /** The event as the bus has it, but for what only EventBridge fills in. */
  public String text() {
    return "{\"source\":\"%s\",\"detail-type\":%s,\"detail\":%s}"
        .formatted(SOURCE, TextNode.valueOf(type), detail);
  }

  /**
   * What a detail says in a field, as text; empty when it has none, or one that is no single value.
   *
   * @param path such as {@code properties.cartId}
   */
  public static Optional<String> said(JsonNode detail, String path) {
    var value = detail.at("/" + path.replace('.', '/'));
    return value.isValueNode() && !value.isNull() && value.asText().length() <= LONGEST
        ? Optional.of(value.asText())
        : Optional.empty();
  }

  /** What an event tells of its line; the same of lines that raise none. */
  public static ObjectNode detail(HistoryLine line) {
    var detail = JsonNodeFactory.instance.objectNode();
    detail.put("id", line.eventId());
    detail.put("customerId", line.customerId());
    detail.put("seq", line.seq());
    detail.put("at", line.at().toString());
    detail.put("cause", line.cause().toString());
    var changes = detail.putObject("changes");
    putAll(changes, "segmentsEntered", line.changes().segmentsEntered());
    putAll(changes, "segmentsLeft", line.changes().segmentsLeft());
    changes.put("points", line.changes().points());
    var tier = line.changes().tier();
    if (tier != null) {
      changes.putObject("tier").put("from", tier.from()).put("to", tier.to());
    }
    line.event().tell(detail, line.answer());
    return detail;
  }

  /** Puts a list of texts. */
  public static void putAll(ObjectNode node, String field, Iterable<String> values) {
    var array = node.putArray(field);
    values.forEach(array::add);
  }
}
