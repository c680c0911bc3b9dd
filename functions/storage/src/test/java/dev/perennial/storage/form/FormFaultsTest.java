package dev.perennial.storage.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.EveryEvent;
import dev.perennial.domain.Example;
import dev.perennial.domain.Notation;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Changes;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LaterEvent;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.rewards.Redeemed;
import dev.perennial.domain.rewards.Reward;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a stored line that can't be read: where it is wrong, and never what it holds. */
class FormFaultsTest {
  private static final Instant NOW = Example.noon("2011-03-01");

  private static HistoryLine line(DomainEvent event) {
    return HistoryLine.draft("anna", "ledger#redemption#D", 1, NOW, NOW, Cause.RECORDED, event);
  }

  private static HistoryLine redeemed() {
    var takes = List.of(new Lots.Take(Notation.lot("2011-03-15/2012-03"), 5));
    var offer = new Reward.Offer(500, 0, 90, 1, true, false);
    var until = LocalDate.parse("2011-05-30");
    return line(new Redeemed("D", "mug", "1", takes, "C", offer, until, -1))
        .concluded(new Changes(List.of(), List.of(), null, -5), null);
  }

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"2011-03-15/2012-03\" | \"nonsense\" | : fact.takes.lot ",
        "\"2011-03-01T12:00:00Z\" | \"yesterday\" | : at ",
        "\"recorded\" | \"ada@example.com\" | : cause"
      })
  void whereALineIsWrongIsToldWithoutWhatItHolds(String right, String wrong, String where) {
    var text = Json.writeLine(redeemed());
    assertTrue(text.contains(right), text);
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Json.readLine(text.replace(right, wrong), null, null));
    var told = String.valueOf(e.getMessage());
    assertTrue(told.startsWith("stored JSON is no line of a history" + where), told);
    assertFalse(told.contains(wrong.replace("\"", "")), told);
  }

  @ParameterizedTest
  @CsvSource({"null", "{", "[]", "'{\"at\":5}'"})
  void whatIsNoLineAtAllIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Json.readLine(text, null, null));
  }

  @Test
  void aLineIsReadAsItWasWritten() {
    assertEquals(redeemed(), Json.readLine(Json.writeLine(redeemed()), null, null));
  }

  /** Of these no postings are stored: every release makes the same of the event. */
  @Test
  void anEventTellsItsPostingsOnlyWhenTheyAreWhatTheLineSays() {
    assertTrue(FirstEvents.tell(redeemed()));
    var other = Posting.debt(Posting.Kind.REDEEMED, 5);
    var line = redeemed();
    var differing =
        new HistoryLine(
            line.customerId(),
            line.id(),
            line.seq(),
            line.at(),
            line.recordedAt(),
            line.cause(),
            line.changes(),
            line.event(),
            List.of(other),
            null);
    assertFalse(FirstEvents.tell(differing));
    var later = new LaterEvent("x", JsonNodeFactory.instance.objectNode(), true, List.of());
    assertFalse(FirstEvents.tell(line(later)));
    assertTrue(EveryEvent.all().map(FormFaultsTest::line).anyMatch(FirstEvents::tell));
  }
}
