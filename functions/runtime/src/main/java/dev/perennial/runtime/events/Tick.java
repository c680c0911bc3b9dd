package dev.perennial.runtime.events;

import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A schedule fired.
 *
 * @param name the schedule's, as template.yaml hands it over
 * @param at the scheduled instant, however late it is delivered
 */
public record Tick(String name, Instant at) {
  /**
   * Reads a schedule's input.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Tick read(InputStream input) throws IOException {
    try {
      var json = StrictJson.read(input.readAllBytes());
      return new Tick(json.path("tick").asText(), Instant.parse(json.path("at").asText()));
    } catch (BadInput | DateTimeParseException e) {
      throw new IllegalArgumentException(
          "the schedule's input must be {\"tick\": name, \"at\": time}", e);
    }
  }
}
