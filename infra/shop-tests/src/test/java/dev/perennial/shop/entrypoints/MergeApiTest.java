package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.testkit.Shop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A guest and an account that are one person. */
final class MergeApiTest {
  private final Shop shop = Shop.open();

  @AfterEach
  void close() {
    shop.stack().drain();
    assertEquals(List.of(), shop.stack().failures());
    assertEquals(List.of(), shop.check().findings());
    shop.close();
  }

  private JsonNode merge(String into, String from, int status) {
    var answer = shop.send("POST", "/customers/" + into + "/merge", "{\"from\":\"" + from + "\"}");
    assertEquals(status, answer.status(), answer.text());
    return Shop.json(answer.text());
  }

  private JsonNode loyalty(String customerId) {
    return Shop.json(shop.get("/customers/" + customerId + "/loyalty").text());
  }

  private long points(String customerId) {
    var standing = loyalty(customerId);
    return standing.path("balance").asLong()
        + standing.path("pending").asLong()
        - standing.path("debt").asLong();
  }

  @Test
  void pointsAndOrdersOfBothAreThePersonsAndEitherIdAsksForThem() {
    shop.putCustomer("ada", true);
    assertEquals(201, shop.buy("ada", "p1").status());
    assertEquals(201, shop.buy("guest", "p2").status());
    var sum = points("ada") + points("guest");
    var merged = merge("ada", "guest", 201);
    assertEquals("[\"guest\"]", merged.path("formerIds").toString());
    assertEquals(sum, points("ada"));
    assertEquals(2, loyalty("ada").path("orders").asInt());
    assertEquals(loyalty("ada"), loyalty("guest"));
    assertEquals(
        "Ada Lovelace", Shop.json(shop.get("/customers/guest").text()).path("name").asText());
    var read = Shop.json(shop.get("/customers/guest/history").text());
    assertEquals("guest", read.path("customerId").asText());
    assertTrue(read.toString().contains("guest/ledger#purchase#p2"), read.toString());
    var before = shop.tables();
    merge("ada", "guest", 200);
    assertEquals(before, shop.tables(), "the same again writes nothing");
  }

  @Test
  void anOrderThatBothHaveCountsOnce() {
    assertEquals(201, shop.buy("ada", "p1").status());
    var once = points("ada");
    assertEquals(201, shop.buy("guest", "p1").status());
    merge("ada", "guest", 201);
    assertEquals(once, points("ada"));
    assertEquals(1, loyalty("ada").path("orders").asInt());
    for (var id : List.of("ada", "guest")) {
      var again = Shop.json(shop.buy(id, "p1").text());
      assertFalse(again.has("since"), again.toString());
    }
  }

  @Test
  void whatComesLateForTheFormerIdIsThePersons() {
    shop.putCustomer("ada", true);
    assertEquals(201, shop.buy("guest", "p2").status());
    var earned = points("guest");
    merge("ada", "guest", 201);
    assertEquals(200, shop.buy("guest", "p2").status(), "a retry of before");
    assertEquals(200, shop.buy("ada", "p2").status(), "the same order of the account");
    assertEquals(201, shop.buy("guest", "p3").status());
    assertEquals(200, shop.buy("ada", "p3").status());
    assertTrue(shop.stores().history().find("ada", "ledger#purchase#p3").isPresent());
    var refund =
        "{\"refundId\":\"r1\",\"purchaseId\":\"p2\",\"customerId\":\"%s\",\"at\":\"%s\",\"all\":true}";
    var at = Shop.START.toString();
    var asked = refund.formatted("guest", at);
    assertEquals(201, shop.send("POST", "/refunds", asked).status());
    assertEquals(200, shop.send("POST", "/refunds", asked).status());
    assertEquals(200, shop.send("POST", "/refunds", refund.formatted("ada", at)).status());
    assertTrue(points("ada") < 2 * earned);
    assertEquals(1, loyalty("ada").path("orders").asInt());
    var other = refund.formatted("ada", at).replace("r1", "r2");
    assertEquals(409, shop.send("POST", "/refunds", other).status(), "nothing is left of it");
  }

  @Test
  void theStricterConsentWinsAndAWithdrawalByTheFormerIdCounts() {
    shop.putCustomer("ada", true);
    shop.putCustomer("guest", false);
    merge("ada", "guest", 201);
    var ada = Shop.json(shop.get("/customers/ada").text());
    assertFalse(ada.at("/consents/email/granted").asBoolean());
    assertFalse(ada.path("segments").toString().contains("reachable"));
    var mailLog = shop.stores().customers().readWithMailLog("ada").mailLogOrNone();
    assertTrue(mailLog.forbids().contains("withdrawn:email"));
    assertEquals(409, shop.putCustomer("guest", true).status(), "the whole of one id");
    var renamed = shop.send("PATCH", "/customers/guest", "{\"givenName\":\"Augusta\"}");
    assertEquals(200, renamed.status(), renamed.text());
    ada = Shop.json(shop.get("/customers/ada").text());
    assertEquals("Augusta", ada.path("givenName").asText());
  }

