package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.testkit.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a customer got a message or didn't, by the API: what is foretold is what the stack does. */
final class DecisionsTest {
  @TempDir Path folder;
  private final Shop shop = Shop.open();

  @AfterEach
  void close() {
    assertEquals(List.of(), shop.stack().failures());
    shop.close();
  }

  private void campaign(String text, String segment) throws Exception {
    Project.copyProgramme(folder);
    for (var own : List.of("thanks", "win-back")) {
      Files.delete(folder.resolve("campaigns/" + own + ".yaml"));
    }
    Files.writeString(folder.resolve("campaigns/tried.yaml"), text);
    Files.writeString(folder.resolve("segments/idle.json"), "{\"pattern\": " + segment + "}");
    shop.apply(folder, Shop.START);
    assertEquals(201, shop.putCustomer("ada", true).status());
  }

  private JsonNode why(String query) {
    var answer = shop.get("/customers/ada/decisions" + query);
    assertEquals(200, answer.status(), answer.text());
    return Shop.json(answer.text());
  }

  private JsonNode tried() {
    return why("?campaign=tried").path("campaigns").path(0);
  }

  /** Those that the account was found in when it was written last. */
  private List<String> segments() {
    return Shop.json(shop.get("/customers/ada/loyalty").text())
        .path("segments")
        .valueStream()
        .map(JsonNode::asText)
        .toList();
  }

  private static final String IDLE =
      "{\"orders\": {\"daysSinceLast\": [{\"numeric\": [\">\", 60]}]}}";

  private static final String WEEKLY =
      """
      trigger: {schedule: weekly, every: 90 days}
      segment: idle
      steps:
        - email: thanks
          expires: 3 days
      """;

  @Test
  void whatIsForetoldOfASegmentAndAScheduleIsWhatComes() throws Exception {
    campaign(WEEKLY, IDLE);
    assertEquals(201, shop.buy("ada", "p1").status());
    shop.stack().drain();
    var now = tried().path("now");
    assertEquals("not-in-audience", now.path("obstacle").asText());
    var unmet = now.path("audience").path("unmet").path(0);
    assertEquals("orders/daysSinceLast", unmet.path("field").asText());
    assertEquals("[{\"numeric\":[\">\",60]}]", unmet.path("wanted").asText());
    assertEquals("0", unmet.path("actual").asText());
    var passes = Instant.parse(unmet.path("passes").asText());
    var enters = Instant.parse(tried().path("next").path("at").asText());

    shop.stack().advanceTo(passes.minusSeconds(1));
    shop.stack().drain();
    assertFalse(segments().contains("idle"), "a second before");
    shop.stack().advanceTo(passes.plusSeconds(1));
    shop.stack().drain();
    assertTrue(segments().contains("idle"), "and then");
    assertTrue(tried().path("now").path("audience").path("member").asBoolean());
    assertEquals(enters.toString(), tried().path("now").path("tick").asText());
    shop.stack().advanceTo(enters.minusSeconds(1));
    shop.stack().drain();
    assertEquals(0, tried().path("entries").size(), "a second before");
    shop.stack().advanceTo(enters.plusSeconds(1));
    shop.stack().drain();
    var then = tried();
    assertEquals(enters.toString(), then.path("entries").path(0).path("at").asText());
    assertEquals("SENT", then.path("mails").path(0).path("state").asText());
    assertEquals("entered-recently", then.path("now").path("obstacle").asText());

    var again = Instant.parse(then.path("next").path("at").asText());
    shop.stack().advanceTo(again.minusSeconds(1));
    shop.stack().drain();
    assertEquals(1, tried().path("entries").size(), "a second before the next");
    shop.stack().advanceTo(again.plusSeconds(1));
    shop.stack().drain();
    assertEquals(2, tried().path("entries").size(), "and then");
  }

  @Test
  void ofAnEventTheNearestIsToldAndOfAJourneyWhatItWaitsFor() throws Exception {
    campaign(
        """
        trigger:
          event: {detail-type: [Purchase Recorded], detail: {order: [2]}}
        steps:
          - await: {event: {detail-type: [Purchase Refunded]}, for: 2 days}
            came: [{email: thanks, expires: 1 day}]
            else: [{email: thanks, expires: 1 day}]
        """,
        IDLE);
    assertEquals(201, shop.buy("ada", "p1").status());
    shop.stack().drain();
    var nearest = tried().path("now").path("trigger").path("nearest");
    assertEquals("ledger#purchase#p1", nearest.path("line").asText());
    var told = nearest.path("clauses").toString();
    assertTrue(
        told.contains(
            "{\"met\":false,\"field\":\"detail/order\",\"wanted\":\"[2]\",\"actual\":\"1\"}"),
        told);
    assertTrue(tried().path("now").path("mayEnter").asBoolean());
    assertFalse(tried().has("next"), "by time alone");

    assertEquals(201, shop.buy("ada", "p2").status());
    shop.stack().drain();
    var journey = tried().path("journeys").path(0);
    assertEquals("await", journey.path("step").asText());
    assertEquals("{\"detail-type\":[\"Purchase Refunded\"]}", journey.path("waitsFor").asText());
    assertEquals("under-way", tried().path("now").path("obstacle").asText());
    var events = tried().path("now").path("trigger").path("events");
    assertEquals("entered", events.path(0).path("became").asText());
  }

  @Test
  void campaignsAreToldPageByPageAndNobodyIsNamed() {
    assertEquals(201, shop.putCustomer("ada", true).status());
    assertEquals(201, shop.buy("ada", "p1").status());
    shop.stack().drain();
    var first = why("?limit=1");
    assertEquals("thanks", first.path("campaigns").path(0).path("campaign").asText());
    var second = why("?limit=1&cursor=" + first.path("next").asText());
    assertEquals("win-back", second.path("campaigns").path(0).path("campaign").asText());
    assertFalse(second.has("next"));
    var all = why("").toString();
    assertFalse(all.contains("@") || all.contains("Ada"), all);
  }
}
