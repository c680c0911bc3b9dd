package dev.perennial.domain.rooms;

import static dev.perennial.domain.Example.anna;
import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.EveryEvent;
import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.refunds.Refund;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventTest {
  private static final Instant NOW = noon("2011-03-01");

  private static HistoryLine of(DomainEvent fact) {
    return HistoryLine.draft("anna", "id", 1, NOW, NOW, Cause.RECORDED, fact);
  }

  static Stream<DomainEvent> facts() {
    return EveryEvent.all();
  }

  @Test
  void everyKindIsTriedHereAndWhereItIsStored() {
    assertEquals(List.of(), EveryEvent.missing());
  }

  @ParameterizedTest
  @MethodSource("facts")
  void whateverMovesPointsIsStatedAndAdvancesTheAccount(DomainEvent fact) {
    assertFalse(fact.entry() == null && !fact.postings().isEmpty(), "points in no statement");
    assertFalse(!fact.postings().isEmpty() && !fact.advancesAccount(), "points without a version");
    assertFalse(fact.title().isBlank());
  }

  @ParameterizedTest
  @MethodSource("facts")
  void anEventCarriesItsLinesKeyAndWhatChanged(DomainEvent fact) throws JsonProcessingException {
    var event = Event.of(of(fact));
    assertEquals(fact.eventType() != null, event.isPresent());
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

  /** A field that isn't described can't be asked for: apply refuses a trigger that names it. */
  @ParameterizedTest
  @MethodSource("facts")
  void whateverAnEventTellsIsDescribed(DomainEvent fact) throws IOException {
    var schema = new ObjectMapper().readTree(Path.of("../../docs/events.schema.json").toFile());
    var event = Event.of(of(fact));
    if (event.isPresent()) {
      var own = schema.path("properties").path(event.get().type());
      assertFalse(own.isMissingNode(), event.get().type());
      var detail = (ObjectNode) new ObjectMapper().readTree(event.get().detail());
      var common = schema.at("/$defs/every/properties");
      common.fieldNames().forEachRemaining(detail::remove);
      assertDescribed(own, detail);
    }
  }

  private static void assertDescribed(JsonNode schema, JsonNode value) {
    var types = Map.of("integer", "NUMBER", "string", "STRING", "boolean", "BOOLEAN");
    var type = schema.path("type");
    var described =
        (type.isArray() ? type.valueStream() : Stream.of(type))
            .map(JsonNode::asText)
            .map(each -> types.getOrDefault(each, each.toUpperCase(Locale.ROOT)))
            .toList();
    assertTrue(described.contains(value.getNodeType().name()), value + " is none of " + described);
    var texts = schema.path("enum").valueStream().map(JsonNode::asText).toList();
    assertTrue(texts.isEmpty() || texts.contains(value.asText()), value + " of " + texts);
    if (schema.path("format").asText().equals("currency")) {
      assertEquals("GBP", value.asText(), "the shop's");
    }
    for (var each : value.properties()) {
      var named = schema.path("properties").path(each.getKey());
      assertDescribed(
          named.isMissingNode() ? schema.path("additionalProperties") : named, each.getValue());
    }
    value
        .elements()
        .forEachRemaining(
            each -> {
              if (value.isArray()) {
                assertDescribed(schema.path("items"), each);
              }
            });
    for (var required : schema.path("required")) {
      assertTrue(value.has(required.asText()), required + " of " + value);
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
}
