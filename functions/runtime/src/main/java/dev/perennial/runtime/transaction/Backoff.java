package dev.perennial.runtime.transaction;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tries again after random waits, for as long as a function has time. Waits grow at first, so that
 * two who meet by chance lose little; then they shrink with the age of the call. Waits that only
 * grow starve whoever has waited longest, since who comes later tries more often.
 */
public final class Backoff {
  /** Most of the first wait: as long as a read and a write take. */
  private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(25);

  /** Of each wait, up to the third. */
  private static final int DOUBLINGS = 2;

  private static final int GROWING = 3;

  /** Most of the longest wait: 32 writers of 20 ms each need some .6 s. */
  private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(500);

  /** Most of the wait of a call that is {@link #OLD}. */
  private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long OLD = TimeUnit.SECONDS.toNanos(4);

  /** No wait ends later; the functions' timeout of 15 seconds leaves room for the last try. */
  private static final long LIMIT = TimeUnit.SECONDS.toNanos(10);

  /**
   * In real time. Functions that Lambda resumes from one snapshot would share a generator's state
   * and go on meeting, so each call seeds its own.
   */
  public static final Backoff REAL =
      new Backoff(Sleeper.REAL, () -> new SplittableRandom(System.nanoTime()));

  private final Sleeper sleeper;
  private final Supplier<RandomGenerator> jitter;

  /**
   * @param jitter gives a generator to each call that has to wait
   */
  public Backoff(Sleeper sleeper, Supplier<RandomGenerator> jitter) {
    this.sleeper = sleeper;
    this.jitter = jitter;
  }

  /** Something that may have to be tried again. */
  public interface Try<T> {
    /**
     * Tries.
     *
     * @param before how many tries there were
     * @return null when it has to be tried again
     */
    @Nullable T after(int before);
  }

  /** Tries until a try has an answer; null when the time is up. */
  public <T> @Nullable T until(Try<T> once) {
    var began = sleeper.nanoTime();
    RandomGenerator random = null;
    for (int tried = 0; ; tried++) {
      var answer = once.after(tried);
      if (answer != null) {
        return answer;
      }
      random = random == null ? jitter.get() : random;
      var age = sleeper.nanoTime() - began;
      var wait = random.nextLong(max(tried, age));
      if (age + wait > LIMIT) {
        return null;
      }
      sleeper.sleep(wait);
    }
  }

  /**
   * The longest that a call may wait.
   *
   * @param tried how often it had to wait before
   * @param age nanoseconds since it began
   */
  static long max(int tried, long age) {
    var growing = FIRST << (Math.min(tried, GROWING) * DOUBLINGS);
    var shrinking = age < OLD ? LONGEST - LONGEST * age / OLD : SHORTEST;
    return Math.min(growing, Math.max(SHORTEST, shrinking));
  }
}
