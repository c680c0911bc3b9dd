package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.emulator.stack.HttpAnswer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The coupon of an order that is cancelled. */
class ReleasedCouponTest {
  private final Shop shop = Shop.open();
  private String code = "";

  @BeforeEach
  void aCouponIsUsedOnAnOrder() {
    shop.earnForMary();
    var wish =
        """
        {"redemptionId": "d1", "customerId": "mary-1780", "rewardId": "sample-box"}
        """;
    code = Shop.json(shop.send("POST", "/redemptions", wish).text()).at("/coupon/code").asText();
    assertTrue(Shop.json(buy("p1").text()).at("/coupon/used").asBoolean());
  }

  @AfterEach
  void close() {
    assertEquals(List.of(), shop.check().findings());
    shop.close();
  }

  private HttpAnswer buy(String purchaseId) {
    var body = Shop.purchase("mary-1780", purchaseId, Shop.START, "40.00");
    return shop.send(
        "POST",
        "/purchases",
        body.replace("\"currency\"", "\"couponCode\": \"" + code + "\", \"currency\""));
  }

  private int refund(String refundId, String what) {
    var body =
        """
        {"refundId": "%s", "purchaseId": "p1", "customerId": "mary-1780", "at": "%s", %s}
        """
            .formatted(refundId, Shop.START, what);
    return shop.send("POST", "/refunds", body).status();
  }

  private int release() {
    var body = "{\"customerId\": \"mary-1780\", \"purchaseId\": \"p1\"}";
    return shop.send("POST", "/coupons/" + code + "/release", body).status();
  }

  @Test
  void itComesBackOnceNothingOfTheOrderIsLeftAndIsToldSo() {
    assertEquals(409, release());
    assertEquals(201, refund("r1", "\"amount\": \"39.99\""));
    assertEquals(409, release(), "a penny stands");
    assertEquals(201, refund("r2", "\"all\": true"));
    assertEquals(201, release());
    var lines = Shop.json(shop.get("/customers/mary-1780/history").text()).path("lines");
    assertEquals("Coupon Released", lines.path(0).path("what").asText());
    assertEquals("p1", lines.path(0).path("purchaseId").asText());
    assertTrue(Shop.json(buy("p2").text()).at("/coupon/used").asBoolean(), "on another order");
  }

  @Test
  void anOrderThatCountsAgainStandsAgain() {
    assertEquals(201, refund("r1", "\"all\": true"));
    var again = Shop.purchase("mary-1780", "p1", Shop.START, "40.00");
    var revised = again.replaceFirst("\\{", "{\"reopened\": true, ");
    var answer = shop.send("PUT", "/purchases/p1", revised);
    assertTrue(answer.status() < 300, answer.text());
    assertEquals(409, release());
  }
}
