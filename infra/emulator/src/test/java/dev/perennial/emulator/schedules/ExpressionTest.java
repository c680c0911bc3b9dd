package dev.perennial.emulator.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules as tables: expression, zone, a starting instant, and the ticks that follow it. */
class ExpressionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # every night, winter and summer
          cron(30 2 * * ? *)      | Europe/London | 2026-01-10T12:00:00Z | 2026-01-11T02:30:00Z 2026-01-12T02:30:00Z
          cron(30 2 * * ? *)      | Europe/London | 2026-07-10T12:00:00Z | 2026-07-11T01:30:00Z
          # a tick is after, never at
          cron(30 2 * * ? *)      | UTC           | 2026-07-10T02:30:00Z | 2026-07-11T02:30:00Z
          cron(30 2 * * ? *)      | UTC           | 2026-07-10T02:29:59Z | 2026-07-10T02:30:00Z
          # 2026-03-29 01:00 to 02:00 does not exist in London: skipped
          cron(30 1 * * ? *)      | Europe/London | 2026-03-28T00:00:00Z | 2026-03-28T01:30:00Z 2026-03-30T00:30:00Z
          cron(30 2 * * ? *)      | Europe/London | 2026-03-28T12:00:00Z | 2026-03-29T01:30:00Z
          # 2026-10-25 01:00 to 02:00 comes twice: fires once, at the first
          cron(30 1 * * ? *)      | Europe/London | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z
          cron(30 1 * * ? *)      | Europe/London | 2026-10-25T00:45:00Z | 2026-10-26T01:30:00Z
          cron(0/20 1 * * ? *)    | Europe/London | 2026-10-25T00:15:00Z | 2026-10-25T00:20:00Z 2026-10-25T00:40:00Z 2026-10-26T01:00:00Z
          # days of the week count from Sunday = 1
          cron(0 10 ? * TUE *)    | Europe/London | 2026-01-10T12:00:00Z | 2026-01-13T10:00:00Z 2026-01-20T10:00:00Z
          cron(0 10 ? * 3 *)      | UTC           | 2026-01-10T12:00:00Z | 2026-01-13T10:00:00Z
          cron(0 10 ? * 1 *)      | UTC           | 2026-01-10T12:00:00Z | 2026-01-11T10:00:00Z
          cron(0 10 ? * MON-FRI *)| UTC           | 2026-01-09T12:00:00Z | 2026-01-12T10:00:00Z
          cron(0 10 ? * TUE#2 *)  | UTC           | 2026-01-10T12:00:00Z | 2026-01-13T10:00:00Z 2026-02-10T10:00:00Z
          cron(0 10 ? * FRIL *)   | UTC           | 2026-01-10T12:00:00Z | 2026-01-30T10:00:00Z
          # days of the month
          cron(0 8 1 * ? *)       | UTC           | 2026-01-10T12:00:00Z | 2026-02-01T08:00:00Z 2026-03-01T08:00:00Z
          cron(0 8 L * ? *)       | UTC           | 2026-02-10T12:00:00Z | 2026-02-28T08:00:00Z 2026-03-31T08:00:00Z
          cron(0 8 31 * ? *)      | UTC           | 2026-02-10T12:00:00Z | 2026-03-31T08:00:00Z 2026-05-31T08:00:00Z
          cron(0 8 3W * ? *)      | UTC           | 2026-01-01T12:00:00Z | 2026-01-02T08:00:00Z 2026-02-03T08:00:00Z
          # steps, lists, names, years
          cron(0/15 9,17 * * ? *) | UTC           | 2026-01-10T09:40:00Z | 2026-01-10T09:45:00Z 2026-01-10T17:00:00Z
          cron(5 0 29 FEB ? *)    | UTC           | 2026-01-10T12:00:00Z | 2028-02-29T00:05:00Z
          cron(0 0 1 1 ? 2027)    | UTC           | 2026-01-10T12:00:00Z | 2027-01-01T00:00:00Z never
          # rates count from when the schedule was made, here 2026-01-01T00:10:00Z
          rate(1 hour)            | UTC           | 2026-01-10T12:00:00Z | 2026-01-10T12:10:00Z 2026-01-10T13:10:00Z
          rate(5 minutes)         | UTC           | 2026-01-10T12:10:00Z | 2026-01-10T12:15:00Z
          rate(7 days)            | UTC           | 2026-01-01T00:10:00Z | 2026-01-08T00:10:00Z
          at(2026-07-01T09:00:00) | Europe/London | 2026-01-10T12:00:00Z | 2026-07-01T08:00:00Z never
          """)
  void firesAt(String expression, String zone, Instant after, String ticks) {
    var parsed =
        Expression.parse(expression, ZoneId.of(zone), Instant.parse("2026-01-01T00:10:00Z"));
    var fired = new ArrayList<String>();
    var at = after;
    while (fired.size() < ticks.split(" ", -1).length) {
      var next = parsed.after(at);
      fired.add(next.map(Instant::toString).orElse("never"));
      at = next.orElse(at);
    }
    assertEquals(ticks, String.join(" ", fired));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cron(30 2 * * *)     | six are right
          cron(30 2 * * * *)   | exactly one of day-of-month and day-of-week is ?
          cron(30 2 ? * ? *)   | exactly one of day-of-month and day-of-week is ?
          cron(60 2 * * ? *)   | 60 is not within 0 to 59
          cron(0 2 * * 8 *)    | exactly one
          cron(0 2 ? * 8 *)    | 8 is not within 1 to 7
          cron(0 5-2 * * ? *)  | runs backwards
          rate(0 minutes)      | is no rate
          every day            | is no schedule
          at(tomorrow)         | is no time
          """)
  void refuses(String expression, String why) {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Expression.parse(expression, ZoneId.of("UTC"), Instant.EPOCH));
    assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage());
  }
}
