package dev.perennial.domain.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.perennial.domain.Example;
import dev.perennial.domain.Notation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an account keeps for rooms and for later releases, and what an erasure leaves of it. */
class RemembersTest {
  private static final Slice<String> MOOD =
      Slice.personal("mood", String.class, "calm", (one, other) -> one);
  private static final Slice<Long> STAMPS = Slice.lasting("stamps", Long.class, null, Long::sum);
  private static final Instant NOW = Example.noon("2011-03-01");

  private final Slices both = Slices.NONE.with(MOOD, "glad").with(STAMPS, 7L);

  @Test
  void whatARoomPutIsFoundUnderItsSlice() {
    assertEquals("glad", both.find(MOOD));
    assertEquals(7L, both.find(STAMPS));
    assertEquals(Set.of("mood", "stamps"), both.names());
    assertEquals("Slices mood=glad stamps=7", both.toString());
  }

  @Test
  void aRoomThatRemembersNothingHasItsNone() {
    assertEquals("calm", Slices.NONE.find(MOOD));
    assertNull(Slices.NONE.find(STAMPS));
    var account = Account.empty("anna", "member");
    assertEquals("calm", MOOD.in(account));
    var e = assertThrows(NullPointerException.class, () -> STAMPS.in(account));
    assertEquals("stamps", e.getMessage());
  }

  @Test
  void whatIsNoneIsNotKept() {
    assertEquals(Set.of("stamps"), both.with(MOOD, "calm").names());
    assertEquals(Set.of("mood"), both.with(STAMPS, null).names());
    assertEquals(Slices.NONE, Slices.NONE.with(MOOD, "calm"));
    assertSame(both, both.with(MOOD, "glad"));
  }

  @Test
  void theSameMemoriesAreEqualHoweverTheyCame() {
    var other = Slices.NONE.with(STAMPS, 7L).with(MOOD, "sad").with(MOOD, "glad");
    assertEquals(both, other);
    assertEquals(both.hashCode(), other.hashCode());
    assertNotEquals(both, other.with(MOOD, "sad"));
    assertNotEquals(both, Slices.NONE);
    assertNotEquals((Object) both, "Slices mood=glad stamps=7");
    assertNotEquals(both.hashCode(), Slices.NONE.hashCode());
  }

  @Test
  void anErasureForgetsWhatIsPersonalAndKeepsTheRest() {
    assertEquals(Slices.NONE.with(STAMPS, 7L), both.erased());
  }

  @Test
  void whatALaterReleaseKeepsOutlivesALineAndNoErasure() {
    var later = Map.<String, com.fasterxml.jackson.databind.JsonNode>of("x", new TextNode("y"));
    var kept = Account.empty("anna", "member").keeping(later);
    assertEquals(later, kept.later());
    assertEquals(later, kept.evaluated("gold", Slices.NONE, List.of()).later());
    var line =
        HistoryLine.draft(
            "anna", "stamped#1", 1, NOW, NOW, Cause.RECORDED, unknown("stamped", List.of()));
    assertEquals(later, kept.after(line, ZoneOffset.UTC).later());
  }

  private static LaterEvent unknown(String name, List<Posting> postings) {
    return new LaterEvent(name, JsonNodeFactory.instance.objectNode(), true, postings);
  }

  /** After going back to this release: its points count, its event waits for who knows it. */
  @Test
  void anEventThatOnlyALaterReleaseKnowsMovesPointsAndIsNotPublished() {
    var lot = Notation.lot("2011-12");
    var given = new Posting(Posting.Kind.GIVEN, lot, 5, 0, null, null);
    var event = unknown("stamped", List.of(given));
    var line = HistoryLine.draft("anna", "stamped#1", 1, NOW, NOW, Cause.RECORDED, event);
    var after = Account.empty("anna", "member").after(line, ZoneOffset.UTC);
    assertEquals("2011-12:5", Notation.text(after.lots()));
    assertTrue(Event.of(line).isEmpty());
    assertEquals("Of a later release: stamped", event.title());
    assertEquals("stamped", event.entry(), "in a statement of points");
    assertNull(unknown("noted", List.of()).entry(), "that moves none");
  }

  @Test
  void mailsOfMoreThanSixtyDaysAgoAreForgottenOnceTheyExpired() {
    var log = MailLog.NONE;
    log = log.with("old", sent(NOW, Duration.ofDays(3)), "SENT", NOW);
    log = log.with("long", sent(NOW, Duration.ofDays(90)), "SENT", NOW);
    var day60 = NOW.plus(Duration.ofDays(60));
    log = log.with("new", sent(day60, Duration.ofDays(3)), "SENT", day60);
    assertEquals(Set.of("old", "long", "new"), log.mails().keySet());
    var after = day60.plusMillis(1);
    log = log.with("new", sent(after, Duration.ofDays(3)), "SENT", after);
    assertEquals(Set.of("long", "new"), log.mails().keySet());
    assertEquals(4, log.version());
    assertEquals("new", log.lastId());
  }

  private static MailLog.Mail sent(Instant since, Duration good) {
    return new MailLog.Mail(
        "thanks", "thanks", "email", null, MailLog.State.SENT, since, since.plus(good));
  }

  @Test
  void whatForbidsMailComesAndGoesByItsReason() {
    var log = MailLog.NONE.forbidding("bounced", true).forbidding("withdrawn:email", true);
    assertEquals(Set.of("bounced", "withdrawn:email"), log.forbids());
    assertEquals("FORBIDDEN", log.lastChange());
    log = log.forbidding("bounced", false);
    assertEquals(Set.of("withdrawn:email"), log.forbids());
    assertEquals("PERMITTED", log.lastChange());
    assertEquals(3, log.version());
  }

  @Test
  void anErasedMailLogForbidsEverythingAtTheNextVersion() {
    var log = MailLog.NONE.with("m", sent(NOW, Duration.ofDays(3)), "SENT", NOW).erased();
    assertEquals(new MailLog(2, Map.of(), new TreeSet<>(Set.of("erased")), "ERASED", null), log);
  }

  @ParameterizedTest(name = "part {0} of {1}: {2}")
  @CsvSource({"0, 1, true", "3, 4, true", "4, 4, false", "-1, 4, false", "0, 0, false"})
  void aScanHasAsManyPartsAsItSays(int index, int of, boolean right) {
    if (right) {
      assertEquals(index, new CustomerStore.Part(index, of).index());
    } else {
      assertThrows(IllegalArgumentException.class, () -> new CustomerStore.Part(index, of));
    }
  }
}
