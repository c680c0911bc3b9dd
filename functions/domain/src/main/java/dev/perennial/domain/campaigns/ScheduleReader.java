package dev.perennial.domain.campaigns;

import dev.perennial.domain.campaigns.Campaign.Limit;
import dev.perennial.domain.campaigns.Campaign.Period;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.schedules.Cron;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what a campaign's file says of its schedule. */
final class ScheduleReader {
  private static final Pattern CRON = Pattern.compile("cron\\((.*)\\)");

  private static final LocalDateTime EVER = LocalDate.EPOCH.atStartOfDay();

  /** The last day that every month has. */
  private static final int EVERY_MONTHS_LAST = 28;

  private static final List<String> DAYS = List.of("weekday", "day", "date");

  private ScheduleReader() {}

  /**
   * The trigger of a file without an event.
   *
   * @param limit days that the file says of {@code every}, if it does
   */
  static Trigger.OnSchedule read(Reader trigger, Limit limit) {
    var said = trigger.field("schedule");
    var own = false;
    Schedule schedule;
    if (said.isObject()) {
      var times = trigger.object("schedule");
      schedule = times(times);
      own =
          times.has("zone") && times.text("zone", "shop", ScheduleReader::zone).equals("customer");
      times.nothingElse();
    } else {
      schedule = trigger.text("schedule", Schedule.WEEKLY, ScheduleReader::text);
    }
    if (schedule instanceof Schedule.Recurring) {
      var every = limit.days() > 0 ? null : trigger.text("every", Period.YEAR, Period::of);
      return new Trigger.OnSchedule(schedule, own, every);
    }
    if (trigger.has("every")) {
      trigger.note("every", "is for what comes again; this schedule comes once");
    }
    return new Trigger.OnSchedule(schedule, own, null);
  }

  private static String zone(String text) {
    return Reader.oneOf(text, List.of("shop", "customer"));
  }

  private static Schedule text(String text) {
    if (text.equals("weekly")) {
      return Schedule.WEEKLY;
    }
    if (text.equals("now")) {
      return new Schedule.Now();
    }
    var matcher = CRON.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "must be weekly, now, a time such as {weekday: tuesday, hour: 10}, or as AWS writes it"
              + " cron(0 10 ? * TUE *)");
    }
    return recurring(matcher.group(1));
  }

  private static Schedule recurring(String fields) {
    var cron = Cron.parse(fields);
    if (cron.minutes().size() > 1) {
      throw new IllegalArgumentException(
          "comes several times an hour, and reads all customers each time; once an hour is the most"
              + " there may be");
    }
    if (cron.after(EVER).isEmpty()) {
      throw new IllegalArgumentException("never comes; no year has such a day");
    }
    return new Schedule.Recurring(cron, "cron(" + fields + ")");
  }

  private static Schedule times(Reader times) {
    var hour = times.whole("hour", 0, 23);
    var minute = times.has("minute") ? times.whole("minute", 0, 59) : 0;
    var said = DAYS.stream().filter(times::has).toList();
    if (said.size() > 1) {
      times.note(
          said.getLast(), "can't stand beside " + said.getFirst() + "; one of them says the day");
    }
    if (times.has("date")) {
      return new Schedule.Once(
          times.text("date", LocalDate.EPOCH, Reader::day).atTime(hour, minute));
    }
    var day = "* * ?";
    if (times.has("weekday")) {
      var weekday = times.text("weekday", DayOfWeek.MONDAY, StepReader::weekday);
      day = "? * " + weekday.name().substring(0, 3);
    } else if (times.has("day")) {
      day =
          times.field("day").isTextual()
              ? times.text("day", "L", ScheduleReader::last) + " * ?"
              : times.whole("day", 1, EVERY_MONTHS_LAST) + " * ?";
    }
    return recurring("%d %d %s *".formatted(minute, hour, day));
  }

  private static String last(String text) {
    if (!text.equals("last")) {
      throw new IllegalArgumentException("must be a day of the month, 1 to 28, or last");
    }
    return "L";
  }
}
