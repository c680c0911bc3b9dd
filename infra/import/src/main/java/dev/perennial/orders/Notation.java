package dev.perennial.orders;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a file writes what its columns hold, as far as its format leaves that open.
 *
 * @param columns the file's own names of columns, by the format's names
 * @param separator between fields; null for a comma that nobody chose
 * @param decimal {@code .} or {@code ,}; null for a point, without signs between thousands
 * @param zone of times without an offset; null when nobody said
 * @param dates how day, month and year stand, such as {@code dd.mm.yyyy}; null for what can be read
 *     in one way only
 */
public record Notation(
    Map<String, String> columns,
    @Nullable Character separator,
    @Nullable Character decimal,
    @Nullable ZoneId zone,
    @Nullable String dates) {
  /** CSV as the format's page describes it. */
  public static final Notation PLAIN = new Notation(Map.of(), null, null, null, null);

  private static final Map<String, Character> SEPARATORS =
      Map.of(",", ',', ";", ';', "|", '|', "tab", '\t', "\\t", '\t', "\t", '\t');

  /** A thousand may be set apart; by what a decimal point isn't. */
  private static final Pattern WITH_POINT =
      Pattern.compile("-?(\\d{1,3}([,' \\u00a0\\u202f\\u2019]\\d{3})+|\\d+)(\\.\\d+)?");

  private static final Pattern WITH_COMMA =
      Pattern.compile("-?(\\d{1,3}([.' \\u00a0\\u202f\\u2019]\\d{3})+|\\d+)(,\\d+)?");

  private static final Pattern BETWEEN_THOUSANDS = Pattern.compile("[' \\u00a0\\u202f\\u2019]");

  /** Copies the names. */
  public Notation {
    columns = Map.copyOf(columns);
  }

  /**
   * A notation from what a command line says.
   *
   * @param separator one of {@code , ; |} and {@code tab}
   * @param decimal {@code .} or {@code ,}
   * @param zone an id of the time zone database, such as {@code Europe/Berlin}
   * @param dates {@code d}, {@code m} and {@code y} in the file's order
   * @throws IllegalArgumentException naming the value that is wrong, and what would be right
   */
  public static Notation of(
      Map<String, String> columns,
      @Nullable String separator,
      @Nullable String decimal,
      @Nullable String zone,
      @Nullable String dates) {
    var between = separator == null ? null : SEPARATORS.get(separator);
    if (separator != null && between == null) {
      throw new IllegalArgumentException(
          "--separator is \"%s\"; it must be a comma, a semicolon, a | or the word tab"
              .formatted(separator));
    }
    if (decimal != null && !List.of(".", ",").contains(decimal)) {
      throw new IllegalArgumentException(
          "--decimal is \"%s\"; it must be a point or a comma".formatted(decimal));
    }
    if (dates != null) {
      Times.order(dates);
    }
    return new Notation(
        columns, between, decimal == null ? null : decimal.charAt(0), zone(zone), dates);
  }

  private static @Nullable ZoneId zone(@Nullable String id) {
    try {
      return id == null ? null : ZoneId.of(id);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--zone is \"%s\"; it must be a time zone such as Europe/Berlin or UTC".formatted(id), e);
    }
  }

  /** The same for a file whose times are of a zone unless somebody said another. */
  Notation orIn(ZoneId other) {
    return zone == null ? new Notation(columns, separator, decimal, other, dates) : this;
  }

  char between() {
    return separator == null ? ',' : separator;
  }

  /** What divides fields, as a regular expression. */
  String divider() {
    return between() == '|' ? "\\|" : String.valueOf(between());
  }

  /** A number with a decimal point and nothing between thousands; empty when it is none. */
  String number(String text) {
    if (decimal == null) {
      return text;
    }
    var comma = decimal == ',';
    if (!(comma ? WITH_COMMA : WITH_POINT).matcher(text).matches()) {
      return "";
    }
    var bare = BETWEEN_THOUSANDS.matcher(text.replace(comma ? "." : ",", "")).replaceAll("");
    return bare.replace(',', '.');
  }

  /** What a number must be, for people. */
  String wanted() {
    return decimal != null && decimal == ','
        ? "a number with a decimal comma, such as 2,55"
        : "a number with a decimal point, such as 2.55";
  }
}
