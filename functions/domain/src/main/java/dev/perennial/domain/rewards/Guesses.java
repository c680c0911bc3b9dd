package dev.perennial.domain.rewards;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How often a customer named a code in one hour that is none of theirs.
 *
 * @param hour when it began, in UTC
 * @param wrong how often
 */
public record Guesses(String customerId, Instant hour, long wrong) {
  /** So many are forgiven to who mistypes; after that no code is looked at until the hour ends. */
  public static final int MAX = 5;

  /** None so far, in the hour of an instant. */
  public static Guesses none(String customerId, Instant now) {
    return new Guesses(customerId, now.truncatedTo(ChronoUnit.HOURS), 0);
  }

  /** When the next hour begins, and it no longer matters. */
  public Instant until() {
    return hour.plus(Duration.ofHours(1));
  }

  boolean areTooMany() {
    return wrong >= MAX;
  }

  Guesses oneMore() {
    return new Guesses(customerId, hour, wrong + 1);
  }
}
