package dev.perennial.replay;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A clock that stands still until it is moved, and never goes back; for one thread. */
final class MovedClock extends Clock {
  private Instant now;
  private @Nullable Instant seen;

  MovedClock(Instant start) {
    now = start;
  }

  @Override
  public Instant instant() {
    var own = seen;
    return own == null ? now : own;
  }

  void moveTo(Instant instant) {
    now = instant.isAfter(now) ? instant : now;
  }

  /** Shows another instant for as long as {@code work} takes. */
  void seenAt(Instant instant, Runnable work) {
    seen = instant;
    try {
      work.run();
    } finally {
      seen = null;
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("handlers ask for instants alone");
  }
}
