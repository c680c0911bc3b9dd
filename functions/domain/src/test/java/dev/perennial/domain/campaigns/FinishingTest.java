package dev.perennial.domain.campaigns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.MailLog.State;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of those under way when the files are others. */
class FinishingTest extends PlayedJourneys {
  private static final String DAY = "{\"wait\": \"1 day\"}";

  private static String file(String versions, String more, String steps) {
    return "{\"c\": {"
        + EVERY_ORDER.replace("\"]}}", "\"]}, \"atOnce\": 5}")
        + (versions.isEmpty() ? "" : ", \"versions\": \"" + versions + "\"")
        + more
        + ", \"steps\": ["
        + steps
        + "]}}";
  }

  private static String finish(String steps) {
    return file("finish", "", steps);
  }

  private List<String> templates() {
    return customer.mailLogOrNone().mails().values().stream().map(MailLog.Mail::template).toList();
  }

  private String reason(String entry) {
    return Objects.requireNonNull(customer.mailLogOrNone().journeys().get("c#" + entry)).reason();
  }

  private String versionOf(String entry) {
    return Objects.requireNonNull(customer.mailLogOrNone().journeys().get("c#" + entry)).version();
  }

  private void live() {
    for (var due = customer.mailLogOrNone().due(); due != null; ) {
      write(at(due).due());
      due = customer.mailLogOrNone().due();
    }
  }

  /** What both files say, and which file's mail comes. */
  @ParameterizedTest(name = "{0} and then {1}: {2}")
  @CsvSource({
    "finish, finish, one",
    "finish, move,   two",
    "finish, '',     two",
    "move,   finish, two",
    "'',     '',     two",
  })
  void whoIsUnderWayFinishesWhenTheFilesOfBeforeAndOfNowSaySo(
      String before, String now, String template) {
    campaigns(file(before, "", DAY + ", {\"email\": \"one\"}"));
    enter("p1", START);
    apply(file(now, "", DAY + ", {\"email\": \"two\"}"));
    live();
    assertEquals(List.of(template), templates());
  }

