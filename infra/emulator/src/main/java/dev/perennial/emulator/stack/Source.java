package dev.perennial.emulator.stack;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that invokes functions when it has work: a stream, a queue, a function's own events.
 */
interface Source {
  /** Works on what can be worked on now; false when there was nothing. */
  boolean work();

  /** When hidden or delayed work comes up, or null when there is none. */
  @Nullable Instant due();
}
