package dev.perennial.purchases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.testkit.Shop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Purchases by API and bus: taken, again, with other content, and not to be taken. */
final class PurchaseEntryPointsTest {
  private final Shop shop = Shop.open();

  @AfterEach
  void close() {
    assertEquals(List.of(), shop.stack().failures());
    assertEquals(List.of(), shop.check().findings());
    shop.close();
  }

  private static String problem(HttpAnswer answer) {
    var type = Shop.json(answer.text()).path("type").asText();
    return answer.status() + " " + type.substring(type.lastIndexOf('/') + 1);
  }

  @Test
  void aPurchaseIsTakenOnceAndAnsweredTheSameAgain() {
    var first = shop.buy("ada", "p1");
    assertEquals(201, first.status(), first.text());
    assertEquals(10, Shop.json(first.text()).at("/points/pending").asLong());
    var before = shop.tables();
    var again = shop.buy("ada", "p1");
    assertEquals(200, again.status());
    assertEquals(first.text(), again.text());
    var other = Shop.purchase("ada", "p1", Shop.START, "11.00");
    assertEquals("409 purchase-conflict", problem(shop.send("POST", "/purchases", other)));
    assertEquals(before, shop.tables());
    assertEquals(201, shop.buy("eve", "p1").status(), "an id is the customer's");
  }

  @Test
  void whatLiesInTheFutureIsRefusedAndWritesNothing() {
    var before = shop.tables();
    var early = Shop.purchase("ada", "p1", Shop.START.plus(Duration.ofDays(2)), "10.00");
    assertEquals(400, shop.send("POST", "/purchases", early).status());
    assertEquals(before, shop.tables());
  }

  @Test
  void byTheBusItIsTheSameAndWhatIsRefusedIsToldOnce() {
    submit(Shop.purchase("ada", "p1", Shop.START, "10.00"));
    submit(Shop.purchase("ada", "p1", Shop.START, "10.00"));
    assertEquals(200, shop.buy("ada", "p1").status());
    submit(Shop.purchase("ada", "p1", Shop.START, "11.00"));
    assertEquals(1, shop.events("Purchase Recorded").size());
    var rejected = shop.events("Purchase Rejected");
    assertEquals(1, rejected.size());
    assertTrue(rejected.getFirst().toString().contains("purchase-conflict"), rejected.toString());
  }

  private void submit(String detail) {
    shop.stack().putEvent(Shop.BUS, "shop.till", "Purchase Submitted", detail);
    shop.stack().drain();
  }
}