  @Test
  void loopsAndStrangersAreAnswered() {
    shop.putCustomer("ada", true);
    shop.buy("guest", "p1");
    shop.buy("till", "p2");
    merge("ada", "ada", 409);
    assertEquals(400, shop.send("POST", "/customers/ada/merge", "{}").status());
    merge("ada", "nobody", 404);
    merge("nobody", "ada", 404);
    merge("guest", "till", 201);
    merge("ada", "guest", 201);
    assertEquals("[\"till\",\"guest\"]", merge("ada", "guest", 200).path("formerIds").toString());
    merge("ada", "till", 200);
    merge("guest", "ada", 409);
    merge("till", "guest", 200);
    shop.buy("other", "p3");
    merge("other", "till", 409);
    merge("till", "other", 201);
    assertEquals(3, loyalty("ada").path("orders").asInt());
    assertEquals(loyalty("ada"), loyalty("till"));
  }

  @Test
  void ordersThatDifferAreNamedAndNothingIsWritten() {
    shop.buy("ada", "p1");
    var other = Shop.purchase("guest", "p1", Shop.START, "20.00");
    assertEquals(201, shop.send("POST", "/purchases", other).status(), other);
    var before = shop.tables();
    var refused = merge("ada", "guest", 409);
    assertTrue(refused.path("detail").asText().contains("p1"), refused.toString());
    assertEquals(before, shop.tables());
    assertEquals(201, shop.send("POST", "/refunds", refund("r1", "p1", "guest")).status());
    merge("ada", "guest", 201);
    assertEquals(1, loyalty("ada").path("orders").asInt());
  }

  @Test
  void anErasureByEitherIdErasesThePerson() {
    shop.putCustomer("ada", true);
    shop.putCustomer("guest", true);
    shop.buy("guest", "p1");
    merge("ada", "guest", 201);
    assertEquals(204, shop.send("DELETE", "/customers/guest", "").status());
    for (var id : List.of("ada", "guest")) {
      assertEquals(410, shop.get("/customers/" + id).status());
      assertEquals(410, shop.buy(id, "p9").status());
    }
    assertFalse(shop.tables().toString().contains("Lovelace"));
    assertFalse(shop.tables().toString().contains("ada@example.com"));
    assertFalse(shop.tables().toString().contains("guest@example.com"));
    merge("ada", "till", 404);
    assertEquals(410, shop.putCustomer("guest", true).status());
    shop.stack().advanceTo(Shop.START.plus(Duration.ofHours(1)));
    assertEquals(201, shop.putCustomer("ada", true).status());
    assertFalse(Shop.json(shop.get("/customers/ada").text()).has("formerIds"));
    assertEquals(410, shop.buy("guest", "p1").status(), "of before");
  }

  /** Ada was erased and came back; whom she turns out to be as well never was. */
  @Test
  void whatIsLateOfAFormerIdIsJudgedByThatIdsOwnErasures() {
    shop.putCustomer("ada", true);
    shop.buy("ada", "p1");
    shop.stack().advanceTo(ComebackTest.ERASED);
    assertEquals(204, shop.send("DELETE", "/customers/ada", "").status());
    shop.stack().advanceTo(ComebackTest.BACK);
    assertEquals(201, shop.putCustomer("ada", true).status());
    assertEquals(201, shop.buy("guest", "p2").status());
    merge("ada", "guest", 201);
    for (var id : List.of("ada", "guest")) {
      var isOwn = id.equals("guest");
      var late = Shop.purchase(id, "late", Shop.START, "20.00");
      assertEquals(isOwn ? 201 : 410, shop.send("POST", "/purchases", late).status(), id);
      var early = refund("r1", "never", id);
      assertEquals(isOwn ? 202 : 410, shop.send("POST", "/refunds", early).status(), id);
      var view =
          "{\"activityId\":\"v1\",\"customerId\":\"%s\",\"type\":\"viewed\",\"at\":\"%s\"}"
              .formatted(id, Shop.START);
      assertEquals(isOwn ? 201 : 410, shop.send("POST", "/activities", view).status(), id);
    }
    assertEquals(2, loyalty("ada").path("orders").asInt());
    assertEquals(200, shop.buy("guest", "p2").status(), "the same again");
  }

  private static String refund(String id, String purchaseId, String customerId) {
    return
"""
{"refundId":"%s","purchaseId":"%s","customerId":"%s","at":"2026-03-02T09:00:00Z","all":true}
"""
        .formatted(id, purchaseId, customerId);
  }

  @Test
  void oneEventTellsOfBothAndNothingPersonal() {
    shop.putCustomer("ada", true);
    shop.buy("guest", "p1");
    merge("ada", "guest", 201);
    shop.stack().drain();
    assertEquals(1, shop.events("Customer Merged").size());
    assertTrue(shop.events("Customer Merged").toString().contains("guest"));
    assertEquals(0, shop.events("Purchase Refunded").size());
  }
}
