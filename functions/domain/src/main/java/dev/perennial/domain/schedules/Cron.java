package dev.perennial.domain.schedules;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The six fields of AWS's cron: minutes, hours, day of month, month, day of week (1 = SUN), year.
 * One of the two day fields is {@code ?}. Besides lists, ranges and steps: {@code L} and {@code W}
 * for days of the month, {@code L} and {@code #} for days of the week. What of it is local time is
 * nobody's zone yet.
 */
public record Cron(
    TreeSet<Integer> minutes,
    TreeSet<Integer> hours,
    Predicate<LocalDate> day,
    TreeSet<Integer> months,
    TreeSet<Integer> years) {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  /**
   * Reads the six fields.
   *
   * @throws IllegalArgumentException saying what is wrong and what would be right
   */
  public static Cron parse(String text) {
    var fields = text.split("\\s+", -1);
    if (fields.length != 6) {
      throw new IllegalArgumentException(
          "cron("
              + text
              + ") has "
              + fields.length
              + " fields; six are right: "
              + "minutes hours day-of-month month day-of-week year");
    }
    if (fields[2].equals("?") == fields[4].equals("?")) {
      throw new IllegalArgumentException(
          "cron(" + text + "): exactly one of day-of-month and day-of-week is ?");
    }
    return new Cron(
        numbers(fields[0], 0, 59, List.of()),
        numbers(fields[1], 0, 23, List.of()),
        fields[2].equals("?") ? dayOfWeek(fields[4]) : dayOfMonth(fields[2]),
        numbers(fields[3], 1, 12, MONTHS),
        numbers(fields[5], 1970, 2199, List.of()));
  }

  /** The first time after another that it names; empty when it names none any more. */
  public Optional<LocalDateTime> after(LocalDateTime time) {
    var from = time.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    var last = LocalDate.of(years.getLast(), 12, 31);
    for (var date = from.toLocalDate(); !date.isAfter(last); date = date.plusDays(1)) {
      if (years.contains(date.getYear())
          && months.contains(date.getMonthValue())
          && day.test(date)) {
        var earliest = date.equals(from.toLocalDate()) ? from : date.atStartOfDay();
        for (var hour : hours.tailSet(earliest.getHour())) {
          var first = hour == earliest.getHour() ? earliest.getMinute() : 0;
          var minute = minutes.ceiling(first);
          if (minute != null) {
            return Optional.of(date.atTime(hour, minute));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static TreeSet<Integer> numbers(String field, int low, int high, List<String> names) {
    var numbers = new TreeSet<Integer>();
    for (var part : field.split(",", -1)) {
      var slash = part.indexOf('/');
      var range = slash < 0 ? part : part.substring(0, slash);
      var step = slash < 0 ? 1 : number(field, part.substring(slash + 1), 1, high, List.of());
      int from = low;
      int to = high;
      if (!range.equals("*")) {
        var dash = range.indexOf('-');
        var first = dash < 0 ? range : range.substring(0, dash);
        from = number(field, first, low, high, names);
        if (dash >= 0) {
          to = number(field, range.substring(dash + 1), low, high, names);
        } else if (slash < 0) {
          to = from;
        }
      }
      if (from > to) {
        throw bad(field, "the range " + range + " runs backwards");
      }
      for (int i = from; i <= to; i += step) {
        numbers.add(i);
      }
    }
    return numbers;
  }

  private static int number(String field, String text, int low, int high, List<String> names) {
    var named = names.indexOf(text.toUpperCase(Locale.ROOT));
    if (named >= 0) {
      return low + named;
    }
    var number = text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
    if (number < low || number > high) {
      throw bad(field, text + " is not within " + low + " to " + high);
    }
    return number;
  }

  private static IllegalArgumentException bad(String field, String why) {
    return new IllegalArgumentException("the cron field " + field + " is wrong: " + why);
  }

  private static Predicate<LocalDate> dayOfMonth(String field) {
    if (field.equals("L")) {
      return date -> date.getDayOfMonth() == date.lengthOfMonth();
    }
    if (field.equals("LW")) {
      return date -> date.equals(weekdayNear(date.with(TemporalAdjusters.lastDayOfMonth())));
    }
    if (field.endsWith("W")) {
      var near = number(field, field.substring(0, field.length() - 1), 1, 31, List.of());
      return date ->
          near <= date.lengthOfMonth() && date.equals(weekdayNear(date.withDayOfMonth(near)));
    }
    var days = numbers(field, 1, 31, List.of());
    return date -> days.contains(date.getDayOfMonth());
  }

  /** The weekday nearest to a day, within its month. */
  private static LocalDate weekdayNear(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> day.getDayOfMonth() == 1 ? day.plusDays(2) : day.minusDays(1);
      case SUNDAY ->
          day.getDayOfMonth() == day.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
      default -> day;
    };
  }

  private static Predicate<LocalDate> dayOfWeek(String field) {
    if (field.equals("L")) {
      return date -> date.getDayOfWeek() == DayOfWeek.SATURDAY;
    }
    if (field.endsWith("L")) {
      var last = number(field, field.substring(0, field.length() - 1), 1, 7, DAYS);
      return date -> number(date) == last && date.getDayOfMonth() > date.lengthOfMonth() - 7;
    }
    var hash = field.indexOf('#');
    if (hash > 0) {
      var weekday = number(field, field.substring(0, hash), 1, 7, DAYS);
      var nth = number(field, field.substring(hash + 1), 1, 5, List.of());
      return date -> number(date) == weekday && (date.getDayOfMonth() - 1) / 7 + 1 == nth;
    }
    var days = numbers(field, 1, 7, DAYS);
    return date -> days.contains(number(date));
  }

  /** AWS counts from Sunday = 1. */
  private static int number(LocalDate date) {
    return date.getDayOfWeek().getValue() % 7 + 1;
  }
}
