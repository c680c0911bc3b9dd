package dev.perennial.runtime.events;

import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.ledger.Event;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

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

  /**
   * What the event says in a field of its detail, as text; empty when it has none, or one that is
   * no single value.
   *
   * @param path such as {@code properties.cartId}
   */
  public Optional<String> said(String path) {
    try {
      return Event.said(
          StrictJson.read(text.getBytes(StandardCharsets.UTF_8)).path("detail"), path);
    } catch (BadInput e) {
      throw new IllegalStateException("what was read before is JSON", e);
    }
  }
}
