package dev.perennial.pages;

import dev.perennial.emulator.http.Page;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import dev.perennial.emulator.stack.StackClock;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/** {@code /clock}: what time it is, what fires next, and going forward to it. */
final class ClockPage implements Page {
  private static final String PLACE = "/clock";

  private final Source source;
  private final Layout layout;

  ClockPage(Source source, Layout layout) {
    this.source = source;
    this.layout = layout;
  }

  @Override
  public HttpAnswer answer(HttpCall call) {
    if (!call.method().equals("POST")) {
      return page("");
    }
    try {
      var form = form(call.body().asUtf8String());
      var fire = form.get("fire");
      if (fire != null) {
        source.stack().fire(fire);
      } else {
        var to = LocalDateTime.parse(form.getOrDefault("to", ""));
        var target = to.atZone(source.zone()).toInstant();
        if (target.isBefore(source.now())) {
          return page("%s has passed; a clock goes forward only.".formatted(to));
        }
        if (target.isAfter(source.now().plus(StackClock.FURTHEST))) {
          return page("%s is too far; it must be within ten years.".formatted(to));
        }
        source.stack().advanceTo(target);
      }
    } catch (DateTimeException e) {
      return page("That is no time; it must be one such as 2026-12-08T10:00.");
    } catch (IllegalArgumentException e) {
      return page(String.valueOf(e.getMessage()));
    }
    return new HttpAnswer(303, Map.of("location", PLACE), List.of(), SdkBytes.fromUtf8String(""));
  }

  private HttpAnswer page(String told) {
    var now = source.now().atZone(source.zone()).toLocalDateTime();
    var rows =
        source.stack().nextTicks().entrySet().stream()
            .map(
                tick ->
                    Html.of(
                        "<tr><td class=\"when\">{}</td><td>{}</td><td><form method=\"post\""
                            + " action=\"{}\"><button name=\"fire\" value=\"{}\">Run"
                            + " now</button></form></td></tr>",
                        source.time(tick.getValue()),
                        tick.getKey(),
                        PLACE,
                        tick.getKey()))
            .toList();
    var main =
        Html.of(
            """
            <section class="hero"><h1>Clock</h1>
            <p>All that is due on the way happens at its own time. A clock goes forward only.</p>
            <p>{}</p></section>
            <section class="card"><h2>Go forward</h2>
            <form method="post" action="{}"><input type="datetime-local" name="to" value="{}" \
            min="{}" aria-label="To"> <button>Go</button></form></section>
            <section class="card"><h2>Schedules</h2><div class="scroll"><table class="list">\
            <thead><tr><th>Next</th><th>Schedule</th><th></th></tr></thead><tbody>{}</tbody>\
            </table></div></section>
            """,
            told,
            PLACE,
            now.plusDays(1).truncatedTo(ChronoUnit.MINUTES),
            now.truncatedTo(ChronoUnit.MINUTES),
            rows);
    return layout.page(PLACE, "Clock", main);
  }

  private static Map<String, String> form(String body) {
    var form = new HashMap<String, String>();
    for (var pair : body.split("&", -1)) {
      var at = pair.indexOf('=');
      if (at > 0) {
        form.put(
            URLDecoder.decode(pair.substring(0, at), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }
}
