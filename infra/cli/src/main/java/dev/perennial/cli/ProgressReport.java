package dev.perennial.cli;

import dev.perennial.imports.LeftOut;
import dev.perennial.orders.Orders;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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

  /** Prints what was left out of an order file: the first of it, and how much there is. */
  public static void problems(Orders orders, PrintWriter err) {
    told(orders.leftOut(), orders.leftOut().size(), "lines that can't be taken", err);
  }

  /** Prints the first rows that were left out of a file, and how many there are. */
  static void rows(List<String> first, long count, PrintWriter err) {
    told(first, count, "lines that can't be taken", err);
  }

  /** Prints what of it the shop refused: the first of it, and how much there is. */
  public static void refused(LeftOut refused, PrintWriter err) {
    told(refused.first(), refused.count(), "that were refused", err);
  }

  private static void told(List<String> all, long count, String what, PrintWriter err) {
    var first = all.stream().limit(MAX_PROBLEMS).toList();
    first.forEach(err::println);
    if (count > first.size()) {
      err.printf(Locale.ROOT, "and %,d more of %,d %s%n", count - first.size(), count, what);
    }
  }

  /** Prints how an order file was read, where that isn't plain. */
  public static void notes(Orders orders, PrintWriter err) {
    orders.notes().forEach(err::println);
  }
}
