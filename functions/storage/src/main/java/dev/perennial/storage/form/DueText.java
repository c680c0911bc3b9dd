package dev.perennial.storage.form;

import dev.perennial.domain.ledger.Due;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A due day as it stands beside its account: version, mark, day since 1970-01-01, and what bands
 * are made of, parted by blanks. Never read by the release before, whose writes drop it.
 */
public final class DueText {
  private static final char SEPARATOR = ' ';

  private DueText() {}

  /** Writes it. */
  public static String write(Due due) {
    return "%d %s %d %s"
        .formatted(due.version(), due.mark(), due.day().toEpochDay(), due.measured());
  }

  /** Reads it; null when it is of another form, so that its account is judged. */
  public static @Nullable Due read(String text) {
    int mark = text.indexOf(SEPARATOR) + 1;
    int day = text.indexOf(SEPARATOR, mark) + 1;
    int measured = text.indexOf(SEPARATOR, day) + 1;
    if (mark == 0 || day == 0 || measured == 0) {
      return null;
    }
    try {
      return new Due(
          Long.parseLong(text, 0, mark - 1, 10),
          text.substring(mark, day - 1),
          LocalDate.ofEpochDay(Long.parseLong(text, day, measured - 1, 10)),
          text.substring(measured));
    } catch (RuntimeException e) { // of numbers: damaged, or of a later form
      return null;
    }
  }
}
