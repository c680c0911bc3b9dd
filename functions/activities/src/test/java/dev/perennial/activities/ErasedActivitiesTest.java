package dev.perennial.activities;

import static dev.perennial.activities.ActivityEntryPointsTest.activity;
import static dev.perennial.activities.ActivityEntryPointsTest.lines;
import static dev.perennial.activities.ActivityEntryPointsTest.post;
import static dev.perennial.activities.ActivityEntryPointsTest.review;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.ledger.LineId;
import dev.perennial.testkit.Midst;
import dev.perennial.testkit.Shop;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** Of an erased customer's activities nothing stays, whatever happens in between. */
final class ErasedActivitiesTest {
  @Test
  void ofSomebodyErasedNoActivityIsLeftAndNoneIsTaken() {
    try (var shop = Shop.open()) {
      shop.buy("ada", "p1");
      post(shop, review("v1"));
      for (int i = 0; i < 30; i++) {
        post(shop, activity("w" + i, "viewed", "\"comment\": \"for my aunt\""));
      }
      assertEquals(204, shop.send("DELETE", "/customers/ada", "").status());
      assertEquals(List.of(), lines(shop, LineId.ACTIVITIES));
      assertEquals(1, lines(shop, "ledger#review#").size(), "the ledger stays");
      assertFalse(shop.tables().toString().contains("aunt"));
      assertEquals(410, post(shop, review("v1")).status());
      assertEquals(410, post(shop, review("v2")).status());
      assertEquals(List.of(), lines(shop, LineId.ACTIVITIES));
    }
  }

  @Test
  void whoIsErasedWhileAnActivityIsNotedLeavesNothingOfIt() {
    var midst = new Midst("ActivitiesFunction", "putItem");
    try (var shop = new Shop(midst)) {
      shop.buy("ada", "p1");
      midst.before =
          () -> {
            midst.before = () -> {};
            shop.send("DELETE", "/customers/ada", "");
          };
      var answer = post(shop, activity("v1", "viewed", "\"comment\": \"for my aunt\""));
      assertEquals(410, answer.status(), answer.text());
      assertFalse(shop.tables().toString().contains("aunt"));
    }
  }

  @Test
  void whoIsErasedWhileAnActivityIsNotedByACallThatCrashesLeavesNothingOnceItIsRepeated() {
    var midst = new Midst("ActivitiesFunction", "putItem");
    try (var shop = new Shop(midst)) {
      shop.buy("ada", "p1");
      var body = activity("v1", "viewed", "\"comment\": \"for my aunt\"");
      midst.before = () -> shop.send("DELETE", "/customers/ada", "");
      midst.after =
          () -> {
            throw new Error("crash", null, false, false) {
              private static final long serialVersionUID = 1;
            };
          };
      assertEquals(500, post(shop, body).status());
      midst.before = () -> {};
      midst.after = () -> {};
      assertTrue(shop.tables().toString().contains("aunt"), "it was put after the erasure");
      assertEquals(410, post(shop, body).status());
      assertFalse(shop.tables().toString().contains("aunt"));
      assertEquals(410, shop.send("DELETE", "/customers/ada", "").status());
      assertEquals(List.of(), lines(shop, LineId.ACTIVITIES));
    }
  }

  @Test
  void anErasureThatGotNoFurtherGoesOnWhereItStopped() {
    var midst = new Midst("CustomersFunction", "batchWriteItem");
    var calls = new AtomicInteger();
    try (var shop = new Shop(midst)) {
      shop.buy("ada", "p1");
      for (int i = 0; i < 60; i++) {
        post(shop, activity("w" + i, "viewed", "\"comment\": \"for my aunt\""));
      }
      midst.before =
          () -> {
            if (calls.incrementAndGet() > 1) {
              throw ProvisionedThroughputExceededException.builder().statusCode(400).build();
            }
          };
      assertEquals(500, shop.send("DELETE", "/customers/ada", "").status());
      assertEquals(35, lines(shop, LineId.ACTIVITIES).size());
      midst.before = () -> {};
      assertEquals(410, shop.send("DELETE", "/customers/ada", "").status());
      assertEquals(List.of(), lines(shop, LineId.ACTIVITIES));
    }
  }

  @Test
  void anErasureOfMoreThanOneCallDeletesSaysSoUntilNoneIsLeft() {
    try (var shop = Shop.open()) {
      shop.buy("ada", "p1");
      post(shop, activity("v", "viewed", "\"comment\": \"for my aunt\""));
      var line = lines(shop, LineId.ACTIVITIES).getFirst();
      for (int i = 0; i < 6_100; i++) {
        assertTrue(shop.stores().history().putNew(line.under(LineId.activity("w" + i)), null));
      }
      var answer = shop.send("DELETE", "/customers/ada", "");
      assertEquals(503, answer.status());
      assertTrue(answer.text().contains("repeat the same call"), answer.text());
      assertEquals(101, lines(shop, LineId.ACTIVITIES).size());
      assertEquals(410, shop.get("/customers/ada").status());
      assertEquals(410, shop.send("DELETE", "/customers/ada", "").status());
      assertEquals(List.of(), lines(shop, LineId.ACTIVITIES));
    }
  }
}
