package dev.perennial.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.testkit.Shop;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A profile that is put, asked for, put again and erased, and the history beside it. */
final class CustomerApiTest {
  private final Shop shop = Shop.open();

  @AfterEach
  void close() {
    assertEquals(List.of(), shop.stack().failures());
    assertEquals(List.of(), shop.check().findings());
    shop.close();
  }

  private JsonNode ada() {
    return Shop.json(shop.get("/customers/ada").text());
  }

  private String types(String type) {
    return type + " " + shop.events(type).size();
  }

  @Test
  void aProfileIsCreatedAskedForAndTheSameAgainWritesNothing() {
    assertEquals(404, shop.get("/customers/ada").status());
    assertEquals(201, shop.putCustomer("ada", true).status());
    assertEquals("Ada Lovelace", ada().path("name").asText());
    assertTrue(ada().at("/consents/email/granted").asBoolean());
    assertTrue(ada().path("segments").toString().contains("reachable"));
    var before = shop.tables();
    assertEquals(200, shop.putCustomer("ada", true).status());
    assertEquals(before, shop.tables());
    shop.stack().drain();
    assertEquals("Customer Created 1", types("Customer Created"));
  }

  @Test
  void aWithdrawalIsAnEventOfItsOwnAndAnOlderCopyDoesNotUndoIt() {
    shop.putCustomer("ada", true);
    var withdrawn =
        Shop.profile("ada", false).replace("2026-02-01T10:00:00Z", "2026-02-20T10:00:00Z");
    assertEquals(200, shop.send("PUT", "/customers/ada", withdrawn).status());
    assertFalse(ada().at("/consents/email/granted").asBoolean());
    assertEquals(200, shop.putCustomer("ada", true).status());
    assertFalse(ada().at("/consents/email/granted").asBoolean(), "given before it was withdrawn");
    shop.stack().drain();
    assertEquals("Consent Changed 1", types("Consent Changed"));
    assertFalse(shop.events("Consent Changed").toString().contains("example.com"));
  }

  @Test
  void whoIsErasedIsGoneForWhoeverAsksAndTheLedgerStays() {
    shop.putCustomer("ada", true);
    assertEquals(201, shop.buy("ada", "p1").status());
    assertEquals(204, shop.send("DELETE", "/customers/ada", "").status());
    for (var path : List.of("/customers/ada", "/customers/ada/history")) {
      assertEquals(410, shop.get(path).status(), path);
    }
    assertEquals(410, shop.send("DELETE", "/customers/ada", "").status());
    assertEquals(410, shop.putCustomer("ada", true).status());
    assertEquals(410, shop.buy("ada", "p2").status());
    assertFalse(shop.tables().toString().contains("Lovelace"));
    assertFalse(shop.tables().toString().contains("ada@example.com"));
    assertTrue(shop.stores().history().find("ada", "ledger#purchase#p1").isPresent());
    shop.stack().drain();
    assertEquals("Customer Erased 1", types("Customer Erased"));
    assertEquals(404, shop.send("DELETE", "/customers/nobody", "").status());
  }

  @Test
  void theHistoryIsPagedAndPagesTogetherAreTheWhole() {
    shop.putCustomer("ada", true);
    for (int i = 0; i < 5; i++) {
      assertEquals(201, shop.buy("ada", "p" + i).status());
    }
    var whole = Shop.json(shop.get("/customers/ada/history").text()).path("lines");
    assertEquals(6, whole.size(), whole.toString());
    var paged = Shop.MAPPER.createArrayNode();
    var query = "?limit=4";
    for (var next = query; !next.isEmpty(); ) {
      var page = Shop.json(shop.get("/customers/ada/history" + next).text());
      page.path("lines").forEach(paged::add);
      next = page.has("next") ? query + "&cursor=" + page.path("next").asText() : "";
    }
    assertEquals(whole, paged);
  }
}
