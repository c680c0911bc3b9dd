package dev.perennial.runtime.transaction;

import dev.perennial.domain.evaluation.Rules;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a command is decided, and by which rules.
 *
 * @param inForce null where no decision asks for any
 */
public record Moment(Instant now, @Nullable Rules inForce) {
  /** The rules in force now. */
  public Rules rules() {
    return Objects.requireNonNull(inForce, "this transactor reads no rules");
  }
}