  /** What the files say and become, and how those end who wait at the second step. */
  @ParameterizedTest(name = "{0}, {1}: {2} {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "finish | a step gone | ended            | one",
        "move   | a step gone | step-removed     | ''",
        "finish | taken away  | ended            | one",
        "move   | taken away  | campaign-removed | ''",
      })
  void aStepOrAFileThatIsGoneEndsThoseAloneWhoMove(
      String versions, String how, String over, String mails) {
    campaigns(file(versions, "", DAY + "," + DAY + ", {\"email\": \"one\"}"));
    enter("p1", START);
    write(at(due()).due());
    apply(how.equals("taken away") ? "{}" : file(versions, "", "{\"email\": \"two\"}"));
    live();
    assertEquals(over, reason("p1"));
    assertEquals(mails, String.join(" ", templates()));
  }

  @Test
  void eachOfSeveralVersionsIsFinishedByThoseWhoBeganByItAndOthersNoteNone() {
    campaigns(finish(DAY + ", {\"email\": \"one\"}"));
    enter("p1", START);
    apply(finish(DAY + ", {\"email\": \"two\"}"));
    enter("p2", START.plusSeconds(1));
    apply(finish(DAY + ", {\"email\": \"three\"}"));
    enter("p3", START.plusSeconds(2));
    assertEquals(
        List.of("1", "2", "3"), List.of(versionOf("p1"), versionOf("p2"), versionOf("p3")));
    live();
    assertEquals(List.of("one", "two", "three"), templates());
    apply(file("move", "", DAY + ", {\"email\": \"four\"}"));
    enter("p4", START.plusSeconds(3));
    assertEquals("", versionOf("p4"));
  }

  @Test
  void whoMovedOnceDoesNotGoBack() {
    campaigns(finish(DAY + "," + DAY + ", {\"email\": \"one\"}"));
    enter("p1", START);
    apply(file("move", "", DAY + "," + DAY + ", {\"email\": \"two\"}"));
    write(at(due()).due());
    assertEquals("", versionOf("p1"));
    apply(finish(DAY + "," + DAY + ", {\"email\": \"three\"}"));
    live();
    assertEquals(List.of("three"), templates());
  }

  @Test
  void whoWaitedWhileAFileTookAllAlongDoesNotGoBackEither() {
    campaigns(finish("{\"wait\": \"10 days\"}, {\"email\": \"one\"}"));
    enter("p1", START);
    apply(file("move", "", "{\"wait\": \"10 days\"}, {\"email\": \"two\"}"));
    apply(finish("{\"wait\": \"10 days\"}, {\"email\": \"three\"}"));
    live();
    assertEquals(List.of("three"), templates());
  }

  @Test
  void whoseVersionNobodyKnowsGoesByTheFilesInForce() {
    campaign("[" + DAY + ", {\"email\": \"one\"}]");
    write(at(START).begin(Journey.begun("c", "p1", START, "0", Map.of()).on("77")));
    live();
    assertEquals(List.of("one"), templates());
  }

  @Test
  void whatTodaysFilesDoNotListenToIsHeardByThoseWhoAwaitIt() {
    campaigns(
        finish(
            """
            {"await": {"event": {"detail-type": ["Purchase Refunded"]}, "for": "2 days"},
              "came": [{"email": "sorry"}], "else": [{"email": "review"}]}
            """));
    enter("p1", START);
    apply("{}");
    hear("r1", START.plusSeconds(60), "Purchase Refunded", "p1");
    assertEquals(List.of("sorry"), templates());
  }

  /** What ends a journey by the file of before, and by that of now. */
  @ParameterizedTest(name = "{0} before, {1} now: {2}")
  @CsvSource({"exit, goal, exit", "goal, exit, goal", "goal, '', goal", "'', goal, ''"})
  void whatEndsAJourneyEarlyIsItsOwnVersionsToSay(String before, String now, String over) {
    campaigns(file("finish", leaving(before), DAY + ", {\"email\": \"one\"}"));
    enter("p1", START);
    apply(file("finish", leaving(now), DAY + ", {\"email\": \"two\"}"));
    hear("r1", START.plusSeconds(60), "Purchase Refunded", "p1");
    assertEquals(over, reason("p1"));
  }

  private static String leaving(String field) {
    return field.isEmpty()
        ? ""
        : ", \"" + field + "\": {\"event\": {\"detail-type\": [\"Purchase Refunded\"]}}";
  }

  @Test
  void aQuestionIsItsOwnVersionsAndItsAnswerTodays() {
    var asks = "{\"if\": {\"tier\": [\"%s\"]}, \"then\": [{\"email\": \"yes\"}]}";
    campaigns(finish(DAY + ", " + asks.formatted("member")));
    enter("p1", START);
    apply(finish(DAY + ", " + asks.formatted("gold")));
    live();
    assertEquals(List.of("yes"), templates());
  }

  @Test
  void theVersionIsRememberedUntilTheLastMailIsWritten() {
    campaigns(finish("{\"email\": \"one\"}"));
    enter("p1", START);
    apply("{}");
    var log = customer.mailLogOrNone();
    var versions = new CampaignVersions(rules());
    assertEquals("1", versions.programme(log, "c#p1#0").version());
    assertTrue(only().ended());
    var mail = Objects.requireNonNull(log.mails().get("c#p1#0"));
    var sending = log.with("c#p1#0", mail.in(State.SENDING, START), "SENDING", START);
    assertEquals("1", versions.programme(sending, "c#p1#0").version());
    var sent = sending.with("c#p1#0", mail.in(State.SENT, START), "SENT", START);
    assertTrue(sent.journeys().isEmpty(), "the mail is memory enough");
    assertEquals("2", versions.programme(sent, "c#p1#0").version());
  }

  /** Steps, and the day of March at whose end a journey of the first is over at the latest. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"wait\": \"3 days\"}                                                    | 04",
        "{\"until\": {\"weekday\": \"tuesday\", \"hour\": 10}}                     | 10",
        "{\"until\": {\"date\": \"2011-03-20\", \"hour\": 10}}                     | 29",
        "{\"email\": \"one\", \"expires\": \"5 days\"}, {\"wait\": \"2 days\"}     | 08",
        "{\"split\": {\"a\": {\"share\": 1, \"steps\": [{\"wait\": \"2 days\"}]},"
            + " \"b\": {\"share\": 1, \"steps\": [{\"wait\": \"3 days\"}]}}}       | 06",
      })
  void aJourneyIsSurelyOver(String steps, String day) {
    campaigns(finish(steps));
    var over = campaigns.all().getFirst().flow().over(START);
    assertEquals("2011-03-" + day, over.toString().substring(0, 10));
    enter("p1", START);
    while (customer.mailLogOrNone().due() != null) {
      var due = due();
      assertFalse(due.isAfter(over), due + " " + over);
      write(at(due).due());
    }
  }
}
