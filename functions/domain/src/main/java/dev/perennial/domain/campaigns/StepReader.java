package dev.perennial.domain.campaigns;

import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.programme.Nearest;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.segments.PatternFault;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the steps of a campaign's file. */
final class StepReader {
  private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,6}) (day|hour|minute)s?");
  private static final Pattern WAY = Pattern.compile("[a-z0-9-]{1,20}");
  private static final Pattern PATH = Pattern.compile("[A-Za-z]{1,40}([.][A-Za-z]{1,40}){0,3}");

  private static final Pattern PROPERTY = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");

  private static final int MAX_PROPERTIES = 20;

  private static final int MAX_VALUE = 200;

  private static final Step.Wait NO_WAIT = new Step.Wait(0, Duration.ZERO);

  /** The longest wait, in days. */
  private static final int MAX_DAYS = 730;

  private static final int MAX_POINTS = 1_000_000;

  /** Steps in all, so that a file stays one that people can read. */
  private static final int MAX_STEPS = 50;

  private static final int MAX_DEPTH = 5;

  private final Map<String, Function<Reader, Step>> kinds = new TreeMap<>();
  private int depth;
  private int count;

  StepReader() {
    kinds.put("email", StepReader::email);
    kinds.put("wait", step -> step.text("wait", NO_WAIT, StepReader::wait));
    kinds.put("until", step -> until(step.object("until")));
    kinds.put("await", this::await);
    kinds.put("if", this::branch);
    kinds.put("split", step -> split(step.object("split")));
    kinds.put("points", step -> new Step.Points(step.whole("points", 1, MAX_POINTS)));
    kinds.put("coupon", step -> new Step.Coupon(step.text("coupon", "", Reader::id)));
    kinds.put("survey", StepReader::survey);
    kinds.put("emit", StepReader::emit);
    kinds.put("end", StepReader::end);
  }

  /** The steps of a field; mistakes are noted. */
  List<Step> steps(Reader file, String field) {
    if (depth == MAX_DEPTH) {
      file.note(field, "lies deeper than " + MAX_DEPTH + " steps in each other");
      return List.of();
    }
    depth++;
    var steps = new ArrayList<Step>();
    for (var each : file.objects(field)) {
      if (++count == MAX_STEPS + 1) {
        file.note(
            field, "has the step after the " + MAX_STEPS + "th, which is the last there may be");
      }
      var step = step(each);
      if (step != null) {
        steps.add(step);
      }
    }
    depth--;
    return steps;
  }

  private @Nullable Step step(Reader each) {
    var said = kinds.keySet().stream().filter(each::has).toList();
    if (said.size() != 1) {
      each.note("", (said.isEmpty() ? noStep(each.names()) : severalSteps(said)));
      return null;
    }
    var read = kinds.get(said.getFirst());
    var step = read == null ? null : read.apply(each);
    each.nothingElse();
    return step;
  }

  private String noStep(List<String> names) {
    var one = names.isEmpty() ? "" : names.getFirst();
    return (one.isEmpty() ? "says nothing to do" : "\"" + one + "\" is nothing to do")
        + "; a step is one of "
        + String.join(", ", kinds.keySet())
        + Nearest.meant(one, kinds.keySet());
  }

  private static String severalSteps(List<String> said) {
    return "says several things: " + String.join(", ", said) + "; each is a step of its own";
  }

  private static Step email(Reader step) {
    return new Step.Email(
        step.text("email", "", Reader::id),
        step.text("expires", Duration.ofDays(1), StepReader::expiry));
  }

  /** A survey is asked by a mail that links to it. */
  private static Step survey(Reader step) {
    var survey = step.text("survey", "", Reader::id);
    return new Step.Email(
        step.has("template") ? step.text("template", "", Reader::id) : survey,
        step.text("expires", Duration.ofDays(1), StepReader::expiry));
  }

  private static Step emit(Reader step) {
    var name = step.text("emit", "", Reader::id);
    var properties = new TreeMap<String, String>();
    if (step.has("properties")) {
      var said = step.object("properties");
      for (var each : said.names()) {
        var value = said.field(each);
        if (!PROPERTY.matcher(each).matches()) {
          said.noteName(each, "is named wrongly: a property has up to 40 letters and digits");
        } else if (!value.isValueNode() || value.asText().length() > MAX_VALUE || value.isNull()) {
          said.note(
              each,
              "must be a text of at most 200 characters, a number, true or false"
                  + Reader.butIs(value));
        } else {
          properties.put(each, value.toString());
        }
      }
      if (properties.size() > MAX_PROPERTIES) {
        said.note("", "has more than " + MAX_PROPERTIES + " properties, the most there may be");
      }
    }
    return new Step.Emit(name, properties);
  }

  private static Duration expiry(String text) {
    return Duration.ofDays(CampaignReader.days(text, Math.toIntExact(MailLog.KEPT.toDays())));
  }

  private static Step end(Reader step) {
    if (!step.truth("end")) {
      step.note("end", "must be true; leave the step out if the journey should go on");
    }
    return new Step.End();
  }

  private static Step.Wait wait(String text) {
    var matcher = TIME.matcher(text);
    var wanted =
        "must be a number of days, hours or minutes up to "
            + MAX_DAYS
            + " days, such as \"3 days\"";
    if (!matcher.matches()) {
      throw new IllegalArgumentException(wanted);
    }
    var number = Integer.parseInt(matcher.group(1));
    var wait =
        switch (matcher.group(2)) {
          case "day" -> new Step.Wait(number, Duration.ZERO);
          case "hour" -> new Step.Wait(0, Duration.ofHours(number));
          default -> new Step.Wait(0, Duration.ofMinutes(number));
        };
    if (wait.days() > MAX_DAYS || wait.time().toDays() > MAX_DAYS) {
      throw new IllegalArgumentException(wanted);
    }
    return wait;
  }

  private static Step until(Reader until) {
    var step =
        new Step.Until(
            until.has("weekday")
                ? until.text("weekday", DayOfWeek.MONDAY, StepReader::weekday)
                : null,
            until.has("date") ? until.text("date", LocalDate.EPOCH, StepReader::date) : null,
            until.whole("hour", 0, 23));
    until.nothingElse();
    return step;
  }

  static DayOfWeek weekday(String text) {
    for (var day : DayOfWeek.values()) {
      if (day.name().toLowerCase(Locale.ROOT).equals(text)) {
        return day;
      }
    }
    throw new IllegalArgumentException(
        "must be a day of the week in small letters, such as tuesday");
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("must be a day, such as 2026-12-24", e);
    }
  }

  private Step await(Reader step) {
    var await = step.object("await");
    if (await.has("event")) {
      CampaignReader.hears(await.field("event"), await);
    }
    var found =
        new Step.Await(
            pattern(await, "event"),
            List.copyOf(await.has("same") ? await.texts("same", StepReader::path) : List.of()),
            await.text("for", NO_WAIT, StepReader::wait),
            step.has("came") ? steps(step, "came") : List.of(),
            step.has("else") ? steps(step, "else") : List.of());
    await.nothingElse();
    return found;
  }

  private static String path(String text) {
    if (!PATH.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must be a field of the event's detail, such as purchaseId or properties.cartId");
    }
    return text;
  }

  private Step branch(Reader step) {
    return new Step.Branch(
        pattern(step, "if"),
        step.has("then") ? steps(step, "then") : List.of(),
        step.has("else") ? steps(step, "else") : List.of());
  }

  private Step split(Reader split) {
    var ways = new TreeMap<String, Step.Way>();
    for (var name : split.names()) {
      if (!WAY.matcher(name).matches()) {
        split.noteName(
            name, "is named wrongly: a way has up to 20 small letters, digits and dashes");
        continue;
      }
      var way = split.object(name);
      ways.put(
          name,
          new Step.Way(
              way.whole("share", 1, 100), way.has("steps") ? steps(way, "steps") : List.of()));
      way.nothingElse();
    }
    if (ways.size() < 2) {
      split.note("", "must have two ways at least, such as a and b; it has " + ways.size());
    }
    return new Step.Split(ways);
  }

  /** A pattern as JSON text, after noting what is wrong with it. */
  static String pattern(Reader file, String field) {
    return PatternFault.isNone(file, field) && !file.has(field)
        ? "{}"
        : file.field(field).toString();
  }
}
