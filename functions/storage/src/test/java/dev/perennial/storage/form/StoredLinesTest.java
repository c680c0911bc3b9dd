package dev.perennial.storage.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.domain.EveryEvent;
import dev.perennial.domain.Example;
import dev.perennial.domain.Notation;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.SimulatedHistory;
import dev.perennial.domain.SimulatedStep;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Changes;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LaterEvent;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.ledger.Trail;
import dev.perennial.domain.loyalty.Statement;
import dev.perennial.domain.rewards.Carried;
import dev.perennial.domain.rewards.Coupon;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** History lines as they are stored: of every kind, of later releases, and damaged. */
class StoredLinesTest {
  private static final Instant NOW = Example.noon("2011-03-01");
  private static final Receipt.Review REWARDED = new Receipt.Review("MUG", null);

  static Stream<DomainEvent> events() {
    return EveryEvent.all();
  }

  private static @Nullable String postings(HistoryLine line) {
    return line.advancesAccount() ? PostingsText.write(line.postings()) : null;
  }

  private static HistoryLine again(HistoryLine line) {
    return Json.readLine(Json.writeLine(line), Json.writeBeside(line), postings(line));
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventIsReadAsItWasWritten(DomainEvent event) throws JsonProcessingException {
    var points = Posting.net(event.postings());
    for (var cause : Cause.values()) {
      var draft = HistoryLine.draft("anna", "id", 0, NOW, NOW.plusNanos(1), cause, event);
      // a component called "type" would stand beside the kind of event
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .readTree(Json.writeLine(draft));
      var changes = new Changes(List.of("a"), List.of(), new Changes.TierMove("a", "b"), points);
      for (var review : Arrays.asList(null, REWARDED, new Receipt.Review(null, "no-sku"))) {
        var told = new Receipt(0, 0, 0, 0, "member", List.of(), null, review, null);
        var full = draft.concluded(changes, told);
        assertEquals(full, again(full));
        assertEquals(Json.writeLine(full), Json.writeLine(again(full)));
      }
    }
  }

  /** Postings of lines that were written before there were any are those of their events. */
  @ParameterizedTest
  @MethodSource("events")
  void aLineWithoutPostingsHasThoseOfItsEvent(DomainEvent event) {
    var changes = new Changes(List.of(), List.of(), null, Posting.net(event.postings()));
    var line =
        HistoryLine.draft("anna", "id", 1, NOW, NOW, Cause.RECORDED, event)
            .concluded(changes, null);
    assertEquals(line, Json.readLine(Json.writeLine(line), Json.writeBeside(line), null));
  }

  @Test
  void whateverIsWrittenInRandomHistoriesIsReadTheSame_seeds1to40() {
    LongStream.rangeClosed(1, 40)
        .parallel()
        .forEach(
            seed -> {
              var steps = SimulatedStep.of(seed, 200);
              assertTrue(SimulatedHistory.live(steps, StoredLinesTest::isReadTheSame) > 0);
            });
  }

  private static void isReadTheSame(Object written) {
    switch (written) {
      case HistoryLine line -> assertEquals(line, again(line));
      case Account account -> {
        var body = Json.read(Json.write(BesideAccount.body(account)), Account.class);
        var beside = BesideAccount.texts(account);
        assertEquals(Trail.settled(account), BesideAccount.laid(body, beside::get));
      }
      case Coupon coupon -> assertEquals(coupon, Json.read(Json.write(coupon), Coupon.class));
      case Carried carried -> assertEquals(carried, Json.read(Json.write(carried), Carried.class));
      default -> throw new AssertionError(written.getClass());
    }
  }

  private static final String LATER =
      """
      {"customerId":"anna","id":"ledger#stamp#1","seq":2,"at":"2011-03-01T12:00:00Z",\
      "recordedAt":"2011-03-01T12:00:00Z","cause":"recorded","changes":{"points":25},\
      "fact":{"type":"stamped","card":"coffee","deep":{"more":[1,2]}},"whatever":{"x":1}}\
      """;

  @Test
  void anEventOfALaterReleaseAdvancesTheAccountAndMovesItsPoints() {
    var anna = new PlayedCustomer(Example.rules());
    anna.buy(Example.purchase("P1", NOW, Example.line("A", 1, 3000)));
    var line = Json.readLine(LATER, null, "1;g 2012-03 25 0");
    var event = (LaterEvent) line.event();
    assertEquals("stamped", event.name());
    assertTrue(line.advancesAccount());
    assertNull(event.eventType(), "it waits for the release that can tell it");
    var after = anna.account().after(line, Example.LONDON);
    assertEquals(2, after.version());
    assertEquals("2012-03:25 2011-03-15/2012-03:30", Notation.text(after.lots()));
    assertEquals(anna.account().days(), after.days());
    var ledger = List.of(anna.last(), line);
    var statement = Statement.of("anna", ledger, Example.LONDON, LocalDate.parse("2011-03-20"));
    assertEquals(25, statement.sums().given());
    assertEquals(55, statement.sums().active());
    assertEquals("stamped", statement.entries().getLast().what());
    assertTrue(Json.writeLine(line).contains("\"deep\":{\"more\":[1,2]}"), "its body as it was");
  }

  @Test
  void anEventOfALaterReleaseWithoutPostingsAdvancesNothing() {
    var line = Json.readLine(LATER.replace("{\"points\":25}", "{}"), null, null);
    assertFalse(line.advancesAccount());
    assertEquals(List.of(), line.postings());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "1;g 2012-03 24 0, '24, and changes points by 25'",
    "1, '0, and changes points by 25'",
    "1;g 2012-03 25, posting 1 is cut or damaged",
    "1;g 2012-03 25 0;, posting 2 is cut or damaged",
    "1;z 2012-03 25 0, posting 1 is cut or damaged",
    "1;g - 25 0, posting 1 is cut or damaged",
    "'', postings of a form that this release doesn't read; it reads form 1",
    "2;g 2012-03 25 0, postings of a form that this release doesn't read; it reads form 1",
  })
  void postingsThatDontAddUpOrAreCutAreRefused(String postings, String why) {
    var e =
        assertThrows(IllegalArgumentException.class, () -> Json.readLine(LATER, null, postings));
    assertTrue(String.valueOf(e.getMessage()).endsWith(why), e.getMessage());
  }

  @Test
  void aNewerSchemaIsRefusedInOneLine() {
    var text = LATER.replace("{\"customerId\"", "{\"schema\":2,\"customerId\"");
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> Json.readLine(text, null, "1;g 2012-03 25 0"));
    assertEquals(
        "is of schema 2, which a later release wrote; this one reads schema 1", e.getMessage());
  }

  @Test
  void whatIsNoStoredJsonIsRefusedWithoutQuotingIt() {
    for (var text :
        List.of("", "null", "{}{", "7", "{\"id\":5,\"at\":\"x\"}", "[\"anna@example.com\"]")) {
      var e =
          assertThrows(IllegalArgumentException.class, () -> Json.readLine(text, null, null), text);
      var said = String.valueOf(e.getMessage());
      assertTrue(said.startsWith("stored JSON is no line of a history"), said);
      assertFalse(said.contains("anna"), said);
    }
  }
}
