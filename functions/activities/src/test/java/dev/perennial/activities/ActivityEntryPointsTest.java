package dev.perennial.activities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.emulator.stack.AwsCall;
import dev.perennial.emulator.stack.ClientInterceptor;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.storage.Items;
import dev.perennial.testkit.AtOnce;
import dev.perennial.testkit.Midst;
import dev.perennial.testkit.Shop;
import dev.perennial.testkit.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Activities by API and bus: each is noted once, and a review earns once for each sku. */
final class ActivityEntryPointsTest {
  private static final int THREADS = 32;

  static String activity(String id, String type, String properties) {
    return activity("ada", id, type, Shop.START, properties);
  }

  private static String activity(
      String customer, String id, String type, Instant at, String properties) {
    return """
    {"activityId": "%s", "customerId": "%s", "type": "%s", "at": "%s", "properties": {%s}}
    """
        .formatted(id, customer, type, at, properties);
  }

  static String review(String id) {
    return activity(id, "review", "\"sku\": \"85123A\", \"stars\": 5");
  }

  static HttpAnswer post(Shop shop, String body) {
    return shop.send("POST", "/activities", body);
  }

  static List<HistoryLine> lines(Shop shop, String prefix) {
    return shop.stores().history().startingWith("ada", prefix);
  }

  private static long balance(Shop shop) {
    return Shop.json(shop.get("/customers/ada/loyalty").text()).path("balance").asLong();
  }

