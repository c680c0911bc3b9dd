package dev.perennial.refunds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.testkit.Shop;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Refunds by API and bus: in parts, again, with other content, and before their purchase. */
final class RefundEntryPointsTest {
  private final Shop shop = Shop.open();

  @AfterEach
  void close() {
    assertEquals(List.of(), shop.stack().failures());
    assertEquals(List.of(), shop.check().findings());
    shop.close();
  }

  private void buy() {
    var body =
        Shop.purchase("ada", "p1", Shop.START, "10.00")
            .replace("\"quantity\": 1", "\"quantity\": 3");
    assertEquals(201, shop.send("POST", "/purchases", body).status());
  }

  private static String refund(String refundId, String what) {
    return """
    {"refundId": "%s", "purchaseId": "p1", "customerId": "ada", "at": "%s", %s}
    """
        .formatted(refundId, Shop.START, what);
  }

  private static String part(int quantity) {
    return "\"lines\": [{\"sku\": \"85123A\", \"quantity\": %d}]".formatted(quantity);
  }

  private HttpAnswer post(String refundId, String what) {
    return shop.send("POST", "/refunds", refund(refundId, what));
  }

  private static String problem(HttpAnswer answer) {
    var type = Shop.json(answer.text()).path("type").asText();
    return answer.status() + " " + type.substring(type.lastIndexOf('/') + 1);
  }

  private JsonNode points() {
    return Shop.json(shop.get("/customers/ada/loyalty").text());
  }

  @Test
  void partsGoBackUntilNothingIsLeftAndEachTakesItsPoints() {
    buy();
    assertEquals(30, points().path("pending").asLong());
    assertEquals(201, post("r1", part(1)).status());
    assertEquals(20, points().path("pending").asLong());
    var much = post("r2", part(3));
    assertEquals("409 refund-exceeds-purchase", problem(much));
    assertTrue(much.text().contains("only 2 of 85123A are left"), much.text());
    assertEquals(201, post("r2", "\"all\": true").status());
    assertEquals(0, points().path("pending").asLong());
    assertEquals("409 refund-exceeds-purchase", problem(post("r3", "\"all\": true")));
    shop.stack().drain();
    assertEquals(2, shop.events("Purchase Refunded").size());
  }

  @Test
  void theSameAgainIsAnsweredTheSameAndOtherContentIsAConflict() {
    buy();
    var first = post("r1", part(1));
    assertEquals(201, first.status());
    var before = shop.tables();
    var again = post("r1", part(1));
    assertEquals(200, again.status());
    assertEquals(first.text(), again.text());
    assertEquals("409 refund-conflict", problem(post("r1", part(2))));
    assertEquals(before, shop.tables());
  }

  @Test
  void aRefundThatComesBeforeItsPurchaseWaitsForIt() {
    assertEquals(202, post("r1", part(1)).status());
    assertEquals(202, post("r1", part(1)).status());
    buy();
    assertEquals(20, points().path("pending").asLong());
    var applied = LineId.appliedRefund("p1", "r1");
    assertTrue(shop.stores().history().find("ada", applied).isPresent());
  }

  @Test
  void byTheBusItIsTheSameAndWhatIsRefusedIsToldOnce() {
    buy();
    submit(refund("r1", part(1)));
    submit(refund("r1", part(1)));
    assertEquals(20, points().path("pending").asLong());
    submit(refund("r1", part(2)));
    assertEquals(1, shop.events("Purchase Refunded").size());
    var rejected = shop.events("Refund Rejected");
    assertEquals(1, rejected.size());
    assertTrue(rejected.getFirst().toString().contains("refund-conflict"), rejected.toString());
  }

  private void submit(String detail) {
    shop.stack().putEvent(Shop.BUS, "shop.till", "Refund Submitted", detail);
    shop.stack().drain();
  }

  @Test
  void aRefundSaysEitherLinesOrAll() {
    buy();
    var before = shop.tables();
    assertEquals(400, post("r1", "\"all\": false").status());
    assertEquals(400, post("r1", "\"all\": true, " + part(1)).status());
    assertEquals(before, shop.tables());
  }
}
