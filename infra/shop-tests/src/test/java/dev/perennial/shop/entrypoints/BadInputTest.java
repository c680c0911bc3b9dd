package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import dev.perennial.runtime.http.StrictJson;
import dev.perennial.testkit.Sender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Wrong input at every door: a problem of a stable type at the right path, nothing personal in it,
 * and nothing written.
 */
final class BadInputTest {
  private static final String INVALID = "invalid-value";
  private static final String ERASED = "customer-erased";
  private static final Pattern THEIR_NAMES =
      Pattern.compile("(?<=^/properties)/.*|/(colour|Lines|a~1b|note|comment|reason)$");

  private static Shop shop;
  private static Map<String, String> before;

  @BeforeAll
  static void open() {
    shop = Shop.open();
    shop.putCustomer("ada", true);
    shop.buy("ada", "p1");
    shop.buy("ben", "p2");
    shop.putCustomer("gone", true);
    shop.send("DELETE", "/customers/gone", "");
    shop.stack().drain();
    before = shop.tables();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void wrongPurchasesByHttp() {
    check("POST", "/purchases", BadInputs.RIGHT_PURCHASE, BadInputs.PURCHASES);
  }

  @Test
  void wrongRefundsByHttp() {
    check("POST", "/refunds", BadInputs.RIGHT_REFUND, BadInputs.REFUNDS);
  }

  @Test
  void wrongActivitiesByHttp() {
    check("POST", "/activities", BadInputs.RIGHT_ACTIVITY, BadInputs.ACTIVITIES);
    var names = new StringBuilder();
    for (int i = 0; i < 17; i++) {
      names.append("\"n").append(i).append("\": 1,");
    }
    var many = BadInputs.RIGHT_ACTIVITY.replace("\"sku\"", names + "\"sku\"");
    var answer = shop.send("POST", "/activities", many);
    refused(answer, 400, INVALID);
    assertEquals("/properties", Shop.json(answer.text()).path("path").asText());
    for (var number : List.of("1e99999", "-1e99999", "1e-99999")) {
      var body = BadInputs.RIGHT_ACTIVITY.replace("4.5", number);
      refused(shop.send("POST", "/activities", body), 400, INVALID);
    }
    var nobody = BadInputs.RIGHT_ACTIVITY.replace("\"ada\"", "\"nobody\"");
    refused(shop.send("POST", "/activities", nobody), 404, "customer-unknown");
    assertEquals(before, shop.tables());
  }

  @Test
  void wrongProfiles() {
    check("PUT", "/customers/ada", BadInputs.RIGHT_PROFILE, BadInputs.PROFILES);
  }

  /** The right body of each table is right: refused only where the customer is erased. */
  @Test
  void theRightBodiesAreRight() {
    var gone = "\"gone\"";
    refused(
        shop.send("POST", "/purchases", BadInputs.RIGHT_PURCHASE.replace("\"ada\"", gone)),
        410,
        ERASED);
    refused(
        shop.send("POST", "/refunds", BadInputs.RIGHT_REFUND.replace("\"ada\"", gone)),
        410,
        ERASED);
    refused(
        shop.send("POST", "/activities", BadInputs.RIGHT_ACTIVITY.replace("\"ada\"", gone)),
        410,
        ERASED);
    // a later one would bring them back
    refused(shop.send("PUT", "/customers/gone", "{\"at\":\"2026-03-01T09:00:00Z\"}"), 410, ERASED);
    refused(shop.send("DELETE", "/customers/gone", ""), 410, ERASED);
    refused(shop.get("/customers/gone"), 410, ERASED);
    refused(shop.get("/customers/gone/loyalty"), 410, ERASED);
    refused(shop.get("/customers/gone/history"), 410, ERASED);
    var use = "{\"customerId\":\"gone\",\"purchaseId\":\"p\"}";
    refused(shop.send("POST", "/coupons/0000000000000000/redeem", use), 410, ERASED);
    assertEquals(before, shop.tables());
  }

  /** One character may take two of Java's, and one of the two alone is none. */
  @Test
  void namesAreCountedInCharacters() {
    var profile = "{\"name\": \"%s\"}";
    var longest = "\ud83c\udf81".repeat(200);
    assertEquals(201, shop.send("PUT", "/customers/mia", profile.formatted(longest)).status());
    before = shop.tables();
    refused(shop.send("PUT", "/customers/mia", profile.formatted(longest + "x")), 400, INVALID);
    refused(shop.send("PUT", "/customers/mia", profile.formatted("half \\ud83c")), 400, INVALID);
    assertEquals(before, shop.tables());
  }

  @Test
  void whatCannotBeRedeemedIsRefusedAndChangesNothing() {
    shop.earnForMary();
    shop.stack().drain();
    before = shop.tables();
    var right = Shop.sample("redemptions-post").path("body").asText();
    var wrong =
        Map.of(
            right.replace("sample-box", "moon"), 404,
            right.replace("sample-box", "five-off"), 409,
            right.replace("sample-box", "early-lanterns"), 409,
            right.replace("mary-1780", "nobody"), 404,
            right.replace("mary-1780", "mary "), 400,
            right.replace("}", ",\"code\":\"X\"}"), 400);
    wrong.forEach(
        (body, status) ->
            assertEquals(status, shop.send("POST", "/redemptions", body).status(), body));
    var cancel = "{\"customerId\": \"mary-1780\"}";
    refused(shop.send("POST", "/redemptions/r9/cancel", cancel), 404, "redemption-unknown");
    assertEquals(before, shop.tables());
  }

  @Test
  void refundsThatDoNotFit() {
    for (var wrong :
        List.of(
            new Mutation("/lines/0/quantity", "2", ""),
            new Mutation("/lines/0/sku", "\"x\"", ""),
            new Mutation("/lines/0/unitPrice", "\"9.99\"", ""))) {
      var answer = refund(wrong);
      refused(answer, 409, "refund-exceeds-purchase");
      assertEquals(wrong.where(), Shop.json(answer.text()).path("path").asText());
    }
    assertEquals(before, shop.tables());
  }

  private static HttpAnswer refund(Mutation mutation) {
    return shop.send("POST", "/refunds", mutation.in(BadInputs.RIGHT_REFUND));
  }

  @Test
  void thePurchaseThatIsThereWithOtherContent() {
    var other = Shop.purchase("ada", "p1", Shop.START, "10.01");
    refused(shop.send("POST", "/purchases", other), 409, "purchase-conflict");
    assertEquals(before, shop.tables());
  }

  @Test
  void aThousandLinesAreTakenAndTenThousandAreNot() {
    var line = "{\"sku\": \"s\", \"quantity\": 1, \"unitPrice\": \"0.01\"},";
    var tooMany = BadInputs.RIGHT_PURCHASE.replace("[{", "[" + line.repeat(1000) + "{");
    var answer = shop.send("POST", "/purchases", tooMany);
    refused(answer, 400, INVALID);
    assertEquals("/lines", Shop.json(answer.text()).path("path").asText());
    var huge = BadInputs.RIGHT_PURCHASE.replace("[{", "[" + line.repeat(9_999) + "{");
    refused(shop.send("POST", "/purchases", huge), 413, "too-large");
    assertEquals(before, shop.tables());
  }

  @Test
  void bodiesThatAreNoJson() {
    var wrong = new ArrayList<String>();
    for (var path : List.of("/purchases", "/refunds", "/activities")) {
      for (var body :
          List.of(
              "",
              " ",
              "{",
              "ada@example.com",
              "{'purchaseId': 1}",
              "{\"a\": 1,}",
              "{\"a\": NaN}",
              "{\"a\": 1e99999999999999}",
              "{\"a\": -1e-99999999999999}",
              "// Ada\n{}",
              "\u0000",
              BadInputs.RIGHT_PURCHASE + "x",
              BadInputs.RIGHT_PURCHASE + BadInputs.RIGHT_PURCHASE,
              BadInputs.RIGHT_PURCHASE.replace("\"tax\"", "\"at\""),
              BadInputs.RIGHT_PURCHASE.replace("\"unitCost\"", "\"sku\""),
              "[".repeat(33) + "]".repeat(33),
              "[".repeat(10_000),
              "{\"a\":".repeat(33) + "1" + "}".repeat(33),
              "{\"a\": " + "9".repeat(41) + "}",
              "{\"" + "a".repeat(300) + "\": 1}")) {
        var answer = shop.send("POST", path, body);
        if (!isProblem(answer, 400, "malformed-json") || answer.text().contains("ada@")) {
          wrong.add(body.substring(0, Math.min(40, body.length())) + " -> " + answer.text());
        }
      }
    }
    assertEquals(List.of(), wrong);
    refused(shop.send("POST", "/purchases", "[]"), 400, INVALID);
    refused(shop.send("POST", "/purchases", "null"), 400, INVALID);
    refused(shop.send("PUT", "/customers/ada", "7"), 400, INVALID);
    var halfOfACharacter = BadInputs.RIGHT_PROFILE.replace("Hopper", "\\ud83d");
    refused(shop.send("PUT", "/customers/ada", halfOfACharacter), 400, INVALID);
    assertEquals(before, shop.tables());
  }

  @Test
  void bodiesThatAreTooLargeOrNotText() {
    refused(shop.send("POST", "/purchases", " ".repeat(256 * 1024 + 1)), 413, "too-large");
    refused(shop.send("PUT", "/customers/ada", "x".repeat(5 << 20)), 413, "too-large");
    var bytes = BadInputs.RIGHT_PURCHASE.getBytes(StandardCharsets.UTF_8);
    bytes[BadInputs.RIGHT_PURCHASE.indexOf("mugs")] = (byte) 0xC3;
    var headers = Map.of("content-type", List.of("application/json"));
    var call = new HttpCall("POST", "/purchases", headers, SdkBytes.fromByteArray(bytes));
    refused(shop.stack().http(call), 400, "malformed-json");
    for (var type :
        List.of(
            "",
            "text/plain",
            "application/xml",
            "application/jsonp",
            "json",
            "application/json;charset=utf-16")) {
      var answer =
          shop.stack()
              .http("POST", "/purchases", Map.of("content-type", type), BadInputs.RIGHT_PURCHASE);
      refused(answer, 415, "unsupported-media-type");
    }
    refused(
        shop.stack().http("POST", "/purchases", Map.of(), BadInputs.RIGHT_PURCHASE),
        415,
        "unsupported-media-type");
    assertEquals(before, shop.tables());
  }

  @Test
  void oddIdsInThePath() {
    for (var id :
        List.of(
            "%20ab",
            "ab%20",
            "%00",
            "%FF",
            "a".repeat(129),
            "%20ada@example.com",
            "%E2%80%AE",
            "a%252520b",
            "a%0D%0Ab")) {
      for (var method : List.of("GET", "PUT", "DELETE")) {
        var answer = shop.send(method, "/customers/" + id, BadInputs.RIGHT_PROFILE);
        refused(answer, 400, INVALID);
        assertEquals("path/customerId", Shop.json(answer.text()).path("path").asText());
        assertEquals(-1, answer.text().indexOf("ada@"), "quoted");
      }
      refused(shop.get("/customers/" + id + "/loyalty"), 400, INVALID);
    }
    refused(shop.get("/customers/nobody"), 404, "customer-unknown");
    refused(shop.get("/customers/.."), 404, "customer-unknown");
    refused(shop.get("/customers/nobody/loyalty"), 404, "customer-unknown");
    refused(shop.send("DELETE", "/customers/nobody", ""), 404, "customer-unknown");
    assertEquals(before, shop.tables());
  }

  @Test
  void onTheBusEachIsRejectedOnceAndNothingIsWritten() {
    rejected(
        "Purchase Submitted", "Purchase Rejected", BadInputs.RIGHT_PURCHASE, BadInputs.PURCHASES);
    rejected("Refund Submitted", "Refund Rejected", BadInputs.RIGHT_REFUND, BadInputs.REFUNDS);
    rejected(
        "Activity Submitted", "Activity Rejected", BadInputs.RIGHT_ACTIVITY, BadInputs.ACTIVITIES);
  }

  @Test
  void garbageOnTheBusIsRejectedToo() {
    shop.forgetEvents();
    var details =
        List.of(
            "{}",
            "{\"customerId\": \"ada@example.com\"}",
            "{\"ada@example.com\": 1}",
            BadInputs.RIGHT_PURCHASE.replace("{\"sku\"", "{\"JaneDoe\": 1, \"sku\""),
            BadInputs.RIGHT_PURCHASE.replace("\"tax\"", "\"07700900123\""),
            "{\"detail\": {}}",
            "{\"a\":".repeat(40) + "1" + "}".repeat(40),
            BadInputs.RIGHT_PURCHASE.replace("\"ada\"", "\"gone\""));
    details.forEach(it -> shop.stack().putEvent(Shop.BUS, "shop", "Purchase Submitted", it));
    shop.stack().drain();
    var rejected = shop.events("Purchase Rejected");
    assertEquals(details.size(), rejected.size());
    assertFalse(rejected.toString().matches(".*(ada@|JaneDoe|07700900123).*"), "quoted");
    assertEquals(before, shop.tables());
    assertEquals(List.of(), shop.stack().failures());
  }

  @Test
  void garbageInTheQueueIsRejectedTooAndNoneOfItStays() {
    shop.forgetEvents();
    var bodies =
        List.of(
            "ada@example.com",
            "{\"customerId\": \"ada@example.com\"",
            "{}",
            "[1]",
            "{\"customerId\": \"ada@example.com\"}",
            BadInputs.RIGHT_PURCHASE.replace("{\"sku\"", "{\"JaneDoe\": 1, \"sku\""),
            "{\"a\":".repeat(40) + "1" + "}".repeat(40),
            " ".repeat(StrictJson.MAX_BYTES) + BadInputs.RIGHT_PURCHASE,
            BadInputs.RIGHT_PURCHASE.replace("\"ada\"", "\"gone\""));
    var ids = Sender.send(shop.stack(), "PurchaseQueue", bodies);
    shop.stack().drain();
    var rejected = shop.events("Purchase Rejected");
    assertEquals(
        ids.stream().map(id -> "rejected/" + id).toList(),
        rejected.stream().map(event -> event.at("/detail/id").asText()).toList());
    assertFalse(rejected.toString().matches(".*(ada@|JaneDoe).*"), "quoted");
    assertEquals(before, shop.tables());
    assertEquals(List.of(), shop.stack().failures());
    assertEquals(List.of(), shop.stack().messages("PurchaseQueue"));
  }

  private static void rejected(
      String submitted, String answer, String right, List<Mutation> mutations) {
    var wrong = new ArrayList<String>();
    for (var mutation : mutations) {
      shop.forgetEvents();
      shop.stack().putEvent(Shop.BUS, "shop", submitted, mutation.in(right));
      shop.stack().drain();
      var events = shop.events(answer);
      if (events.size() != 1) {
        wrong.add(mutation + ": " + events.size() + " events");
        continue;
      }
      var detail = (ObjectNode) events.getFirst().path("detail");
      // the names of properties and of fields that nobody knows are the sender's own
      var path = detail.path("path").asText("-");
      var told = THEIR_NAMES.matcher(mutation.told()).replaceFirst("");
      // what was refused is named by its id, be it a number
      if (!detail.path("problem").asText().equals(INVALID)
          || !path.equals(told)
          || mutation.isQuotedIn(detail.without("purchaseId").toString())) {
        wrong.add(mutation + ": " + detail);
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(before, shop.tables());
    shop.stack().advanceTo(Shop.START.plus(Duration.ofSeconds(1)));
    assertEquals(List.of(), shop.stack().failures());
  }

  private static void check(String method, String path, String right, List<Mutation> mutations) {
    var wrong = new ArrayList<String>();
    for (var mutation : mutations) {
      var answer = shop.send(method, path, mutation.in(right));
      if (!isProblem(answer, 400, INVALID)
          || !Shop.json(answer.text()).path("path").asText("-").equals(mutation.told())
          || mutation.isQuotedIn(answer.text())) {
        wrong.add(mutation + ": " + answer.status() + " " + answer.text());
      }
      var changed = Mutation.difference(before, shop.tables());
      if (!changed.isEmpty()) {
        wrong.add(mutation + " wrote " + changed);
        before = shop.tables();
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static void refused(HttpAnswer answer, int status, String type) {
    if (!isProblem(answer, status, type)) {
      throw new AssertionError(status + " " + type + ", not " + answer.status() + answer.text());
    }
  }

  private static boolean isProblem(HttpAnswer answer, int status, String type) {
    var body = answer.status() == status ? Shop.json(answer.text()) : Shop.json("{}");
    return "application/problem+json".equals(answer.headers().get("content-type"))
        && body.path("status").asInt() == status
        && body.path("type").asText().endsWith("/" + type)
        && !body.path("detail").asText().isEmpty();
  }
}
