package dev.perennial.cli;

import dev.perennial.domain.programme.Programme;
import java.io.IOException;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The nightly pass over made-up customers: a benchmark, and so no part of what ships. */
public interface SyntheticPass {
  /**
   * Measures.
   *
   * @param count how many customers, 1 or more
   * @param due percent of them that the night must judge, 0 to 100; null for as many as there are
   * @param progress is told how many are done
   */
  Measured run(Programme programme, long count, @Nullable Double due, LongConsumer progress)
      throws IOException, InterruptedException;

  /**
   * How long it took.
   *
   * @param seconds of the pass alone
   * @param threads that shared the work
   * @param liveBytes the most that was live on the heap after a collection
   */
  record Measured(ParallelPass done, double seconds, int threads, long liveBytes) {}

  /** What the class path has. */
  static Optional<SyntheticPass> onClassPath() {
    return ServiceLoader.load(SyntheticPass.class).findFirst();
  }
}
