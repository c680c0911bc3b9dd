package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.audit.Points;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.testkit.Midst;
import dev.perennial.testkit.Tables;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who was erased comes back by PUT, and whatever refers to the one before is refused at each door.
 */
final class ComebackTest {
  static final Instant ERASED = Shop.START.plus(Duration.ofDays(1));
  static final Instant BACK = Shop.START.plus(Duration.ofDays(2));

  static String profile(String consentedAt) {
    return Shop.profile("ada", true).replace("2026-02-01T10:00:00Z", consentedAt);
  }

  static HttpAnswer call(Shop shop, String method, String path, String body) {
    return shop.send(method, path, body.replace('\'', '"'));
  }

  /** Ada buys, is thanked, refers, earns, redeems and looks; then all of it is erased. */
  static String liveAndErase(Shop shop) {
    shop.putCustomer("ada", true);
    assertEquals(201, buy(shop, "p1", Shop.START, "200.00").status());
    shop.stack().drain();
    var points = "{'adjustmentId': 'a1', 'points': 500, 'reason': 'sorry', 'author': 'eve'}";
    assertEquals(201, call(shop, "POST", "/customers/ada/adjustments", points).status());
    var redeemed = call(shop, "POST", "/redemptions", REDEEM);
    assertEquals(201, redeemed.status(), redeemed.text());
    assertEquals(201, call(shop, "POST", "/activities", VIEW).status());
    assertEquals(202, call(shop, "POST", "/refunds", refund("early", "p9", Shop.START)).status());
    shop.stack().advanceTo(ERASED);
    assertEquals(204, shop.send("DELETE", "/customers/ada", "").status());
    return Shop.json(redeemed.text()).at("/coupon/code").asText();
  }

  private static final String REDEEM =
      "{'redemptionId': 'd1', 'customerId': 'ada', 'rewardId': 'sample-box'}";
  private static final String VIEW =
      "{'activityId': 'v1', 'customerId': 'ada', 'type': 'viewed', 'at': '2026-03-02T09:00:00Z',"
          + " 'properties': {'sku': 'mug', 'note': 'for my aunt'}}";

  private static String refund(String id, String purchaseId, Instant at) {
    return "{'refundId': '%s', 'purchaseId': '%s', 'customerId': 'ada', 'at': '%s', 'all': true}"
        .formatted(id, purchaseId, at);
  }

  static HttpAnswer buy(Shop shop, String id, Instant at, String price) {
    return shop.send("POST", "/purchases", Shop.purchase("ada", id, at, price));
  }

  private static JsonNode loyalty(Shop shop) {
    return Shop.json(shop.get("/customers/ada/loyalty").text());
  }

  static void comeBack(Shop shop) {
    shop.stack().advanceTo(BACK);
    var answer = shop.send("PUT", "/customers/ada", profile(BACK.toString()));
    assertEquals(201, answer.status(), answer.text());
  }

  /** Whatever is still wrong at the end. */
  static void assertSound(Shop shop) {
    shop.stack().drain();
    assertEquals(List.of(), shop.stack().failures());
    assertEquals(List.of(), shop.check().findings());
  }

  @Test
  void whoComesBackIsNewAndNothingOfBeforeIsTold() {
    try (var shop = Shop.open()) {
      liveAndErase(shop);
      shop.forgetEvents();
      comeBack(shop);
      shop.stack().drain();
      assertEquals(1, shop.events("Customer Created").size());
      var created = shop.events("Customer Created").getFirst().path("detail");
      assertFalse(created.path("changes").has("tier"), created.toString());
      var history = Shop.json(shop.get("/customers/ada/history").text()).path("lines");
      assertEquals(1, history.size(), history.toString());
      assertEquals("Customer Created", history.path(0).path("what").asText());
      assertEquals("[]", lines(shop, "?kind=activities").toString());
      assertEquals(0, loyalty(shop).path("balance").asLong());
      assertFalse(shop.tables().toString().contains("aunt"));
      assertEquals(201, buy(shop, "p2", BACK, "10.00").status());
      shop.stack().drain();
      var order = shop.events("Purchase Recorded").getFirst().path("detail").path("order").asInt();
      assertEquals(1, order, "a first order, which is thanked for");
      assertEquals(2, shop.stack().mailbox().size(), "once in each life");
      assertSound(shop);
    }
  }

  private static JsonNode lines(Shop shop, String query) {
    return Shop.json(shop.get("/customers/ada/history" + query).text()).path("lines");
  }

