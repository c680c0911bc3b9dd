package dev.perennial.referrals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.testkit.AtOnce;
import dev.perennial.testkit.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Friends by a customer's code, from the code to the segments' count. */
final class ReferralEntryPointsTest {
  private static JsonNode referral(Shop shop, String customer) {
    return Shop.json(shop.get("/customers/" + customer + "/referral").text());
  }

  /** Somebody's code; the customer is put first. */
  private static String code(Shop shop, String customer) {
    shop.putCustomer(customer, true);
    return referral(shop, customer).path("code").asText();
  }

  private static long friends(Shop shop, String customer) {
    return referral(shop, customer).path("friends").asLong();
  }

  private static String order(String customer, String purchaseId, String code) {
    return Shop.withReferral(Shop.purchase(customer, purchaseId, Shop.START, "10.00"), code);
  }

  private static HttpAnswer buy(Shop shop, String customer, String purchaseId, String code) {
    return shop.send("POST", "/purchases", order(customer, purchaseId, code));
  }

  private static String told(HttpAnswer answer) {
    return answer.status() + " " + Shop.json(answer.text()).path("referral");
  }

  private static String refund(String customer, String purchaseId) {
    return """
    {"refundId": "back", "purchaseId": "%s", "customerId": "%s", "at": "%s", "all": true}
    """
        .formatted(purchaseId, customer, Shop.START);
  }

  private static List<HistoryLine> lines(Shop shop, String customer) {
    return shop.stores().history().startingWith(customer, "referral#");
  }

  @Test
  void aCodeIsWrittenOnceAndShowsNoId() {
    try (var shop = Shop.open()) {
      var code = code(shop, "ada");
      var before = shop.tables();
      assertEquals(code, referral(shop, "ada").path("code").asText());
      assertEquals(before, shop.tables());
      assertFalse(code.toLowerCase(Locale.ROOT).contains("ada"), code);
    }
  }

  @ParameterizedTest(name = "{0}, once it was used: {1}")
  @CsvSource({
    "code, '201 {\"counted\":true}', 1",
    "nobody, '201 {\"counted\":false,\"reason\":\"unknown\"}', 0",
    "0000000000, '201 {\"counted\":false,\"reason\":\"unknown\"}', 0",
    "own, '201 {\"counted\":false,\"reason\":\"own\"}', 0"
  })
  void whatBecomesOfACodeIsToldAndStaysTold(String typed, String answer, long friends) {
    try (var shop = Shop.open()) {
      var ada = code(shop, "ada");
      var own = code(shop, "grace");
      var named = typed.replace("code", ada.toLowerCase(Locale.ROOT)).replace("own", own);
      var first = buy(shop, "grace", "p1", named);
      assertEquals(answer, told(first));
      shop.stack().drain();
      assertEquals(friends, friends(shop, "ada"));
      assertEquals(friends == 1, referral(shop, "grace").path("referred").asBoolean());
      var again = buy(shop, "grace", "p1", named);
      assertEquals(200, again.status());
      assertEquals(first.text(), again.text(), "though it is the first no more");
      assertEquals(
          Shop.json(first.text()).path("referral"),
          shop.events("Purchase Recorded").getFirst().at("/detail/referral"));
      assertEquals(
          "201 {\"counted\":false,\"reason\":\"not-first\"}",
          told(buy(shop, "grace", "p2", named)));
    }
  }

  @Test
  void blanksInACodeAreNothingAndOfBlanksAloneItIsNone() {
    try (var shop = Shop.open()) {
      var code = code(shop, "ada");
      var typed = " " + code.substring(0, 5) + " " + code.substring(5) + "\u00a0";
      assertEquals("201 {\"counted\":true}", told(buy(shop, "grace", "p1", typed)));
      assertEquals(200, buy(shop, "grace", "p1", code).status(), "the same content");
      assertEquals("201 ", told(buy(shop, "joan", "p1", "  ")));
      assertEquals(400, buy(shop, "mary", "p1", "joan@example.com").status());
    }
  }

  @Test
  void onlyARefundOfAReferredOrderSaysThatItIsOne() {
    try (var shop = Shop.open()) {
      buy(shop, "grace", "p1", code(shop, "ada"));
      shop.buy("joan", "p1");
      for (var friend : List.of("grace", "joan")) {
        assertEquals(201, shop.send("POST", "/refunds", refund(friend, "p1")).status());
      }
      shop.stack().drain();
      for (var event : shop.events("Purchase Refunded")) {
        var isGraces = event.at("/detail/customerId").asText().equals("grace");
        assertEquals(isGraces, event.at("/detail/referred").asBoolean(), event::toString);
      }
      assertEquals(2, shop.events("Purchase Refunded").size());
    }
  }

  @Test
  void byTheBusItIsTheSame() {
    try (var shop = Shop.open()) {
      var detail = order("grace", "p1", code(shop, "ada"));
      for (int i = 0; i < 2; i++) {
        shop.stack().putEvent(Shop.BUS, "shop", "Purchase Submitted", detail);
        shop.stack().drain();
      }
      assertEquals(1, friends(shop, "ada"));
      var completed = shop.events("Referral Completed");
      assertEquals(1, completed.size());
      assertEquals("ada", completed.getFirst().at("/detail/customerId").asText());
      assertEquals("grace", completed.getFirst().at("/detail/friendId").asText());
      assertEquals("p1", completed.getFirst().at("/detail/purchaseId").asText());
    }
  }

