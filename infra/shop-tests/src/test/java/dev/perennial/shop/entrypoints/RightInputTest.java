package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that looks wrong and is not. */
final class RightInputTest {
  private final Shop shop = Shop.open();

  @AfterEach
  void close() {
    shop.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void aHistoryIsPagedFromTheLastLineToTheFirst(int limit) {
    for (int i = 0; i < 5; i++) {
      assertEquals(201, shop.buy("paged-" + limit, "p" + i).status());
    }
    var told = new ArrayList<String>();
    var query = "?limit=" + limit;
    for (var next = query; !next.isEmpty(); ) {
      var page = Shop.json(shop.get("/customers/paged-" + limit + "/history" + next).text());
      assertTrue(page.path("lines").size() <= limit, page.toString());
      page.path("lines").forEach(line -> told.add(line.path("purchaseId").asText("")));
      next = page.has("next") ? query + "&cursor=" + page.path("next").asText() : "";
    }
    assertEquals(
        List.of("p4", "p3", "p2", "p1", "p0"), told.stream().filter(id -> !id.isEmpty()).toList());
  }

  @Test
  void aPurchaseTooOldToBeRecordedHasItsAnswerWhenItWas() {
    var first = shop.buy("ada", "p1");
    shop.stack().advanceTo(Shop.START.plus(Duration.ofDays(401)));
    var again = shop.buy("ada", "p1");
    assertEquals(200, again.status(), again.text());
    assertEquals(Shop.json(first.text()), Shop.json(again.text()));
    var other = Shop.purchase("ada", "p1", Shop.START, "10.01");
    assertEquals(409, shop.send("POST", "/purchases", other).status());
    assertEquals(400, shop.buy("ada", "p2").status());
  }

  @Test
  void aRefundBeforeItsPurchaseWaitsForIt() {
    var refund =
        "{\"refundId\": \"r1\", \"purchaseId\": \"p1\", \"customerId\": \"ada\", \"at\": \""
            + Shop.START
            + "\", \"all\": true}";
    var waits = shop.send("POST", "/refunds", refund);
    assertEquals(202, waits.status(), waits.text());
    assertEquals(waits.text(), shop.send("POST", "/refunds", refund).text());
    var bought = Shop.json(shop.buy("ada", "p1").text());
    assertEquals(10, bought.at("/points/earned").asInt());
    assertEquals(0, bought.at("/points/pending").asInt());
    assertEquals(bought, Shop.json(shop.buy("ada", "p1").text()));
    var applied = shop.send("POST", "/refunds", refund);
    assertEquals(200, applied.status());
    assertEquals(-10, Shop.json(applied.text()).at("/points/earned").asInt());
  }

  /** Each customer buys, gives back and is told under the id as it is; a path says it encoded. */
  @ParameterizedTest(name = "{0} is {1} in a path")
  @CsvSource({
    "gid://shopify/Customer/1, gid%3A%2F%2Fshopify%2FCustomer%2F1",
    "gid://shopify/Customer/2, gid%253A%252F%252Fshopify%252FCustomer%252F2",
    "guest@example.com,        guest@example.com",
    "guest+1@example.com,      guest+1%40example.com",
    "#1001,                    %231001",
    "J\u00fcrgen M,                 J%C3%BCrgen%20M",
    "50% off?,                 50%2525%20off%253F",
    "a#refund#b,               a%23refund%23b",
  })
  void idsAreTakenAsShopsHaveThem(String id, String inPath) {
    var bought = Shop.purchase(id, id, Shop.START, "10.00").replace("85123A", "TEE/BLUE M; 1~2");
    assertEquals(201, shop.send("POST", "/purchases", bought).status());
    assertEquals(200, shop.send("POST", "/purchases", bought).status());
    var profile = Shop.profile("x", true);
    assertEquals(200, shop.send("PUT", "/customers/" + inPath, profile).status());
    var refund =
        """
        {"refundId": "%s", "purchaseId": "%s", "customerId": "%s", "at": "%s",
         "lines": [{"sku": "TEE/BLUE M; 1~2", "quantity": 1}]}\
        """
            .formatted(id, id, id, Shop.START);
    assertEquals(201, shop.send("POST", "/refunds", refund).status());
    var told = Shop.json(shop.get("/customers/" + inPath).text());
    assertEquals(id, told.path("customerId").asText());
    var history = shop.get("/customers/" + inPath + "/history?limit=1");
    var next = Shop.json(history.text()).path("next").asText();
    var rest = shop.get("/customers/" + inPath + "/history?cursor=" + next);
    assertEquals(2, Shop.json(rest.text()).path("lines").size(), rest.text());
    shop.stack().drain();
    assertEquals(List.of(), shop.check().findings());
    assertEquals(List.of(), shop.stack().failures());
    assertTrue(shop.events("Purchase Recorded").toString().contains(id));
  }

  @Test
  void aWholeNumberMayBeWrittenWithADecimalPointOrAnExponent() {
    var purchase = Shop.purchase("ada", "p1", Shop.START, "10.00");
    var hundred = purchase.replace("\"quantity\": 1", "\"quantity\": 1.0e2");
    assertEquals(201, shop.send("POST", "/purchases", hundred).status());
    var same = purchase.replace("\"quantity\": 1", "\"quantity\": 100");
    assertEquals(200, shop.send("POST", "/purchases", same).status());
  }

  @Test
  void aContentTypeMayHaveSpacesAndNameItsCharset() {
    for (var type :
        new String[] {
          "application/json ; charset=utf-8", "Application/JSON;charset=\"UTF-8\"",
        }) {
      var answer =
          shop.stack()
              .http(
                  "PUT",
                  "/customers/ada",
                  Map.of("content-type", type),
                  Shop.profile("ada", true).replace("Ada", type.substring(0, 3)));
      assertEquals(2, answer.status() / 100, type);
    }
  }
}
