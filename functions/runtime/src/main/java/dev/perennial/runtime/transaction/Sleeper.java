package dev.perennial.runtime.transaction;

import java.util.concurrent.locks.LockSupport;

/**
 * Real time to wait in. It is no clock: the clock of a laptop stack may stand, and tests wait in no
 * time at all.
 */
public interface Sleeper {
  /** The time of this machine. */
  Sleeper REAL =
      new Sleeper() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) {
          LockSupport.parkNanos(nanos);
        }
      };

  /** Nanoseconds since an instant of its own, as {@link System#nanoTime}. */
  long nanoTime();

  /** Waits. */
  void sleep(long nanos);
}
