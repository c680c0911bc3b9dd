package dev.perennial.domain.campaigns;

import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.HistoryLine;
import java.time.Duration;
import java.time.Instant;

/**
 * What a step didn't do, and why: written with the journey that goes on all the same, over what was
 * decided of the step before.
 */
public record Held(HistoryLine decision) implements Change.Side {
  /** How long it is kept. */
  public static final Duration KEPT = Duration.ofDays(400);

  /** When it may be forgotten. */
  public Instant expires() {
    return decision.recordedAt().plus(KEPT);
  }
}
