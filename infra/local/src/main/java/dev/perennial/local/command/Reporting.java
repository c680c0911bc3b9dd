package dev.perennial.local.command;

import dev.perennial.local.replay.Replay;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar with rate and time left on a terminal; nothing elsewhere. */
final class Reporting implements AutoCloseable, Replay.Progress {
  private final ProgressBar bar;

  private Reporting(ProgressBar bar) {
    this.bar = bar;
  }

  /** A bar on standard error, so that standard output stays clean for machines. */
  static Replay.Progress none() {
    return at -> {};
  }

  static boolean onTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  static Reporting bar(String task, long steps) {
    return new Reporting(
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.ASCII)
            .showSpeed()
            .setUpdateIntervalMillis(500)
            .build());
  }

  @Override
  public void step(Instant at) {
    bar.step();
    bar.setExtraMessage(at.truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10));
  }

  @Override
  public void close() {
    bar.close();
  }

  /** Prints broken lines of an order file, each with its number. */
  static void problems(dev.perennial.local.orders.Orders orders, PrintWriter err) {
    orders.problems().forEach(each -> err.println("line " + each.line() + ": " + each.what()));
  }
}