  /** What comes late, while she is gone and after she is back. */
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "POST | /purchases | the same purchase",
        "POST | /purchases | another content",
        "POST | /purchases | of before",
        "PUT  | /purchases/p1 | an order's next version",
        "POST | /refunds | of p1",
        "POST | /refunds | the early one",
        "POST | /refunds | early, of before",
        "POST | /redemptions | the same",
        "POST | /redemptions/d1/cancel | its end",
        "POST | /coupons/CODE/redeem | the coupon",
        "POST | /coupons/CODE/release | the coupon given back",
        "POST | /customers/ada/adjustments | the same",
        "POST | /activities | the same",
        "PUT  | /customers/ada | said before",
      })
  void whatRefersToBeforeIsRefusedAtEachDoor(String method, String path, String what) {
    try (var shop = Shop.open()) {
      var code = liveAndErase(shop);
      var late = late(what, path);
      var door = path.replace("CODE", code);
      shop.stack().advanceTo(ERASED.plusSeconds(60));
      assertErased(call(shop, method, door, late));
      comeBack(shop);
      assertEquals(201, buy(shop, "p2", BACK, "5.00").status());
      var before = shop.stores().customers().read("ada").account();
      if (what.equals("said before")) {
        assertEquals(200, call(shop, method, door, late).status(), "late, and changes nothing");
        assertEquals(
            "Ada Lovelace", Shop.json(shop.get("/customers/ada").text()).path("name").asText());
      } else {
        assertErased(call(shop, method, door, late));
        assertEquals(before, shop.stores().customers().read("ada").account());
      }
      assertSound(shop);
    }
  }

  private static String late(String what, String path) {
    return switch (what) {
      case "the same purchase" -> Shop.purchase("ada", "p1", Shop.START, "200.00");
      case "another content" -> Shop.purchase("ada", "p1", ERASED.plusSeconds(30), "7.00");
      case "of before" -> Shop.purchase("ada", "p7", ERASED.minusSeconds(600), "7.00");
      case "an order's next version" ->
          Shop.purchase("ada", "p1", Shop.START, "100.00").replace("\"purchaseId\": \"p1\", ", "");
      case "of p1" -> refund("r1", "p1", ERASED.plusSeconds(30));
      case "the early one" -> refund("early", "p9", Shop.START);
      case "early, of before" -> refund("r2", "p8", ERASED.minusSeconds(600));
      case "its end" -> "{'customerId': 'ada'}";
      case "the coupon", "the coupon given back" -> "{'customerId': 'ada', 'purchaseId': 'p2'}";
      case "said before" -> "{'name': 'Other', 'at': '%s'}".formatted(ERASED);
      default ->
          switch (path) {
            case "/redemptions" -> REDEEM;
            case "/activities" -> VIEW;
            default -> "{'adjustmentId': 'a1', 'points': 500, 'reason': 'sorry', 'author': 'eve'}";
          };
    };
  }

  private static void assertErased(HttpAnswer answer) {
    assertEquals(410, answer.status(), answer.text());
    assertTrue(answer.text().contains("/problems/customer-erased"), answer.text());
  }

  @Test
  void neitherAPurchaseNorAPatchBringsBack() {
    try (var shop = Shop.open()) {
      liveAndErase(shop);
      shop.stack().advanceTo(BACK);
      assertErased(buy(shop, "p2", BACK, "5.00"));
      var patch = Map.of("content-type", "application/merge-patch+json");
      assertErased(shop.stack().http("PATCH", "/customers/ada", patch, "{\"name\": \"Ada\"}"));
      assertErased(shop.get("/customers/ada"));
      assertSound(shop);
    }
  }

  @Test
  void aRefundOfAnOrderUnderAnIdThatWaitedBeforeWaitsNoMore() {
    try (var shop = Shop.open()) {
      liveAndErase(shop);
      comeBack(shop);
      assertEquals(201, buy(shop, "p9", BACK, "5.00").status());
      assertEquals(
          1, Shop.json(shop.get("/customers/ada").text()).path("segments").size() > 0 ? 1 : 0);
      var account = Objects.requireNonNull(shop.stores().customers().read("ada").account());
      assertEquals(1, account.days().orders());
      assertEquals(201, call(shop, "POST", "/refunds", refund("r9", "p9", BACK)).status());
      assertSound(shop);
    }
  }

  @Test
  void whoIsErasedAgainComesBackAgain() {
    try (var shop = Shop.open()) {
      liveAndErase(shop);
      comeBack(shop);
      assertEquals(201, buy(shop, "p2", BACK, "50.00").status());
      shop.stack().advanceTo(BACK.plusSeconds(60));
      assertEquals(204, shop.send("DELETE", "/customers/ada", "").status());
      assertErased(buy(shop, "p3", BACK.plusSeconds(90), "5.00"));
      var again = BACK.plusSeconds(120);
      shop.stack().advanceTo(again);
      assertEquals(201, shop.send("PUT", "/customers/ada", profile(again.toString())).status());
      assertErased(call(shop, "POST", "/refunds", refund("r1", "p1", again)));
      assertErased(call(shop, "POST", "/refunds", refund("r2", "p2", again)));
      assertEquals(201, buy(shop, "p3", again, "5.00").status());
      assertSound(shop);
    }
  }

  /** Two at once, in either order: one is first, and the other finds what is so. */
  @Test
  void aReturnAndAPurchaseAtOnceEndInAWhole() {
    var midst = new Midst("PurchasesFunction", "transactWriteItems");
    try (var shop = new Shop(midst)) {
      shop.putCustomer("ada", true);
      buy(shop, "p1", Shop.START, "10.00");
      midst.before =
          () -> {
            midst.before = () -> {};
            shop.stack().advanceTo(ERASED);
            assertEquals(204, shop.send("DELETE", "/customers/ada", "").status());
            comeBack(shop);
          };
      // read of the one before, and written to nobody
      assertErased(buy(shop, "p2", Shop.START, "10.00"));
      assertEquals(201, buy(shop, "p3", BACK, "10.00").status());
      assertSound(shop);
    }
  }

  @Test
  void twoReturnsAtOnceAreOne() {
    var midst = new Midst("CustomersFunction", "transactWriteItems");
    try (var shop = new Shop(midst)) {
      liveAndErase(shop);
      shop.stack().advanceTo(BACK);
      midst.before =
          () -> {
            midst.before = () -> {};
            assertEquals(201, shop.send("PUT", "/customers/ada", profile(BACK + "")).status());
            assertEquals(201, buy(shop, "p2", BACK, "10.00").status());
            var view = VIEW.replace("v1", "v2").replace("2026-03-02", "2026-03-04");
            assertEquals(201, call(shop, "POST", "/activities", view).status());
          };
      assertEquals(200, shop.send("PUT", "/customers/ada", profile(BACK + "")).status());
      assertEquals(1, lines(shop, "?kind=activities").size(), "and its activities stay");
      assertEquals(2, lines(shop, "").size());
      assertSound(shop);
    }
  }

  @Test
  void whatAnErasureHadStillToForgetGoesBeforeTheReturn() {
    var midst = new Midst("CustomersFunction", "batchWriteItem");
    try (var shop = new Shop(midst)) {
      shop.putCustomer("ada", true);
      assertEquals(201, call(shop, "POST", "/activities", VIEW).status());
      midst.before =
          () -> {
            throw new Error("crash", null, false, false) {
              private static final long serialVersionUID = 1;
            };
          };
      shop.stack().advanceTo(ERASED);
      assertEquals(500, shop.send("DELETE", "/customers/ada", "").status());
      shop.stack().advanceTo(BACK);
      assertEquals(500, shop.send("PUT", "/customers/ada", profile(BACK + "")).status());
      assertErased(shop.get("/customers/ada"));
      midst.before = () -> {};
      comeBack(shop);
      assertFalse(shop.tables().toString().contains("aunt"));
    }
  }

  @Test
  void anActivityOfBeforeThatIsPutAfterTheReturnLeavesNothing() {
    var midst = new Midst("ActivitiesFunction", "putItem");
    try (var shop = new Shop(midst)) {
      shop.putCustomer("ada", true);
      midst.before =
          () -> {
            midst.before = () -> {};
            shop.stack().advanceTo(ERASED);
            shop.send("DELETE", "/customers/ada", "");
            comeBack(shop);
          };
      assertErased(call(shop, "POST", "/activities", VIEW));
      assertFalse(shop.tables().toString().contains("aunt"));
      assertEquals("[]", lines(shop, "?kind=activities").toString());
    }
  }

  @Test
  void theStatementOfAllClosesWhatWasBefore() {
    try (var shop = Shop.open()) {
      liveAndErase(shop);
      comeBack(shop);
      buy(shop, "p2", BACK, "50.00");
      var told = loyalty(shop);
      var day = LocalDate.parse("2026-03-04");
      var zone = ZoneId.of("Europe/London");
      var history = Tables.table(shop.stack(), "HistoryTable");
      var points = Points.of(shop.stack().dynamo(), history, zone, day);
      assertEquals(
          told.path("balance").asLong() + told.path("pending").asLong(), points.sums().liability());
      var brands = points.byBrand().values().stream().mapToLong(of -> of.liability()).sum();
      assertEquals(points.sums().liability(), brands);
    }
  }
}
