package dev.perennial.domain.campaigns;

import dev.perennial.domain.schedules.Cron;
import java.time.LocalDateTime;
import java.util.Optional;

/** When a campaign begins by itself, by the clock on a wall. */
public sealed interface Schedule {
  /** Tuesdays at ten. */
  Schedule WEEKLY = new Recurring(Cron.parse("0 10 ? * TUE *"), "weekly");

  /** What it is called. */
  String text();

  /** The first time after another at which it comes; empty when it doesn't any more. */
  Optional<LocalDateTime> after(LocalDateTime time);

  /** Again and again. */
  record Recurring(Cron cron, String text) implements Schedule {
    @Override
    public Optional<LocalDateTime> after(LocalDateTime time) {
      return cron.after(time);
    }
  }

  /** Once, at a time. */
  record Once(LocalDateTime at) implements Schedule {
    @Override
    public String text() {
      return at.toString();
    }

    @Override
    public Optional<LocalDateTime> after(LocalDateTime time) {
      return at.isAfter(time) ? Optional.of(at) : Optional.empty();
    }
  }

  /** Once, as soon as the file that says so holds. */
  record Now() implements Schedule {
    @Override
    public String text() {
      return "now";
    }

    @Override
    public Optional<LocalDateTime> after(LocalDateTime time) {
      return Optional.empty();
    }
  }
}
