package dev.perennial.domain.campaigns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.domain.Example;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.Timetable.InForce;
import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.programme.Reader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  private final List<Mistake> mistakes = new ArrayList<>();

  private CampaignSet campaigns(String... triggers) throws JsonProcessingException {
    var files = MAPPER.createObjectNode();
    for (int i = 0; i < triggers.length; i++) {
      var file = files.withObject("/campaigns").putObject("c" + i);
      file.set("trigger", MAPPER.readTree(triggers[i].replace('\'', '"')));
      file.putArray("steps").addObject().put("points", 1);
    }
    return new CampaignReader().read(new Reader(files, "", mistakes), Example.rules().programme());
  }

  private List<Instant> between(String trigger, String zone, Instant after, Instant upTo)
      throws JsonProcessingException {
    var all = List.of(new InForce(Instant.EPOCH, campaigns(trigger), ZoneId.of(zone)));
    assertEquals(List.of(), mistakes);
    return List.copyOf(new Timetable(all).between(after, upTo).keySet());
  }

  /** What a file says, the shop's zone, and the first times after an instant. */
  @ParameterizedTest(name = "{0} in {1} after {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'weekly'                             | Europe/London       | 2026-03-24T10:00:00Z |"
            + " 2026-03-31T09:00:00Z 2026-04-07T09:00:00Z",
        "{'hour':9}                           | Europe/London       | 2026-03-28T08:59:59Z |"
            + " 2026-03-28T09:00:00Z 2026-03-29T08:00:00Z",
        "{'hour':9,'minute':5}                | Asia/Kolkata        | 2026-03-28T00:00:00Z |"
            + " 2026-03-28T03:35:00Z 2026-03-29T03:35:00Z",
        "{'hour':1,'minute':30}               | Europe/London       | 2026-03-28T01:30:00Z |"
            + " 2026-03-29T01:30:00Z 2026-03-30T00:30:00Z",
        "{'hour':1}                           | Europe/London       | 2026-10-24T00:00:00Z |"
            + " 2026-10-25T00:00:00Z 2026-10-26T01:00:00Z",
        "{'hour':0}                           | America/Sao_Paulo   | 2018-11-03T03:00:00Z |"
            + " 2018-11-04T03:00:00Z 2018-11-05T02:00:00Z",
        "{'hour':0}                           | Africa/Cairo        | 2026-04-22T22:00:00Z |"
            + " 2026-04-23T22:00:00Z 2026-04-24T21:00:00Z",
        "{'weekday':'friday','hour':8}        | America/New_York    | 2026-03-06T13:00:00Z |"
            + " 2026-03-13T12:00:00Z 2026-03-20T12:00:00Z",
        "{'day':'last','hour':9}              | Europe/London       | 2028-01-31T09:00:00Z |"
            + " 2028-02-29T09:00:00Z 2028-03-31T08:00:00Z",
        "{'day':1,'hour':9}                   | Europe/London       | 2026-10-01T08:00:00Z |"
            + " 2026-11-01T09:00:00Z 2026-12-01T09:00:00Z",
        "'cron(0 9 29 2 ? *)'                 | Europe/London       | 2026-03-01T00:00:00Z |"
            + " 2028-02-29T09:00:00Z 2032-02-29T09:00:00Z",
        "'cron(0 10 ? * MON#1 *)'             | Europe/London       | 2026-11-03T00:00:00Z |"
            + " 2026-12-07T10:00:00Z 2027-01-04T10:00:00Z",
      })
  void timesAreTheShopsAndAChangeOfClocksMovesOne(
      String schedule, String zone, Instant after, String wanted) throws JsonProcessingException {
    var found =
        between(
            "{'schedule':" + schedule + ",'every':'1 day'}",
            zone,
            after,
            after.plus(Duration.ofDays(3650)));
    assertEquals(wanted, found.get(0) + " " + found.get(1));
  }

  @Test
  void anHourThatIsLeftOutIsTheNextAndOnceWhereBothAreNamed() throws JsonProcessingException {
    var after = Instant.parse("2026-03-29T00:30:00Z");
    assertEquals(
        List.of(Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-03-29T02:00:00Z")),
        between(
            "{'schedule':'cron(0 * * * ? *)','every':'1 day'}",
            "Europe/London",
            after,
            after.plus(Duration.ofHours(2))));
  }

  @Test
  void aDateComesOnceAndItsEntryIsKeyedByIt() throws JsonProcessingException {
    var trigger = "{'schedule':{'date':'2026-12-24','hour':10}}";
    var at = Instant.parse("2026-12-24T10:00:00Z");
    assertEquals(
        List.of(at),
        between(
            trigger, "Europe/London", at.minusSeconds(1), Instant.parse("2090-01-01T00:00:00Z")));
    assertEquals(
        List.of(), between(trigger, "Europe/London", at, Instant.parse("2090-01-01T00:00:00Z")));
    var on =
        new Trigger.OnSchedule(new Schedule.Once(LocalDateTime.parse("2026-12-24T10:00")), null);
    assertEquals("2026-12-24T10:00", Enrolment.onSchedule(on, at, LONDON).key());
    var now = new Trigger.OnSchedule(new Schedule.Now(), null);
    assertEquals("once", Enrolment.onSchedule(now, at, LONDON).key());
  }

  @Test
  void ofEachInstantTheFilesThatHeldSay() throws JsonProcessingException {
    var day = Instant.parse("2026-06-01T00:00:00Z");
    var nine = "{'schedule':{'hour':9},'every':'1 day'}";
    var ten = "{'schedule':{'hour':10},'every':'1 day'}";
    var timetable =
        new Timetable(
            List.of(
                new InForce(Instant.EPOCH, campaigns(nine), ZoneOffset.UTC),
                new InForce(
                    day.plus(Duration.ofHours(9).plusMinutes(30)), campaigns(ten), ZoneOffset.UTC),
                new InForce(day.plus(Duration.ofDays(1)), campaigns(), ZoneOffset.UTC)));
    assertEquals(
        List.of(day.plus(Duration.ofHours(9)), day.plus(Duration.ofHours(10))),
        List.copyOf(timetable.between(day, day.plus(Duration.ofDays(9))).keySet()));
    assertEquals(List.of("c0"), List.copyOf(timetable.at(day.plus(Duration.ofHours(10)))));
    assertEquals(List.of(), List.copyOf(timetable.at(day.plus(Duration.ofHours(11)))));
    assertEquals(Optional.of(day.plus(Duration.ofHours(9))), timetable.next(day));
    assertEquals(Optional.empty(), timetable.next(day.plus(Duration.ofHours(10))));
  }

  @Test
  void nowIsWhenTheFileFirstHolds() throws JsonProcessingException {
    var at = Instant.parse("2026-06-01T00:00:00Z");
    var now = "{'schedule':'now'}";
    var timetable =
        new Timetable(
            List.of(
                new InForce(Instant.EPOCH, campaigns(), ZoneOffset.UTC),
                new InForce(at, campaigns(now), ZoneOffset.UTC),
                new InForce(at.plusSeconds(60), campaigns(now, now), ZoneOffset.UTC)));
    assertEquals(
        "{2026-06-01T00:00:00Z=[c0], 2026-06-01T00:01:00Z=[c1]}",
        timetable.between(Instant.EPOCH, at.plusSeconds(3600)).toString());
    assertEquals(Optional.of(at.plusSeconds(60)), timetable.next(at));
  }

  @Test
  void byTheCustomersClockTheEntryIsMadeWhereItIsEarliestAndTheJourneyBeginsWhereTheCustomerIs() {
    var on =
        new Trigger.OnSchedule(
            new Schedule.Once(LocalDateTime.parse("2026-12-24T10:00")), true, null);
    var made = Instant.parse("2026-12-23T20:00:00Z");
    assertEquals(
        Instant.parse("2026-12-24T18:00:00Z"), on.starts(made, ZoneId.of("America/Los_Angeles")));
    assertEquals(made, on.starts(made, ZoneId.of("Pacific/Kiritimati")));
  }

  /** What a file says of its trigger, and what is told of it. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'schedule':'daily','every':'1 day'} | schedule: \"daily\": must be weekly, now, a time"
            + " such as {weekday: tuesday, hour: 10}, or as AWS writes it cron(0 10 ? * TUE *)",
        "{'schedule':'cron(0 9 30 2 ? *)','every':'1 day'} | schedule: \"cron(0 9 30 2 ? *)\":"
            + " never comes; no year has such a day",
        "{'schedule':'cron(0/5 9 * * ? *)','every':'1 day'} | schedule: \"cron(0/5 9 * * ? *)\":"
            + " comes several times an hour, and reads all customers each time; once an hour is the"
            + " most there may be",
        "{'schedule':'cron(0 9 * * *)','every':'1 day'} | schedule: \"cron(0 9 * * *)\": cron(0 9 *"
            + " * *) has 5 fields; six are right: minutes hours day-of-month month day-of-week"
            + " year",
        "{'schedule':{'hour':24},'every':'1 day'} | schedule/hour: must be a whole number from 0 to"
            + " 23; 24 is not",
        "{'schedule':{'weekday':'monday'},'every':'1 day'} | schedule/hour: must be a whole number"
            + " from 0 to 23; it is missing",
        "{'schedule':{'hour':9,'day':31},'every':'1 day'} | schedule/day: must be a whole number"
            + " from 1 to 28; 31 is not",
        "{'schedule':{'hour':9,'day':'first'},'every':'1 day'} | schedule/day: \"first\": must be a"
            + " day of the month, 1 to 28, or last",
        "{'schedule':{'hour':9,'date':'24.12.'}} | schedule/date: \"24.12.\": must be a day,"
            + " written as 2026-12-31",
        "{'schedule':{'hour':9,'day':1,'weekday':'monday'},'every':'1 day'} | schedule/day: can't"
            + " stand beside weekday; one of them says the day",
        "{'schedule':{'hour':9,'zone':'mine'},'every':'1 day'} | schedule/zone: \"mine\": is not"
            + " known; known are shop, customer",
        "{'schedule':{'hour':9,'on':'monday'},'every':'1 day'} | schedule/on: is not known here;"
            + " known are date, day, hour, minute, weekday, zone",
        "{'schedule':{'hour':9}} | every: is missing",
        "{'schedule':{'hour':9,'date':'2026-12-24'},'every':'year'} | every: is for what comes"
            + " again; this schedule comes once",
        "{'schedule':'now','every':'year'} | every: is for what comes again; this schedule comes"
            + " once",
      })
  void whatIsWrongIsToldWithWhatWouldBeRight(String trigger, String told)
      throws JsonProcessingException {
    campaigns(trigger);
    var mistake = mistakes.getFirst();
    assertEquals("campaigns/c0/trigger/" + told, mistake.path() + ": " + mistake.what());
    assertEquals(1, mistakes.size(), mistakes.toString());
  }
}
