package dev.perennial.cli;

import dev.perennial.orders.Orders;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar with rate and time left on a terminal; nothing elsewhere. */
public final class ProgressReport implements AutoCloseable {
  /** A file in another format is broken in every line, and the first tell what is wrong. */
  private static final int MAX_PROBLEMS = 10;

  private final @Nullable ProgressBar bar;

  private ProgressReport(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  /**
   * A bar on standard error, so that standard output stays clean for machines.
   *
   * @param quiet true for none
   */
  public static ProgressReport bar(String task, long steps, boolean quiet) {
    return new ProgressReport(
        quiet || Terminal.find().isEmpty()
            ? null
            : new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .setUpdateIntervalMillis(500)
                .build());
  }

  /** That one more order or refund is done. */
  public void step(Instant at) {
    if (bar != null) {
      bar.step();
      bar.setExtraMessage(at.truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10));
    }
  }

  /** That so many steps are done. */
  void to(long steps) {
    if (bar != null) {
      bar.stepTo(steps);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  /**
   * Prints the first broken lines of an order file, each with its number, and how many there are.
   */
  public static void problems(Orders orders, PrintWriter err) {
    var problems = orders.problems();
    problems.stream().limit(MAX_PROBLEMS).forEach(err::println);
    if (problems.size() > MAX_PROBLEMS) {
      err.printf(
          Locale.ROOT,
          "and %,d more of %,d broken lines%n",
          problems.size() - MAX_PROBLEMS,
          problems.size());
    }
  }

  /** Prints how an order file was read, where that isn't plain. */
  public static void notes(Orders orders, PrintWriter err) {
    orders.notes().forEach(err::println);
  }
}
