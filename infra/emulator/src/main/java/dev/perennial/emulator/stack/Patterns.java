package dev.perennial.emulator.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import software.amazon.event.ruler.Machine;

/** Event patterns, matched by AWS's own event-ruler. */
final class Patterns {
  private final Machine machine = Machine.builder().build();

  /**
   * Adds a pattern.
   *
   * @param owner names the pattern in errors
   * @throws IllegalArgumentException when it is no event pattern
   */
  void add(String owner, String name, String pattern) {
    try {
      machine.addRule(name, pattern);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          owner + ": " + pattern + " is not an event pattern: " + e.getMessage(), e);
    }
  }

  /** The names of the patterns that match. */
  List<String> matching(JsonNode event) {
    try {
      return machine.rulesForJSONEvent(Json.text(event));
    } catch (Exception e) { // That is what it declares.
      throw new IllegalStateException("event-ruler failed on an event", e);
    }
  }
}
