package dev.perennial.emulator.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A message in a queue, as it is between two receives.
 *
 * @param sequence orders messages that become visible at the same instant
 * @param attributes message attributes in the form of Lambda's SQS event
 * @param receives how often it was received
 * @param visibleAt from when on it can be received
 */
public record Message(
    String id,
    long sequence,
    String body,
    JsonNode attributes,
    Instant sentAt,
    int receives,
    Instant firstReceivedAt,
    Instant visibleAt) {

  Message received(Instant now, Instant hiddenUntil) {
    return new Message(
        id,
        sequence,
        body,
        attributes,
        sentAt,
        receives + 1,
        receives == 0 ? now : firstReceivedAt,
        hiddenUntil);
  }

  Message hiddenUntil(Instant instant) {
    return new Message(id, sequence, body, attributes, sentAt, receives, firstReceivedAt, instant);
  }

  ObjectNode toJson() {
    var json =
        Json.object()
            .put("sequence", sequence)
            .put("body", body)
            .put("sentAt", sentAt.toString())
            .put("receives", receives)
            .put("firstReceivedAt", firstReceivedAt.toString())
            .put("visibleAt", visibleAt.toString());
    json.set("attributes", attributes);
    return json;
  }

  static Message of(String id, JsonNode json) {
    return new Message(
        id,
        json.path("sequence").asLong(),
        json.path("body").asText(),
        json.path("attributes"),
        Instant.parse(json.path("sentAt").asText()),
        json.path("receives").asInt(),
        Instant.parse(json.path("firstReceivedAt").asText()),
        Instant.parse(json.path("visibleAt").asText()));
  }
}
