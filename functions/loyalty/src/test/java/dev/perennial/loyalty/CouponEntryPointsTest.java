package dev.perennial.loyalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.testkit.AtOnce;
import dev.perennial.testkit.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Coupons at the till, on purchases by API and bus, and guessed. */
final class CouponEntryPointsTest {
  private final Shop shop = Shop.open();
  private int redeemed;

  @BeforeEach
  void earn() {
    var early = Shop.START.minus(Duration.ofDays(40));
    var body = Shop.purchase("mary", "p0", early, "2000.00");
    assertEquals(201, shop.send("POST", "/purchases", body).status());
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private String redeem(String rewardId) {
    var body =
        "{\"redemptionId\": \"d%d\", \"customerId\": \"mary\", \"rewardId\": \"%s\"}"
            .formatted(++redeemed, rewardId);
    var answer = shop.send("POST", "/redemptions", body);
    assertEquals(201, answer.status(), answer.text());
    return Shop.json(answer.text()).at("/coupon/code").asText();
  }

  private HttpAnswer use(String code, String customerId, String purchaseId, String more) {
    var body =
        "{\"customerId\": \"%s\", \"purchaseId\": \"%s\"%s}"
            .formatted(customerId, purchaseId, more);
    return shop.send("POST", "/coupons/" + code + "/redeem", body);
  }

  private static String purchase(String purchaseId, String price, String code) {
    return Shop.purchase("mary", purchaseId, Shop.START, price)
        .replace("\"currency\"", "\"couponCode\": \"" + code + "\", \"currency\"");
  }

  private JsonNode buy(int status, String purchaseId, String price, String code) {
    var answer = shop.send("POST", "/purchases", purchase(purchaseId, price, code));
    assertEquals(status, answer.status(), answer.text());
    return Shop.json(answer.text()).path("coupon");
  }

  private int uses(String code) {
    return shop.stores().rewards().coupon(code).orElseThrow().uses().size();
  }

  @Test
  void aPurchaseUsesItsCouponAndTheSameAgainAnswersTheSame() {
    var code = redeem("five-off");
    var used =
        Shop.json("{\"code\":\"%s\",\"used\":true,\"rewardId\":\"five-off\"}".formatted(code));
    assertEquals(used, buy(201, "p1", "20.00", code));
    assertEquals(used, buy(200, "p1", "20.00", code));
    assertEquals(1, uses(code));
    assertEquals(409, use(code, "mary", "p2", "").status());
    assertEquals(200, use(code, "mary", "p1", "").status());
    assertEquals(200, use(code.toLowerCase(Locale.ROOT), "mary", "p1", "").status(), "as typed");
  }

  @Test
  void aPurchaseWhoseCouponCannotBeUsedIsNeverLost() {
    var code = redeem("five-off");
    assertEquals("minimum-order", buy(201, "p1", "19.99", code).path("reason").asText());
    assertEquals("unknown", buy(201, "p2", "20.00", "NOT-A-CODE").path("reason").asText());
    assertTrue(buy(201, "p3", "20.00", code).path("used").asBoolean());
    assertEquals("used", buy(201, "p4", "20.00", code).path("reason").asText());
    assertEquals("minimum-order", buy(200, "p1", "19.99", code).path("reason").asText());
    var account = shop.stores().customers().read("mary").account();
    assertTrue(account != null && account.days().orders() == 5);
  }

  @Test
  void usedAtTheTillFirstItsPurchaseCountsNoSecondUse() {
    var code = redeem("sample-box");
    assertEquals(201, use(code, "mary", "p1", "").status());
    assertTrue(buy(201, "p1", "5.00", code).path("used").asBoolean());
    assertEquals(1, uses(code));
  }

  @Test
  void theTillMayHaveTheMinimumAndTheStackingRuleAsked() {
    var five = redeem("five-off");
    var other = redeem("five-off");
    var box = redeem("sample-box");
    var small = use(five, "mary", "p1", ", \"goods\": \"19.99\"");
    assertEquals("coupon minimum order", Shop.json(small.text()).path("title").asText());
    assertEquals(201, use(five, "mary", "p1", ", \"goods\": \"20.00\"").status());
    for (var second : List.of(other, box)) {
      var beside = use(second, "mary", "p1", "");
      assertEquals("coupon not stackable", Shop.json(beside.text()).path("title").asText());
      assertEquals(0, uses(second));
    }
    assertEquals(201, use(box, "mary", "p2", "").status());
    assertEquals(201, use(redeem("sample-box"), "mary", "p2", "").status());
    assertEquals("not-stackable", buy(201, "p2", "50.00", other).path("reason").asText());
  }

  @Test
  void byTheBusItIsUsedToo() {
    var code = redeem("sample-box");
    for (var id : List.of("p1", "p2")) {
      shop.stack().putEvent(Shop.BUS, "shop", "Purchase Submitted", purchase(id, "9.00", code));
    }
    shop.stack().drain();
    assertEquals(1, uses(code));
    var told = shop.events("Purchase Recorded").stream().map(e -> e.at("/detail/coupon")).toList();
    var used = Shop.json("{\"used\":true,\"rewardId\":\"sample-box\"}");
    assertTrue(told.contains(used), told::toString);
    assertTrue(told.contains(Shop.json("{\"used\":false,\"reason\":\"used\"}")), told::toString);
    assertFalse(shop.events("Purchase Recorded").toString().contains(code), "no code is told");
  }

  private HttpAnswer release(String code, String customerId, String purchaseId) {
    var body = "{\"customerId\": \"%s\", \"purchaseId\": \"%s\"}".formatted(customerId, purchaseId);
    return shop.send("POST", "/coupons/" + code + "/release", body);
  }

  @Test
  void ofABasketThatWasLeftTheCouponComesBackAndItsRedemptionCanBeCancelled() {
    var code = redeem("five-off");
    assertEquals(201, use(code, "mary", "p1", "").status());
    assertEquals(201, release(code.toLowerCase(Locale.ROOT), "mary", "p1").status());
    assertEquals(200, release(code, "mary", "p1").status(), "the same again");
    assertEquals(200, release(code, "mary", "p2").status(), "never used there");
    assertEquals(0, uses(code));
    assertTrue(buy(201, "p1", "20.00", code).path("used").asBoolean(), "on the same order");
    var lines = shop.stores().history().startingWith("mary", "ledger#released#");
    assertEquals(List.of("Coupon Released"), lines.stream().map(l -> l.event().title()).toList());
    var other = redeem("five-off");
    use(other, "mary", "p3", "");
    var cancel = "{\"customerId\": \"mary\"}";
    assertEquals(409, shop.send("POST", "/redemptions/d2/cancel", cancel).status());
    release(other, "mary", "p3");
    assertEquals(201, shop.send("POST", "/redemptions/d2/cancel", cancel).status());
    assertEquals(List.of(), shop.check().findings());
  }

  @Test
  void ofAnOrderThatStandsItDoesNot() {
    var code = redeem("five-off");
    assertTrue(buy(201, "p1", "40.00", code).path("used").asBoolean());
    var stands = release(code, "mary", "p1");
    assertEquals(409, stands.status());
    assertEquals("coupon order stands", Shop.json(stands.text()).path("title").asText());
    assertEquals(1, uses(code));
  }

  @Test
  void oneThatStandsAloneLeavesItsPlaceToAnother() {
    var five = redeem("five-off");
    var box = redeem("sample-box");
    use(five, "mary", "p1", "");
    assertEquals(409, use(box, "mary", "p1", "").status());
    release(five, "mary", "p1");
    assertEquals(201, use(box, "mary", "p1", "").status());
    assertEquals(409, use(five, "mary", "p1", "").status());
  }

  @Test
  void anothersCodeIsGuessedNoBetterByReleasingIt() {
    var code = redeem("five-off");
    use(code, "mary", "p1", "");
    for (int i = 0; i < 5; i++) {
      assertEquals(404, release(code, "eve", "p1").status());
    }
    assertEquals(429, release(code, "eve", "p1").status());
    assertEquals(429, use("0000000000000000", "eve", "p1", "").status(), "of one count");
    assertEquals(1, uses(code));
  }

  /** Whichever comes first: a recorded order and a free coupon are never both there. */
  @Test
  void releasedAndBoughtAtOnceTheCouponIsEitherUsedOnTheOrderOrFree() {
    for (int round = 0; round < 8; round++) {
      var order = "order-" + round;
      var code = redeem("sample-box");
      use(code, "mary", order, "");
      var answers =
          AtOnce.run(
              2,
              i ->
                  i == 0
                      ? release(code, "mary", order)
                      : shop.send("POST", "/purchases", purchase(order, "5.00", code)));
      var released = answers.getFirst().status() == 201;
      var bought = Shop.json(answers.getLast().text()).at("/coupon/used").asBoolean();
      assertTrue(bought, answers::toString);
      assertTrue(released || answers.getFirst().status() == 409, answers::toString);
      assertEquals(1, uses(code));
    }
  }

  @Test
  void ofManyPurchasesAtOnceOneUsesTheCoupon() {
    var code = redeem("five-off");
    var answers =
        AtOnce.run(
            16,
            i -> {
              HttpAnswer answer;
              do {
                answer = shop.send("POST", "/purchases", purchase("q" + i, "20.00", code));
              } while (answer.status() == 503);
              return Shop.json(answer.text()).at("/coupon/used").asBoolean();
            });
    assertEquals(1, answers.stream().filter(used -> used).count());
    assertEquals(1, uses(code));
  }

  @Test
  void unknownAnothersAndBadlyWrittenAreAnsweredAlikeAndFiveAnHourAreEnough() {
    var code = redeem("sample-box");
    var before = shop.tables();
    var alike = use("0000000000000000", "ben", "p1", "").text();
    for (var guess : List.of(code, "SHORT", "x".repeat(70), "0000-0000-0000-00")) {
      var answer = use(guess, "ben", "p1", "");
      assertEquals(404, answer.status());
      assertEquals(alike, answer.text());
    }
    for (var guess : List.of("0000000000000000", code)) {
      var answer = use(guess, "ben", "p1", "");
      assertEquals(429, answer.status(), answer.text());
      assertEquals("3600", answer.headers().get("retry-after"));
    }
    var written = new TreeMap<>(shop.tables());
    written.keySet().removeAll(before.keySet());
    assertEquals(1, written.size(), "nothing but the count");
    assertEquals(201, use(code, "mary", "p1", "").status(), "others are not held up");
    shop.stack().advanceTo(Shop.START.plus(Duration.ofHours(1)));
    assertEquals(404, use(code, "ben", "p1", "").status());
  }

  @Test
  void guessesAtOnceAreFiveAndARightCodeIsNoneOfThem() {
    var code = redeem("sample-box");
    var answers = AtOnce.run(32, i -> use("%016d".formatted(i), "mary", "p1", "").status());
    assertEquals(5, answers.stream().filter(status -> status == 404).count(), answers::toString);
    assertTrue(answers.stream().allMatch(s -> s == 404 || s == 429 || s == 503));
    assertEquals(429, use(code, "mary", "p1", "").status());
    assertEquals("guesses", buy(201, "p1", "20.00", code).path("reason").asText());
    assertEquals(0, uses(code));
  }

  @Test
  void rightCodesCountForNoGuess() {
    for (int i = 0; i < 8; i++) {
      assertEquals(201, use(redeem("sample-box"), "mary", "p" + i, "").status());
    }
    assertEquals(0, shop.stores().rewards().guesses("mary", Shop.START).wrong());
  }
}
