package dev.perennial.runtime.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lines for whoever runs the shop, as Lambda writes its own: JSON with the time and the level.
 * Handlers log nothing when all is well. Never personal data, nor the message of an exception,
 * which may quote some.
 *
 * @param lines takes each line
 */
public record Log(Clock clock, Consumer<String> lines) {
  /** That of a function. */
  public static Log in(Cloud cloud) {
    return new Log(cloud.clock(), cloud.lines());
  }

  /** Says what went wrong and will be tried again, or given up by somebody else. */
  public void warn(String message, Map<String, String> fields) {
    var line = JsonNodeFactory.instance.objectNode();
    line.put("timestamp", clock.instant().toString()).put("level", "WARN").put("message", message);
    fields.forEach(line::put);
    lines.accept(line.toString());
  }
}
