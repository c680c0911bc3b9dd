package dev.perennial.shop.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.domain.explanation.Ticks;
import dev.perennial.emulator.schedules.Expression;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is foreseen of schedules is what the template says of them, also when clocks change. */
class TemplateTicksTest {
  private static final int TIMES = 800;
  private static final List<String> ZONES =
      List.of("Europe/London", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Apia");

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = "nightly")
  void foreseenAreTheTimesOfTheTemplate(String tick) {
    var expression =
        new TemplateText()
            .eventSources().values().stream()
                .map(TemplateText.EventSource::properties)
                .filter(each -> each.path("Input").asText().contains("\"" + tick + "\""))
                .map(each -> each.path("ScheduleExpression").asText())
                .findFirst()
                .orElseThrow();
    for (var name : ZONES) {
      var zone = ZoneId.of(name);
      var from = Instant.parse("2011-01-01T00:00:00Z");
      var schedule = Expression.parse(expression, zone, from);
      for (int i = 0; i < TIMES; i++) {
        var next = Ticks.after(tick, from, zone).orElseThrow();
        assertEquals(schedule.after(from).orElseThrow(), next, name + " after " + from);
        from = next;
      }
    }
  }
}
