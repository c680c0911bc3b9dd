package dev.perennial.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.value.ModelCard;
import dev.perennial.programme.Activation;
import dev.perennial.runtime.programme.RulesLog;
import dev.perennial.storage.form.Json;
import dev.perennial.testkit.Project;
import dev.perennial.testkit.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is expected of customers, through the doors, and what the nights make of it. */
class ValueTest {
  private final Shop shop = Shop.open();

  @AfterEach
  void close() {
    shop.close();
  }

  /** A card by which customers buy about every other week, all of them worth the fifth band. */
  private void card(String version, Instant from) {
    var parameters = new TreeMap<>(Map.of("r", 2.0, "alpha", 2.0, "a", 0.1, "b", 0.9));
    var card =
        new ModelCard(
            version,
            from,
            LocalDate.parse("2026-03-01"),
            7,
            1_000,
            400,
            "bgcnbd-2",
            List.of(new ModelCard.Part("bgcnbd-2", 1, parameters, new TreeMap<>(), -1_000, true)),
            0.2,
            1_500,
            new ModelCard.Spend(6, 4, 700, new TreeMap<>(), true),
            List.of(100.0, 200.0, 300.0, 400.0),
            null,
            new TreeMap<>(),
            new TreeMap<>(),
            0,
            List.of(),
            List.of());
    var log = new RulesLog(shop.stores().programme());
    assertTrue(log.put(RulesLog.next(log.after("")), RulesLog.Kind.CARD, Json.write(card)));
  }

  /** Ten orders, one a week, the last on the day before the shop's clock begins. */
  private void weekly(String customer) {
    for (int week = 9; week >= 0; week--) {
      var at = Shop.START.minus(Duration.ofDays(1 + 7L * week));
      var body = Shop.purchase(customer, "p" + week, at, "10.00");
      assertEquals(201, shop.send("POST", "/purchases", body).status());
    }
    shop.stack().drain();
  }

  private JsonNode value(String customer) {
    return Shop.json(shop.get("/customers/" + customer + "/value").text());
  }

  private String segments(String customer) {
    return Shop.json(shop.get("/customers/" + customer + "/loyalty").text())
        .path("segments")
        .toString();
  }

  @Test
  void beforeTheFirstCardNothingIsPredictedAndTheAnswerSaysWhy() {
    weekly("ada");
    assertEquals(
        Shop.json("{\"customerId\":\"ada\",\"predicted\":false,\"reason\":\"no-model-card\"}"),
        value("ada"));
    assertEquals(
        Shop.json("{\"insight\":\"model-card\",\"versions\":[]}"),
        Shop.json(shop.get("/insights/model-card").text()));
  }

  @Test
  void whoFallsSilentSlipsAwayByNightAndIsMoreLikelyGoneEachWeek() {
    card("2026-03", Shop.START.minus(Duration.ofDays(1)));
    weekly("ada");
    var before = value("ada");
    assertTrue(before.path("predicted").asBoolean(), before.toString());
    assertEquals("safe", before.path("churn").asText());
    assertEquals(5, before.path("band").asInt());
    assertTrue(before.path("expectedOrderValue").asText().matches("[0-9]+[.][0-9]{2}"));
    assertTrue(segments("ada").contains("most-valuable"), segments("ada"));
    assertFalse(segments("ada").contains("slipping-away"));
    shop.stack().advanceTo(Shop.START.plus(Duration.ofDays(24)));
    var after = value("ada");
    assertTrue(after.path("alive").asDouble() < before.path("alive").asDouble(), after.toString());
    assertTrue(after.path("daysUntilOverdue").asInt() < 0, after.toString());
    assertTrue(segments("ada").contains("slipping-away"), segments("ada") + after);
    var moved = shop.events("Customer Reclassified");
    assertTrue(
        moved.stream().anyMatch(event -> event.toString().contains("slipping-away")),
        moved.toString());
    assertEquals(List.of(), shop.stack().failures());
  }

  @Test
  void theFirstNightsOfMonthsMakeACardEach() {
    weekly("ada");
    shop.stack().advanceTo(Instant.parse("2026-04-02T12:00:00Z"));
    var insight = Shop.json(shop.get("/insights/model-card").text());
    assertEquals("[\"2026-03\",\"2026-04\"]", insight.path("versions").toString());
    assertEquals("2026-03-31", insight.at("/card/dataUntil").asText());
    assertEquals("2026-04-01T01:15:00Z", insight.at("/card/effectiveFrom").asText());
    assertEquals("shrunk-rate", value("ada").path("model").asText());
    assertFalse(value("ada").has("churn"), "a heuristic knows of no leaving");
    assertEquals(404, shop.get("/insights/weather").status());
  }

  @Test
  void aMailMaySayWhatIsUsual(@TempDir Path folder) throws Exception {
    card("2026-03", Shop.START.minus(Duration.ofDays(1)));
    Project.copyProgramme(folder);
    var text = folder.resolve("templates/thanks.txt");
    var line = "\nUsually {{ usual.orderValue | default: \"nothing\" }}.\n";
    Files.writeString(text, line, StandardOpenOption.APPEND);
    Activation.of(folder).apply(shop.stores(), new byte[32], Shop.START);
    shop.stack().advanceTo(Shop.START.plus(Duration.ofHours(1)));
    shop.putCustomer("ada", true);
    shop.buy("ada", "p1");
    shop.stack().drain();
    var mail = shop.stack().mailbox().list().getFirst().text();
    assertTrue(mail != null && mail.contains("Usually £14.00."), mail);
  }
}
