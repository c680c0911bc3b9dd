package dev.perennial.runtime.links;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.ledger.ClientId;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.StrictJson;

/** A mail to send, as the queue carries it: ids alone, the mail itself is read when it is sent. */
public record MailTask(String customerId, String sendId) {
  /** The message's body. */
  public String body() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("customerId", customerId)
        .put("sendId", sendId)
        .toString();
  }

  /**
   * Reads a message's body.
   *
   * @throws IllegalArgumentException when it is no mail task
   */
  public static MailTask read(String body) {
    try {
      var json = StrictJson.read(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      var customerId = json.path("customerId").asText();
      var sendId = json.path("sendId").asText();
      if (!ClientId.isOne(customerId) || sendId.isEmpty()) {
        throw new IllegalArgumentException("not a mail task");
      }
      return new MailTask(customerId, sendId);
    } catch (BadInput e) {
      throw new IllegalArgumentException("not a mail task", e);
    }
  }
}
