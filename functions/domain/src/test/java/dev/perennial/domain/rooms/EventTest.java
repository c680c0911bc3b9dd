package dev.perennial.domain.rooms;

import static dev.perennial.domain.Example.anna;
import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.activities.Active;
import dev.perennial.domain.activities.Reviewed;
import dev.perennial.domain.campaigns.Entered;
import dev.perennial.domain.customers.Erased;
import dev.perennial.domain.customers.Profiled;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Changes;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.loyalty.Adjusted;
import dev.perennial.domain.loyalty.PointsExpiring;
import dev.perennial.domain.mail.ClickSeen;
import dev.perennial.domain.mail.Clicked;
import dev.perennial.domain.mail.Decided;
import dev.perennial.domain.mail.Mailed;
import dev.perennial.domain.mail.Returned;
import dev.perennial.domain.nightly.Moved;
import dev.perennial.domain.purchases.PaidLines;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Terms;
import dev.perennial.domain.referrals.FriendBought;
import dev.perennial.domain.referrals.FriendReturned;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.refunds.RefundAwaiting;
import dev.perennial.domain.refunds.RefundRejected;
import dev.perennial.domain.refunds.Refunded;
import dev.perennial.domain.rewards.Redeemed;
import dev.perennial.domain.rewards.RedemptionCancelled;
import dev.perennial.domain.rewards.Reward;
import dev.perennial.domain.surveys.Answered;
import dev.perennial.storage.form.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventTest {
  private static final Instant NOW = noon("2011-03-01");
  private static final Lots.Lot LOT = Lots.parseLot("2011-03-15/2012-03");

  private static final Terms FULL = Terms.parse("000001 1000 n500 m3 bwelcome:1 bfirst/a:b:2");

  private static final Receipt.Review REWARDED = new Receipt.Review("MUG", null);

  private static HistoryLine of(DomainEvent fact) {
    return HistoryLine.draft("anna", "id", 1, NOW, NOW, Cause.RECORDED, fact);
  }

  /** Every kind of fact, with everything and with as little as there may be. */
  static Stream<DomainEvent> facts() {
    var paid = PaidLines.parse("A 1 0;B 2 100 p150 cx r2000 k0");
    return Stream.of(
        new Purchased(
            "P", "d", "GBP", "home", "web", "C", "F", 1, 2, 150, paid, 1, FULL, 3, 2, LOT, true,
            "ben"),
        new Purchased(
            "P",
            "d",
            "GBP",
            null,
            null,
            null,
            null,
            0,
            0,
            0,
            PaidLines.parse("A 1 0"),
            1,
            Terms.parse("1 0"),
            0,
            0,
            LOT,
            false,
            null),
        new Refunded(
            "R",
            "P",
            "d",
            List.of(0L, 2L),
            150,
            3,
            List.of(new Lots.Take(LOT, 1)),
            2,
            7,
            true,
            LocalDate.parse("2011-03-01"),
            true,
            true),
        new Refunded(
            "R",
            "P",
            "d",
            List.of(0L),
            0,
            0,
            List.of(),
            0,
            0,
            false,
            LocalDate.parse("1970-01-01"),
            false,
            false),
        new Redeemed(
            "D",
            "mug",
            "1",
            List.of(new Lots.Take(LOT, 5)),
            "C",
            new Reward.Offer(500, 0, 90, 1, true, false),
            LocalDate.parse("2011-03-01"),
            -1),
        new Adjusted("A", 5, "kindness", "s.staff", LOT, 2, List.of(), 0),
        new Adjusted("A", -5, "mistake", "s", LOT, 0, List.of(new Lots.Take(LOT, 2)), 3),
        new Active("A", "viewed", null, "d", new TreeMap<>()),
        new Active(
            "A",
            "review",
            "MUG",
            "d",
            new TreeMap<>(Map.of("a.b", "\"so \\\"fine\\\"\"", "n", "1.5"))),
        new Reviewed("A", "MUG", "000001", 25, 5, LOT, true),
        new Reviewed("A", "MUG", "1", 1, 0, LOT, false),
        new PointsExpiring(LocalDate.parse("2011-12-31"), 62, 30),
        new RedemptionCancelled("D", List.of(new Lots.Take(LOT, 5)), 2),
        new RefundAwaiting("R", "P", "d", List.of(new Refund.Line("A", 1, 250L))),
        new RefundAwaiting("R", "P", "d", List.of()),
        new RefundRejected("R", "P", "purchase-unknown"),
        new Profiled(true, false, List.of("email")),
        new Profiled(false, true, List.of("consents")),
        new Profiled(false, false, List.of()),
        new Moved(),
        new Erased(),
        new Entered("thanks", "2011", "trigger"),
        new Entered("thanks", "2011", null),
        new Decided("s", "thanks", "rest"),
        new Mailed("s", "thanks", "thanks"),
        new Clicked("s", "thanks", 1),
        new ClickSeen("s", "thanks", 2, "too-soon"),
        new Answered(
            "nps",
            new TreeMap<>(Map.of("score", 9L)),
            new TreeMap<>(Map.of("why", "price")),
            new TreeMap<>(Map.of("more", "so \"fine\""))),
        new Answered("nps", new TreeMap<>(), new TreeMap<>(), new TreeMap<>()),
        new FriendBought("bob", "P"),
        new FriendReturned("bob", "P"),
        new Returned("s", "bounced"),
        new Returned("s", "complained"));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void everyFactIsReadAsItWasWritten(DomainEvent fact) throws JsonProcessingException {
    // a component called "type" would stand beside the kind of fact
    new ObjectMapper()
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .readTree(Json.write(of(fact)));
    for (var cause : Cause.values()) {
      var draft = HistoryLine.draft("anna", "id", 0, NOW, NOW.plusNanos(1), cause, fact);
      assertEquals(draft, Json.read(Json.write(draft), HistoryLine.class));
      var changes = new Changes(List.of("a"), List.of(), new Changes.TierMove("a", "b"), -5);
      for (var review : Arrays.asList(null, REWARDED, new Receipt.Review(null, "no-sku"))) {
        var told = new Receipt(0, 0, 0, 0, "member", List.of(), null, review, null);
        var full = draft.concluded(changes, told);
        assertEquals(full, Json.read(Json.write(full), HistoryLine.class));
        assertEquals(Json.write(full), Json.write(Json.read(Json.write(full), HistoryLine.class)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("facts")
  void anEventCarriesItsLinesKeyAndWhatChanged(DomainEvent fact) throws JsonProcessingException {
    var event = Event.of(of(fact));
    assertEquals(fact.event() != null, event.isPresent());
    if (event.isPresent()) {
      var detail = new ObjectMapper().readTree(event.get().detail());
      assertEquals("anna/id", detail.path("id").asText());
      assertEquals("anna", detail.path("customerId").asText());
      assertEquals(1, detail.path("seq").asLong());
      assertEquals("recorded", detail.path("cause").asText());
      assertEquals("2011-03-01T12:00:00Z", detail.path("at").asText());
      assertEquals(
          "{\"segmentsEntered\":[],\"segmentsLeft\":[],\"points\":0}",
          detail.path("changes").toString());
    }
  }

  @Test
  void aPurchasesEventSaysWhatCampaignsAskFor() throws JsonProcessingException {
    var detail = detail(of(facts().findFirst().orElseThrow()));
    assertEquals("1.50", detail.path("paid").asText());
    assertEquals(3, detail.path("earned").asLong());
    assertEquals("home", detail.path("brand").asText());
    assertEquals("[\"x\"]", detail.path("categories").toString());
  }

  private static JsonNode detail(HistoryLine line) throws JsonProcessingException {
    return new ObjectMapper().readTree(Event.of(line).orElseThrow().detail());
  }

  @Test
  void noEventOfACustomersLifeCarriesPersonalData() {
    var played = new PlayedCustomer(Example.rules());
    played.put(anna("email"), NOW);
    played.buy(purchase("P1", NOW, line("A", 2, 1000)));
    played.refund("R1", "P1", NOW, new Refund.Line("A", 1, null));
    played.put(anna(), NOW);
    for (var line : played.ledger()) {
      var detail = Event.of(line).orElseThrow().detail();
      for (var personal : List.of("@", "Ash", "1980", "Europe", "38", "form")) {
        assertFalse(detail.contains(personal), personal + " in " + detail);
      }
    }
  }

  @Test
  void whatIsNoStoredJsonIsRefusedWithoutQuotingIt() {
    for (var text :
        List.of("", "null", "{}{", "7", "{\"id\":5,\"at\":\"x\"}", "[\"anna@example.com\"]")) {
      var e =
          org.junit.jupiter.api.Assertions.assertThrows(
              IllegalArgumentException.class, () -> Json.read(text, HistoryLine.class));
      assertEquals("stored JSON is not a HistoryLine", e.getMessage());
    }
  }
}
