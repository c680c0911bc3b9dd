package dev.perennial.shop.entrypoints;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.runtime.links.LinkSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** A customer who does what a seed draws, by the shop's routes. */
final class LivedCustomer {
  private static final Map<String, String> FORM =
      Map.of("content-type", "application/x-www-form-urlencoded");
  private static final List<String> SKUS = List.of("MUG", "LAMP", "PEN");

  private final Shop shop;
  private final String id;
  private final Random random;
  private final Instant began;
  private final List<String> bought = new ArrayList<>();
  private final List<String> redeemed = new ArrayList<>();

  LivedCustomer(Shop shop, String id, Random random) {
    this.shop = shop;
    this.id = id;
    this.random = random;
    began = shop.stack().clock().instant();
  }

  /** Does the next thing; answers with the status, which must not depend on who serves it. */
  int step(int step) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> buy("p" + step);
      case 3 -> bought.isEmpty() ? buy("p" + step) : again();
      case 4 -> refund(step);
      case 5 -> refundEarly(step);
      case 6 -> redeem(step);
      case 7 -> redeemed.isEmpty() ? adjust(step, 600) : cancel();
      case 8 -> adjust(step, random.nextInt(-300, 900));
      case 9 -> profile(random.nextBoolean());
      case 10 -> review(step);
      default -> answer(step);
    };
  }

  private int buy(String purchaseId) {
    bought.add(purchaseId);
    return send("POST", "/purchases", purchase(purchaseId)).status();
  }

  private int again() {
    return send("POST", "/purchases", purchase(bought.get(random.nextInt(bought.size())))).status();
  }

  /** The same content whenever it is asked for: of the customer's own, 20 days and less ago. */
  private String purchase(String purchaseId) {
    var own = new Random(purchaseId.hashCode());
    var at = began.minus(Duration.ofDays(own.nextInt(20)));
    var body = new StringBuilder();
    body.append("{\"purchaseId\":\"").append(purchaseId).append("\",\"customerId\":\"").append(id);
    body.append("\",\"at\":\"").append(at).append("\",\"currency\":\"GBP\"");
    body.append(own.nextBoolean() ? ",\"brand\":\"home\"" : "").append(",\"lines\":[");
    for (int i = 0; i <= own.nextInt(3); i++) {
      body.append(i == 0 ? "" : ",").append("{\"sku\":\"").append(SKUS.get(i));
      body.append(own.nextBoolean() ? "\",\"category\":\"christmas" : "");
      body.append("\",\"quantity\":").append(1 + own.nextInt(3));
      body.append(",\"unitPrice\":\"").append(5 + own.nextInt(400)).append(".50\"}");
    }
    return body.append("]}").toString();
  }

  private int refund(int step) {
    var of = bought.isEmpty() ? "p" + (step + 1) : bought.get(random.nextInt(bought.size()));
    var what =
        random.nextBoolean() ? "\"all\":true" : "\"lines\":[{\"sku\":\"MUG\",\"quantity\":1}]";
    return refund("r" + step, of, what);
  }

  private int refundEarly(int step) {
    return refund("r" + step, "p" + (step + 1 + random.nextInt(3)), "\"all\":true");
  }

  private int refund(String refundId, String purchaseId, String what) {
    var body =
        "{\"refundId\":\"%s\",\"purchaseId\":\"%s\",\"customerId\":\"%s\",\"at\":\"%s\",%s}"
            .formatted(refundId, purchaseId, id, began, what);
    return send("POST", "/refunds", body).status();
  }

  private int redeem(int step) {
    var body =
        "{\"redemptionId\":\"d%d\",\"customerId\":\"%s\",\"rewardId\":\"five-off\"}"
            .formatted(step, id);
    var answer = send("POST", "/redemptions", body);
    if (answer.status() == 201) {
      redeemed.add("d" + step);
    }
    return answer.status();
  }

  private int cancel() {
    var which = redeemed.get(random.nextInt(redeemed.size()));
    return send("POST", "/redemptions/" + which + "/cancel", "{\"customerId\":\"" + id + "\"}")
        .status();
  }

  private int adjust(int step, int points) {
    var body =
        "{\"adjustmentId\":\"a%d\",\"points\":%d,\"reason\":\"kindness\",\"author\":\"s\"}"
            .formatted(step, points == 0 ? 1 : points);
    return send("POST", "/customers/" + id + "/adjustments", body).status();
  }

  private int profile(boolean consents) {
    return send("PUT", "/customers/" + id, Shop.profile(id, consents)).status();
  }

  private int review(int step) {
    var body =
        """
        {"activityId":"v%d","customerId":"%s","type":"review","at":"%s","properties":{"sku":"%s"}}
        """
            .formatted(step, id, began, SKUS.get(random.nextInt(SKUS.size())));
    return send("POST", "/activities", body).status();
  }

  private int answer(int step) {
    var links = LinkSecret.links(shop.stores().programme());
    var link = "/p/survey?t=" + links.token("survey", id, "order", "o" + step);
    return shop.stack()
        .http("POST", link, FORM, "score=" + random.nextInt(11) + "&why=price&more=words")
        .status();
  }

  private HttpAnswer send(String method, String path, String body) {
    return shop.send(method, path, body);
  }

  /** What is so of points, tier and segments, and what a history tells. */
  SortedMap<String, JsonNode> standing() {
    var standing = new TreeMap<String, JsonNode>();
    for (var part : List.of("loyalty", "history")) {
      var text = shop.get("/customers/" + id + "/" + part).text().replace(id, "customer");
      standing.put(part, Shop.json(text.replaceAll("\"code\":\"[^\"]*\"", "\"code\":\"\"")));
    }
    return standing;
  }
}
