package dev.perennial.emulator.stack;

import java.time.Instant;
import java.util.Objects;

/**
 * An invocation that failed, or other work in the background.
 *
 * @param function its logical id, or what else failed
 * @param at by the stack's clock
 */
public record Failure(String function, Throwable cause, Instant at) {
  /** What went wrong, in a line. */
  public String text() {
    var message = Objects.requireNonNullElse(cause.getMessage(), "no message");
    return "%s failed: %s: %s"
        .formatted(
            function, cause.getClass().getSimpleName(), message.lines().findFirst().orElse(""));
  }
}