  @Test
  void ofReviewsOfTheSameAtOnceOneEarns() {
    try (var shop = Shop.open()) {
      shop.buy("ada", "p1");
      var answers = AtOnce.run(THREADS, i -> post(shop, review("v" + i)));
      var told = new TreeMap<String, Integer>();
      answers.forEach(
          it ->
              told.merge(it.status() + " " + Shop.json(it.text()).path("review"), 1, Integer::sum));
      assertEquals(
          "{201 {\"sku\":\"85123A\",\"rewarded\":false,\"reason\":\"rewarded-before\"}=31,"
              + " 201 {\"sku\":\"85123A\",\"rewarded\":true}=1}",
          told.toString());
      assertEquals(25, balance(shop));
      assertEquals(THREADS, lines(shop, LineId.ACTIVITIES).size());
      assertEquals(1, lines(shop, "ledger#review#").size());
      shop.stack().drain();
      assertEquals(THREADS, shop.events("Customer Active").size());
      var earned = shop.events("Points Adjusted");
      assertEquals(1, earned.size());
      assertEquals("review", earned.getFirst().at("/detail/reason").asText());
      assertEquals(25, earned.getFirst().at("/detail/changes/points").asInt());
      for (int i = 0; i < THREADS; i++) {
        var again = post(shop, review("v" + i));
        assertEquals(200, again.status());
        assertEquals(answers.get(i).text(), again.text());
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"review, 25, 3", "viewed, 0, 2"})
  void theSameActivityAtOnceIsNotedOnce(String type, long points, int lines) {
    try (var shop = Shop.open()) {
      shop.buy("ada", "p1");
      var body = activity("v1", type, "\"sku\": \"85123A\"");
      var answers = AtOnce.run(THREADS, i -> post(shop, body));
      var statuses = new TreeMap<Integer, Integer>();
      answers.forEach(answer -> statuses.merge(answer.status(), 1, Integer::sum));
      assertEquals("{200=31, 201=1}", statuses.toString());
      assertEquals(1, answers.stream().map(HttpAnswer::text).distinct().count());
      assertEquals(points, balance(shop));
      assertEquals(lines, lines(shop, "").size());
      var other = post(shop, activity("v1", type, "\"sku\": \"71053\""));
      assertEquals(409, other.status());
      assertTrue(other.text().contains("problems/activity-conflict"), other.text());
      shop.stack().drain();
      assertEquals(1, shop.events("Customer Active").size());
    }
  }

  /** Ada buys so many things, called s0, s1 and so on. */
  private static void buyThings(Shop shop, int things) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < things; i++) {
      lines.add("{\"sku\": \"s" + i + "\", \"quantity\": 1, \"unitPrice\": \"1\"}");
    }
    var bought = Shop.purchase("ada", "p1", Shop.START, "10.00");
    var start = bought.indexOf('[') + 1;
    var body =
        bought.substring(0, start)
            + String.join(",", lines)
            + bought.substring(bought.indexOf(']'));
    assertEquals(201, shop.send("POST", "/purchases", body).status());
  }

  private static String review(int i, int things) {
    return activity("v" + i, "review", "\"sku\": \"s" + i % things + "\"");
  }

  @Test
  void reviewsOfDifferentThingsAtOnceAllEarnOnce() {
    try (var shop = Shop.open()) {
      buyThings(shop, 8);
      AtOnce.run(16, i -> untilAnswered(shop, review(i, 8)));
      assertEquals(8 * 25, balance(shop));
      assertEquals(16, lines(shop, LineId.ACTIVITIES).size());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void throughConflictsThrottlesLostAnswersAndCrashesEachEarnsOnce(long seed) {
    var trouble = new Trouble(seed, "ActivitiesFunction");
    try (var shop = new Shop(trouble)) {
      buyThings(shop, 4);
      var answers = AtOnce.run(24, i -> untilAnswered(shop, review(i, 4)));
      trouble.end();
      var earned = 0;
      for (int i = 0; i < answers.size(); i++) {
        var again = post(shop, review(i, 4));
        assertEquals(200, again.status(), again.text());
        assertEquals(answers.get(i).text(), again.text());
        earned += Shop.json(again.text()).at("/review/rewarded").asBoolean() ? 1 : 0;
      }
      assertEquals(4, earned);
      assertEquals(4 * 25, balance(shop));
      assertEquals(24, lines(shop, LineId.ACTIVITIES).size());
      assertTrue(trouble.made().size() >= 6, () -> "most kinds of it: " + trouble.made());
    }
  }

  private static HttpAnswer untilAnswered(Shop shop, String body) {
    var answer = post(shop, body);
    while (answer.status() >= 500) {
      answer = post(shop, body);
    }
    return answer;
  }

  @Test
  void byTheBusItIsTheSameAndWhatIsRefusedIsTold() {
    try (var shop = Shop.open()) {
      shop.buy("ada", "p1");
      submit(shop, review("v1"));
      submit(shop, review("v1"));
      assertEquals(25, balance(shop));
      assertEquals(1, shop.events("Customer Active").size());
      assertEquals(200, post(shop, review("v1")).status(), "the same by the other door");
      assertEquals(List.of(), shop.events("Activity Rejected"));
      var text = "\"comment\": \"for my aunt Ada\", \"JohnSmith\": ";
      submit(shop, activity("nobody", "v2", "viewed", Shop.START, text + 1));
      submit(shop, activity("v3", "viewed", text + "[]"));
      submit(shop, activity("v1", "viewed", text + "true"));
      var rejected = shop.events("Activity Rejected");
      assertEquals(
          List.of(
              "customer-unknown v2 -",
              "invalid-value v3 /properties",
              "activity-conflict v1 /activityId"),
          rejected.stream().map(event -> told(event.path("detail"))).toList());
      assertFalse(rejected.toString().matches(".*(aunt|Smith).*"), rejected.toString());
      assertEquals(List.of(), shop.stack().failures());
    }
  }

  private static void submit(Shop shop, String detail) {
    shop.stack().putEvent(Shop.BUS, "shop", "Activity Submitted", detail);
    shop.stack().drain();
  }

  private static String told(JsonNode rejection) {
    return rejection.path("problem").asText()
        + " "
        + rejection.path("activityId").asText()
        + " "
        + rejection.path("path").asText("-");
  }

  @Test
  void anActivityIsForgottenAfter400DaysAndItsPointsAreNot() {
    try (var shop = Shop.open()) {
      var at = Shop.START.minus(Duration.ofDays(3));
      shop.send("POST", "/purchases", Shop.purchase("ada", "p1", at, "10.00"));
      post(shop, activity("ada", "v1", "review", at, "\"sku\": \"85123A\""));
      post(shop, activity("ada", "v2", "viewed", at, ""));
      var expires = new TreeMap<String, String>();
      for (var item : shop.items("perennial-history")) {
        var told = item.get("expires");
        expires.put(Items.lineId(item), told == null ? "-" : told.n());
      }
      var later = "" + at.plus(Duration.ofDays(400)).getEpochSecond();
      assertEquals(
          "{activity#v1=%s, activity#v2=%s, ledger#purchase#p1=-, ledger#review#85123A=-}"
              .formatted(later, later),
          expires.toString());
    }
  }

  @Test
  void anActivityTooOldToBeRecordedHasItsAnswerWhenItWas() {
    try (var shop = Shop.open()) {
      shop.buy("ada", "p1");
      var first = post(shop, review("v1"));
      shop.stack().advanceTo(Shop.START.plus(Duration.ofDays(401)));
      var again = post(shop, review("v1"));
      assertEquals(200, again.status(), again.text());
      assertEquals(first.text(), again.text());
      assertEquals(400, post(shop, review("v2")).status());
    }
  }

  @Test
  void aReviewThatIsRepeatedReadsNoPurchase() {
    var midst = new Midst("ActivitiesFunction", "query");
    var queries = new AtomicInteger();
    try (var shop = new Shop(midst)) {
      shop.buy("ada", "p1");
      post(shop, review("v1"));
      post(shop, activity("v2", "review", "\"sku\": \"unknown\""));
      midst.before = queries::incrementAndGet;
      assertEquals(200, post(shop, activity("v2", "review", "\"sku\": \"unknown\"")).status());
      assertEquals(1, queries.get(), "the customer's");
    }
  }

  @Test
  void aHistoryTellsPointsAndWhenAskedActivitiesAndNoProperty() {
    try (var shop = Shop.open()) {
      shop.buy("ada", "p1");
      post(shop, activity("v1", "review", "\"sku\": \"85123A\", \"title\": \"for my aunt\""));
      var history = Shop.json(shop.get("/customers/ada/history").text()).path("lines");
      assertEquals(
          List.of("Points Adjusted", "Purchase Recorded"), history.findValuesAsText("what"));
      var told = shop.get("/customers/ada/history?kind=activities").text();
      assertEquals(List.of("review"), Shop.json(told).findValuesAsText("type"), told);
      assertFalse(told.contains("aunt"));
    }
  }

  @Test
  void aPageOfActivitiesReadsNoMoreThanItTellsAndAHistoryNone() {
    var read = new AtomicInteger();
    ClientInterceptor count =
        new ClientInterceptor() {
          @Override
          public void after(AwsCall call, SdkResponse response) {
            if (response instanceof QueryResponse answer
                && call.request() instanceof QueryRequest query
                && query.tableName().equals("perennial-history")) {
              read.addAndGet(answer.count());
            }
          }
        };
    try (var shop = new Shop(count)) {
      shop.buy("ada", "p1");
      for (int i = 0; i < 9; i++) {
        post(shop, activity("v" + i, "viewed", ""));
      }
      read.set(0);
      assertEquals(List.of("Purchase Recorded"), told(shop, "", 2));
      assertEquals(0, read.get(), "the purchase is found by its key");
      assertEquals(9, Set.copyOf(told(shop, "kind=activities&", 2)).size());
      assertTrue(read.get() <= 5 * 4, () -> "lines read: " + read);
    }
  }

  /** Of all pages: activities by id, other lines by what they are. */
  private static List<String> told(Shop shop, String kind, int limit) {
    var path = "/customers/ada/history?" + kind + "limit=" + limit;
    var told = new ArrayList<String>();
    for (var next = path; !next.isEmpty(); ) {
      var page = Shop.json(shop.get(next).text());
      for (var line : page.path("lines")) {
        told.add(line.path("activityId").asText(line.path("what").asText()));
      }
      next = page.has("next") ? path + "&cursor=" + page.path("next").asText() : "";
    }
    return told;
  }
}
