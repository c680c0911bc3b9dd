package dev.perennial.orders;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and times as files write them: 2026-01-31, 20260131 and 31.1.2026, which can be read
 * in one way only, and others in an order that somebody must say. A time may follow, and an offset.
 */
final class Times {
  private static final String TIME =
      "(?:[ T]+(?<hour>[01]?\\d|2[0-3]):(?<minute>[0-5]\\d)"
          + "(?::(?<second>[0-5]\\d)(?:[.,](?<part>\\d{1,9}))?)?"
          + "(?: ?(?<half>[AaPp])[Mm])? ?(?<offset>Z|UTC|[+-]\\d{2}(?::?\\d{2})?)?)?";
  private static final Pattern ISO =
      Pattern.compile("(?<y>\\d{4})-(?<m>\\d{2})-(?<d>\\d{2})" + TIME);
  private static final Pattern DIGITS =
      Pattern.compile("(?<y>\\d{4})(?<m>\\d{2})(?<d>\\d{2})" + TIME);
  private static final Pattern DOTTED =
      Pattern.compile("(?<d>\\d{1,2})\\.(?<m>\\d{1,2})\\.(?<y>\\d{4})" + TIME);

  private final @Nullable Pattern told;
  private final String example;

  /**
   * @param dates the order of day, month and year; null when nobody said
   */
  Times(@Nullable String dates) {
    var order = dates == null ? "" : order(dates);
    var parts = new StringBuilder();
    for (int i = 0; i < order.length(); i++) {
      var each = order.charAt(i);
      parts.append(parts.isEmpty() ? "" : "[./-]");
      parts.append(each == 'y' ? "(?<y>\\d{4}|\\d{2})" : "(?<" + each + ">\\d{1,2})");
    }
    told = dates == null ? null : Pattern.compile(parts + TIME);
    example =
        dates == null
            ? "2010-12-01, 01.12.2010 or 2010-12-01 08:26:00; --date-format says another order"
            : "2010-12-01 or %s, and a time may follow".formatted(dates);
  }

  /**
   * The order in which day, month and year stand: {@code dmy} of {@code dd.mm.yyyy}.
   *
   * @throws IllegalArgumentException when it names not each of them once
   */
  static String order(String dates) {
    var order =
        dates
            .toLowerCase(Locale.ROOT)
            .replaceFirst("[ t]+h.*$", "")
            .replaceAll("[^dmy]", "")
            .replaceAll("(.)\\1+", "$1");
    if (order.length() != 3 || order.chars().distinct().count() != 3) {
      throw new IllegalArgumentException(
          "--date-format is \"%s\"; it must be day, month and year in their order, such as dd.mm.yyyy or mm/dd/yyyy"
              .formatted(dates));
    }
    return order.toString();
  }

  /** What a message says would be right. */
  String example() {
    return example;
  }

  /**
   * A time as a file writes it.
   *
   * @param time null when the file gives the day alone
   * @param offset null when the file gives none
   */
  record Written(LocalDate date, @Nullable LocalTime time, @Nullable ZoneOffset offset) {
    /** Its instant; a day alone begins it. */
    Instant in(ZoneId zone) {
      var local = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
      return (offset == null ? local.atZone(zone) : local.atZone(offset)).toInstant();
    }

    /** The day in a zone; a time without an offset is of that zone. */
    LocalDate day(ZoneId zone) {
      return offset == null ? date : in(zone).atZone(zone).toLocalDate();
    }
  }

  /** Reads a text; null when it is no time. */
  @Nullable Written read(String text) {
    var found = told == null ? null : told.matcher(text);
    if (found == null || !found.matches()) {
      found = ISO.matcher(text);
    }
    if (!found.matches()) {
      found = DIGITS.matcher(text);
    }
    if (!found.matches() && told == null) {
      found = DOTTED.matcher(text);
    }
    try {
      return found.matches() ? written(found) : null;
    } catch (DateTimeException e) {
      return null; // the thirtieth of February, or an offset of a day
    }
  }

  private static Written written(Matcher found) {
    int year = Integer.parseInt(found.group("y"));
    var date =
        LocalDate.of(
            found.group("y").length() == 2 ? 2000 + year : year,
            Integer.parseInt(found.group("m")),
            Integer.parseInt(found.group("d")));
    var offset = found.group("offset");
    return new Written(
        date,
        found.group("hour") == null ? null : time(found),
        offset == null ? null : ZoneOffset.of(offset.equals("UTC") ? "Z" : offset));
  }

  private static LocalTime time(Matcher found) {
    int hour = Integer.parseInt(found.group("hour"));
    var half = found.group("half");
    if (half != null) {
      if (hour < 1 || hour > 12) {
        throw new DateTimeException("no hour of half a day");
      }
      hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
    }
    var second = found.group("second");
    var part = found.group("part");
    return LocalTime.of(
        hour,
        Integer.parseInt(found.group("minute")),
        second == null ? 0 : Integer.parseInt(second),
        part == null ? 0 : Integer.parseInt((part + "00000000").substring(0, 9)));
  }
}
