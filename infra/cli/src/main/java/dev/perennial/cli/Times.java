package dev.perennial.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Days and times as options take them; what is none is told in words, with one that is. */
final class Times {
  private Times() {}

  static CommandLine readBy(CommandLine lines) {
    return lines
        .registerConverter(
            LocalDate.class,
            of(text -> near(LocalDate.parse(text)), "a day from 1900 to 2199, such as 2026-12-08"))
        .registerConverter(
            LocalDateTime.class,
            of(
                text -> near(LocalDateTime.parse(text)),
                "a time from 1900 to 2199, such as 2026-12-08T10:00"))
        .registerConverter(
            Instant.class, of(Instant::parse, "a time and its offset, such as 2026-12-08T10:00Z"));
  }

  private static <T> ITypeConverter<T> of(Function<String, T> parse, String right) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException("\"%s\" must be %s".formatted(text, right));
      }
    };
  }

  /** Orders are of no other years, and one day more or less is there, too. */
  private static <T extends TemporalAccessor> T near(T time) {
    var year = time.get(ChronoField.YEAR);
    if (year < 1900 || year > 2199) {
      throw new DateTimeException("of another age");
    }
    return time;
  }
}
