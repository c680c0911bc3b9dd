package dev.perennial.emulator.stack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The stack's clock. It stands still, moved by {@link LaptopStack#advanceTo}, until {@link
 * LaptopStack#runOnFrom} lets it run, at real speed or so many times as fast. It never goes back.
 */
public final class StackClock extends Clock {
  /**
   * @param speed how many times as fast as real time; 0 while it stands
   */
  private record Reading(Instant base, long nanos, long speed) {
    Instant now() {
      return base.plus(Duration.ofNanos(System.nanoTime() - nanos).multipliedBy(speed));
    }

    boolean running() {
      return speed > 0;
    }
  }

  /** How far people may move it at once: on the way every schedule fires on every day. */
  public static final Duration FURTHEST = Duration.ofDays(3653);

  private static final ScopedValue<Instant> SEEN = ScopedValue.newInstance();

  private volatile Reading reading;

  StackClock(Instant start) {
    reading = new Reading(start, System.nanoTime(), 0);
  }

  @Override
  public Instant instant() {
    return SEEN.isBound() ? SEEN.get() : reading.now();
  }

  /** Has the calling thread see an instant of its own for as long as {@code work} takes. */
  public void seenAt(Instant instant, Runnable work) {
    ScopedValue.where(SEEN, instant).run(work);
  }

  /** Whether it runs. */
  public boolean isRunning() {
    return reading.running();
  }

  /** How much real time until it shows an instant, when it runs; never negative. */
  Duration until(Instant instant) {
    var left = Duration.between(instant(), instant);
    return left.isNegative() ? Duration.ZERO : left.dividedBy(Math.max(1, reading.speed()));
  }

  synchronized void moveTo(Instant instant) {
    if (instant.isAfter(instant())) {
      reading = new Reading(instant, System.nanoTime(), reading.speed());
    }
  }

  synchronized void run(long speed) {
    if (!reading.running()) {
      reading = new Reading(reading.base(), System.nanoTime(), speed);
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new Clock() {
      @Override
      public Instant instant() {
        return StackClock.this.instant();
      }

      @Override
      public ZoneId getZone() {
        return zone;
      }

      @Override
      public Clock withZone(ZoneId other) {
        return StackClock.this.withZone(other);
      }
    };
  }
}
