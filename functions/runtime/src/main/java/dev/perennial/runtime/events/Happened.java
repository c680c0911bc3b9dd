package dev.perennial.runtime.events;

import dev.perennial.domain.ledger.ClientId;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * One of our own events, as the bus hands it over.
 *
 * @param lineId the key of the history line that raised it: EventBridge's own ids change when it
 *     delivers again
 * @param seq the account's version that the line made, or stands at
 * @param at business time
 * @param text the whole event
 */
public record Happened(String customerId, String lineId, long seq, Instant at, String text) {
  /**
   * Reads an event.
   *
   * @throws IllegalArgumentException when it is none of ours
   */
  public static Happened read(InputStream input) throws IOException {
    try {
      var event = StrictJson.read(input.readAllBytes());
      var customerId = event.at("/detail/customerId").asText();
      var eventId = event.at("/detail/id").asText();
      if (!ClientId.isOne(customerId) || !eventId.startsWith(customerId + "/")) {
        throw new IllegalArgumentException("not an event of ours: its detail has no customer");
      }
      return new Happened(
          customerId,
          eventId.substring(customerId.length() + 1),
          event.at("/detail/seq").asLong(),
          Instant.parse(event.at("/detail/at").asText()),
          event.toString());
    } catch (BadInput | DateTimeException e) {
      throw new IllegalArgumentException("not an EventBridge event", e);
    }
  }

  /** The line's key as events carry it: unique over all customers. */
  public String eventId() {
    return customerId + "/" + lineId;
  }
}
