package dev.perennial.storage.form;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Whole seconds, which nearly all instants are, without the formatter that takes microseconds. */
final class Instants {
  private static final int WHOLE_SECONDS = "2011-01-31T12:00:00Z".length();

  private Instants() {}

  static Instant parse(String text) {
    if (text.length() != WHOLE_SECONDS || text.charAt(10) != 'T' || !text.endsWith("Z")) {
      return Instant.parse(text);
    }
    var day = LocalDate.of(part(text, 0, 4), part(text, 5, 7), part(text, 8, 10));
    var time = LocalTime.of(part(text, 11, 13), part(text, 14, 16), part(text, 17, 19));
    return LocalDateTime.of(day, time).toInstant(ZoneOffset.UTC);
  }

  private static int part(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
