package dev.perennial.runtime.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.ledger.ClientId;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.StrictJson;
import java.io.IOException;
import java.io.InputStream;

/**
 * What came by the bus or a queue.
 *
 * @param id EventBridge's or SQS's own
 * @param type the event's detail-type; empty for a queue's message
 * @param detail of the event, or the message's body
 */
public record Submission(String id, String type, JsonNode detail) {
  /** A queue's message. */
  public Submission(String id, JsonNode body) {
    this(id, "", body);
  }

  /** Reads an event from Lambda's input. */
  public static Submission read(InputStream input) throws IOException {
    try {
      var event = StrictJson.read(input.readAllBytes());
      return new Submission(
          event.path("id").asText("-"), event.path("detail-type").asText(""), event.path("detail"));
    } catch (BadInput e) {
      // EventBridge hands over JSON; what is too deep or too long for us has no fields to name
      return new Submission("-", StrictJson.NOTHING);
    }
  }

  /** An id of the detail for a rejection to name; "-" when it is none, or may be personal. */
  public String idOr(String field) {
    var value = detail.path(field).asText("");
    return ClientId.isOne(value) && ClientId.isImpersonal(value) ? value : "-";
  }
}
