package dev.perennial.runtime.scan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.ledger.CustomerStore.Part;
import dev.perennial.runtime.events.Tick;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.StrictJson;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One part of a read of all customers, as a queue carries it. The message is the checkpoint: a
 * worker that runs out of time puts back the same task with a cursor, and one that crashes gets its
 * task again.
 *
 * @param tick the schedule that began it
 * @param at the scheduled instant, for which everything is judged
 * @param cursor where to go on, null for the beginning
 */
public record ScanTask(String tick, Instant at, Part part, @Nullable String cursor) {
  /** All parts of a scan. */
  public static List<ScanTask> all(Tick tick, int parts) {
    return IntStream.range(0, parts)
        .mapToObj(i -> new ScanTask(tick.name(), tick.at(), new Part(i, parts), null))
        .toList();
  }

  /** The same task from a cursor on. */
  public ScanTask from(String next) {
    return new ScanTask(tick, at, part, next);
  }

  /** The message's body. */
  public String body() {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("tick", tick);
    json.put("at", at.toString());
    json.put("part", part.index());
    json.put("of", part.of());
    if (cursor != null) {
      json.put("cursor", cursor);
    }
    return json.toString();
  }

  /**
   * Reads a message's body.
   *
   * @throws IllegalArgumentException when it is no task
   */
  public static ScanTask read(String body) {
    try {
      var json = StrictJson.read(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return new ScanTask(
          json.path("tick").asText(),
          Instant.parse(json.path("at").asText()),
          new Part(json.path("part").asInt(-1), json.path("of").asInt()),
          json.hasNonNull("cursor") ? json.path("cursor").asText() : null);
    } catch (BadInput | java.time.DateTimeException e) {
      throw new IllegalArgumentException("not a task of a scan", e);
    }
  }
}