  @Test
  void eightFriendsAtOnceAreEight() {
    try (var shop = Shop.open()) {
      var code = code(shop, "ada");
      AtOnce.run(8, i -> buy(shop, "friend-" + i, "p1", code));
      // each heard by three at once, before the bus delivers it for the fourth time
      AtOnce.run(24, i -> hear(shop, "friend-" + i % 8, "ledger#purchase#p1"));
      assertEquals(8, friends(shop, "ada"));
      shop.stack().drain();
      assertEquals(8, friends(shop, "ada"));
      assertEquals(8, lines(shop, "ada").size());
      assertEquals(8, shop.events("Referral Completed").size());
      assertEquals(List.of(), shop.stack().failures());
    }
  }

  /** An event of a line; what else it says is not asked. */
  private static String hear(Shop shop, String customer, String lineId) {
    var event = Shop.sample("referrals-bought");
    event.withObject("/detail").put("customerId", customer).put("id", customer + "/" + lineId);
    for (int tries = 0; ; tries++) {
      try {
        return shop.stack().invoke("ReferralEventsFunction", event.toString());
      } catch (RuntimeException busy) {
        if (tries == 5) {
          throw busy;
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"BR", "RB", "RRBB", "BRBR", "BBRR"})
  void inWhateverOrderAndHoweverOftenTheyAreHeardNobodyIsLeft(String order) {
    try (var shop = Shop.open()) {
      var code = code(shop, "ada");
      buy(shop, "grace", "p1", code);
      assertEquals(201, shop.send("POST", "/refunds", refund("grace", "p1")).status());
      var purchase = "ledger#purchase#p1";
      order
          .chars()
          .forEach(
              heard -> hear(shop, "grace", heard == 'B' ? purchase : purchase + "#refund#back"));
      assertEquals(0, friends(shop, "ada"));
      var before = lines(shop, "ada");
      assertEquals(2, before.size());
      shop.stack().drain();
      assertEquals(before, lines(shop, "ada"));
      assertEquals(1, shop.events("Referral Completed").size());
      assertEquals(1, shop.events("Referral Reversed").size());
      assertEquals(true, referral(shop, "grace").path("referred").asBoolean(), "she did come so");
    }
  }

  @Test
  void aRefundThatCameBeforeItsPurchaseLeavesNobodyEither() {
    try (var shop = Shop.open()) {
      var code = code(shop, "ada");
      assertEquals(202, shop.send("POST", "/refunds", refund("grace", "p1")).status());
      assertEquals("201 {\"counted\":true}", told(buy(shop, "grace", "p1", code)));
      shop.stack().drain();
      assertEquals(0, friends(shop, "ada"));
      assertEquals(2, lines(shop, "ada").size());
      assertEquals(List.of(), shop.stack().failures());
    }
  }

  @Test
  void ofManyFirstOrdersAtOnceOneCounts() {
    try (var shop = Shop.open()) {
      var code = code(shop, "ada");
      var told = new TreeMap<String, Integer>();
      AtOnce.run(8, i -> told(buy(shop, "grace", "p" + i, code)))
          .forEach(each -> told.merge(each, 1, Integer::sum));
      assertEquals(1, told.get("201 {\"counted\":true}"), told::toString);
      shop.stack().drain();
      assertEquals(1, friends(shop, "ada"));
    }
  }

  @Test
  void withWhoIsErasedNothingIsNoted() {
    try (var shop = Shop.open()) {
      var code = code(shop, "ada");
      shop.send("DELETE", "/customers/ada", "");
      assertEquals("201 {\"counted\":true}", told(buy(shop, "grace", "p1", code)));
      shop.stack().drain();
      assertEquals(List.of(), lines(shop, "ada"));
      assertEquals(410, shop.get("/customers/ada/referral").status());
      assertEquals(404, shop.get("/customers/nobody/referral").status());
      assertEquals(List.of(), shop.stack().failures());
    }
  }

  @Test
  void aFriendWhoComesBackAfterAnErasureCountsOnceAndWhatReturnsThenTakesNobody() {
    try (var shop = Shop.open()) {
      var code = code(shop, "ada");
      shop.putCustomer("grace", true);
      buy(shop, "grace", "p1", code);
      shop.stack().drain();
      assertEquals(204, shop.send("DELETE", "/customers/grace", "").status());
      shop.stack().advanceTo(Shop.START.plus(Duration.ofHours(1)));
      assertEquals(201, shop.putCustomer("grace", true).status());
      assertEquals("201 {\"counted\":true}", told(buy(shop, "grace", "p2", code)));
      shop.stack().drain();
      assertEquals(1, friends(shop, "ada"));
      assertEquals(201, shop.send("POST", "/refunds", refund("grace", "p2")).status());
      shop.stack().drain();
      assertEquals(1, friends(shop, "ada"), "by the first order, which did not go back");
      assertEquals(0, shop.events("Referral Reversed").size());
      assertEquals(List.of(), shop.stack().failures());
    }
  }

  @Test
  void twoMayComeByEachOtherAndNoFurther() {
    try (var shop = Shop.open()) {
      var ada = code(shop, "ada");
      var grace = code(shop, "grace");
      buy(shop, "grace", "p1", ada);
      buy(shop, "ada", "p1", grace);
      buy(shop, "grace", "p2", ada);
      buy(shop, "ada", "p2", grace);
      shop.stack().drain();
      assertEquals(1, friends(shop, "ada"));
      assertEquals(1, friends(shop, "grace"));
    }
  }
}
