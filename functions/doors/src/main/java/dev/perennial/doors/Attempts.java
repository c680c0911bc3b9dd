package dev.perennial.doors;

import dev.perennial.domain.ledger.CustomerStore.Written;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Tries again when another writer was faster or a table busy, a bounded number of times. */
public final class Attempts {
  private static final int MOST = 12;
  private static final long FIRST_WAIT_NANOS = 2_000_000;
  private static final int MOST_DOUBLINGS = 6;

  private Attempts() {}

  /**
   * Tries until a try has an answer.
   *
   * @param once reads, decides and writes; empty when the write was {@link Written.Stale}, or there
   *     is more to do
   * @return empty when every try was too slow
   */
  public static <T> Optional<T> until(Supplier<Optional<T>> once) {
    for (int tried = 0; tried < MOST; tried++) {
      var answer = once.get();
      if (answer.isPresent()) {
        return answer;
      }
      // full jitter, so that writers that met once do not meet again
      var most = FIRST_WAIT_NANOS << Math.min(tried, MOST_DOUBLINGS);
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
    }
    return Optional.empty();
  }
}
