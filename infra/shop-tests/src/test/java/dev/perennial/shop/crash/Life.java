package dev.perennial.shop.crash;

import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.LaptopStack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Some weeks of a small shop: purchases by API and bus, refunds, profiles, withdrawals, an erasure,
 * submissions that are refused, points given, spent and taken back, and every schedule on the way.
 * Steps are an hour apart, in the afternoon, so that whatever a crash delays is done before the
 * next.
 */
final class Life {
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  private static final Map<String, String> FORM =
      Map.of("content-type", "application/x-www-form-urlencoded");

  /** To the survey of orders, of which words go with who is erased. */
  private static final String ANSWERS = "score=3&why=price&more=It+came+late";

  /** How often a caller repeats a call that had no answer. */
  private static final int REPEATS = 10;

  private static final int FIRST_HOUR = 14;

  sealed interface Step {
    Instant at();

    record Call(Instant at, String method, String path, String body) implements Step {}

    record Submission(Instant at, String type, String detail) implements Step {}
  }

  private final Instant start;
  private final List<Step> steps = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final Random dice;
  private final int customers;
  private final int days;
  private final int orders;

  private record Bought(String customer, String purchase, int pounds) {}

  private Life(Instant start, int orders, int customers, int days, long seed) {
    this.start = start;
    this.dice = new Random(seed);
    this.customers = customers;
    this.days = days;
    this.orders = orders;
  }

  /**
   * Orders spread over days.
   *
   * @param start midnight before the first
   */
  static Life of(Instant start, int orders, int customers, int days, long seed) {
    var life = new Life(start, orders, customers, days, seed);
    life.fill();
    return life;
  }

  Instant start() {
    return start;
  }

  private void fill() {
    var bought = new ArrayList<Bought>();
    int perDay = (orders + days - 1) / days;
    for (int i = 0; i < orders; i++) {
      var at =
          start
              .plus(Duration.ofDays(i / perDay))
              .plus(Duration.ofHours(FIRST_HOUR))
              .plus(Duration.ofHours(i % perDay));
      // those who come early and often, and then no more, are who the win-back is for
      int among = i < orders / 3 ? Math.max(2, customers / 3) : customers;
      int first = i < orders / 3 ? 0 : customers / 3;
      var customer = "c%02d".formatted(first + dice.nextInt(among - first));
      var later = at.plus(Duration.ofMinutes(30));
      if (known.add(customer)) {
        call(at, "PUT", "/customers/" + customer, profile(customer));
        // a beacon is sent once and not repeated; that it may be, and counts once, is what is tried
        var thanks = "thanks#ledger#purchase#p" + i + "#0";
        call(later.plusSeconds(600), "POST", Shop.followed(customer, thanks), "");
      }
      buy(at, customer, i, bought);
      switch (i % 19) {
        case 7, 13 -> refund(later, bought.get(dice.nextInt(bought.size())), i);
        case 11 -> withdraw(later, customer);
        case 2 -> redeem(later, customer, i);
        case 3, 9 -> review(later, customer, i);
        case 4, 14 -> bringFriend(later, customer, i);
        case 5 -> submit(later, "Activity Submitted", activity(later, customer, "viewed", i));
        case 6 -> submit(later, "Activity Submitted", "{\"customerId\":\"" + customer + "\"}");
        case 8, 12 -> call(later, "POST", Shop.asked(customer, "o" + i), ANSWERS);
        case 10 -> merge(later, customer, i);
        case 16 -> refundEarly(later, customer, i);
        case 17 -> submit(later, "Purchase Submitted", "{\"customerId\":\"" + customer + "\"}");
        case 18 -> submit(later, "Refund Submitted", "{\"customerId\":\"" + customer + "\"}");
        default -> {}
      }
    }
    var last = steps.getLast().at();
    call(last, "POST", Shop.asked(bought.get(1).customer, "last"), ANSWERS);
    eraseAndComeBack(last.plus(Duration.ofMinutes(20)), bought.get(1));
    steps.sort(Comparator.comparing(Step::at));
  }

  /** Who was erased is new, and what refers to before is refused. */
  private void eraseAndComeBack(Instant at, Bought before) {
    call(at, "DELETE", "/customers/" + before.customer, "");
    var back = at.plus(Duration.ofMinutes(2));
    var profile = profile(before.customer).replace("2026-01-01T00:00:00Z", back.toString());
    call(back, "PUT", "/customers/" + before.customer, profile);
    buy(back.plusSeconds(60), before.customer, 5001, new ArrayList<>());
    refund(back.plusSeconds(120), before, 5003);
    refund(back.plusSeconds(180), new Bought(before.customer, "p5001", 1), 5005);
  }

  private void buy(Instant at, String customer, int i, List<Bought> bought) {
    var purchase = new Bought(customer, "p" + i, 1 + dice.nextInt(90));
    bought.add(purchase);
    buy(at, purchase, i);
  }

  private void buy(Instant at, Bought purchase, int i) {
    var body =
        """
        {"purchaseId":"%s","customerId":"%s","at":"%s","currency":"GBP",
         "lines":[{"sku":"mug","quantity":%d,"unitPrice":"1.00"},{"sku":"bag","quantity":1,"unitPrice":"0.55"}]}\
        """
            .formatted(purchase.purchase, purchase.customer, at, purchase.pounds);
    if (i % 10 == 4) {
      submit(at, "Purchase Submitted", body);
    } else {
      call(at, "POST", "/purchases", body);
    }
  }

  /**
   * Staff give points, which are spent; every other time that is taken back, else a purchase uses
   * the coupon, and another is refused it.
   */
  private void redeem(Instant at, String customer, int i) {
    call(
        at,
        "POST",
        "/customers/" + customer + "/adjustments",
        "{\"adjustmentId\":\"a%d\",\"points\":60,\"reason\":\"sorry\",\"author\":\"eve\"}"
            .formatted(i));
    call(
        at.plusSeconds(60),
        "POST",
        "/redemptions",
        "{\"redemptionId\":\"d%d\",\"customerId\":\"%s\",\"rewardId\":\"sample-box\"}"
            .formatted(i, customer));
    if (i % 2 == 0) {
      var cancel = "{\"customerId\":\"%s\"}".formatted(customer);
      call(at.plusSeconds(120), "POST", "/redemptions/d" + i + "/cancel", cancel);
    } else {
      var used = "{\"customerId\":\"%s\",\"purchaseId\":\"q%d\"}".formatted(customer, i);
      var code = Shop.coupon(customer, "d" + i);
      call(at.plusSeconds(120), "POST", "/purchases", withCoupon(at, customer, "p" + i, code));
      call(at.plusSeconds(180), "POST", "/purchases", withCoupon(at, customer, "q" + i, code));
      call(at.plusSeconds(240), "POST", "/coupons/" + code + "/redeem", used);
    }
  }

  private static String withCoupon(Instant at, String customer, String purchase, String code) {
    return """
    {"purchaseId":"coupon-%s","customerId":"%s","at":"%s","currency":"GBP","couponCode":"%s",
     "lines":[{"sku":"mug","quantity":3,"unitPrice":"1.00"}]}\
    """
        .formatted(purchase, customer, at, code);
  }

  /** A guest turns out to be the customer; what comes late for the guest is the customer's. */
  private void merge(Instant at, String customer, int i) {
    var guest = "g" + i;
    // neither is one that goes by the bus, which would come in at any time
    var first = new Bought(guest, "p" + (3001 + 10 * i), 20);
    buy(at, first, 3001);
    buy(at.plus(Duration.ofHours(3)), new Bought(guest, "p" + (3002 + 10 * i), 30), 3002);
    // once what the orders led to was heard, whatever had to be repeated
    var merged = at.plus(Duration.ofHours(6));
    var path = "/customers/" + customer + "/merge";
    call(merged, "POST", path, "{\"from\":\"" + guest + "\"}");
    refund(merged.plusSeconds(60), first, 3001 + 10 * i);
    buy(merged.plus(Duration.ofHours(3)), new Bought(guest, "p" + (3003 + 10 * i), 40), 3003);
    call(merged.plus(Duration.ofHours(4)), "POST", path, "{\"from\":\"" + guest + "\"}");
  }

  /** A refund that comes before its purchase. */
  private void refundEarly(Instant at, String customer, int i) {
    var id = 1001 + 2 * i; // odd: by the API, so that it surely comes first
    var bought = new ArrayList<Bought>();
    var purchased = at.plusSeconds(240);
    refund(at, new Bought(customer, "p" + id, 1), id);
    buy(purchased, customer, id, bought);
  }

  private void refund(Instant at, Bought of, int i) {
    var body =
        """
        {"refundId":"r%d","purchaseId":"%s","customerId":"%s","at":"%s",
         "lines":[{"sku":"mug","quantity":1}]}\
        """
            .formatted(i, of.purchase, of.customer, at);
    if (i % 2 == 0) {
      submit(at, "Refund Submitted", body);
    } else {
      call(at, "POST", "/refunds", body);
    }
  }

  /** Somebody's first order by a customer's code, of which every other goes back whole. */
  private void bringFriend(Instant at, String customer, int i) {
    call(at, "GET", "/customers/" + customer + "/referral", "");
    var friend = "f" + i;
    var body =
        """
        {"purchaseId":"p1","customerId":"%s","at":"%s","currency":"GBP","referralCode":"%s",
         "lines":[{"sku":"mug","quantity":1,"unitPrice":"9.00"}]}\
        """
            .formatted(friend, at, Shop.referral(customer));
    call(at.plusSeconds(60), "POST", "/purchases", body);
    if (i % 2 == 0) {
      refund(at.plusSeconds(420), new Bought(friend, "p1", 9), i);
    }
  }

  /** One review by each door, of the same: the first earns, if no earlier one did. */
  private void review(Instant at, String customer, int i) {
    call(at, "POST", "/activities", activity(at, customer, "review", i));
    submit(at.plusSeconds(60), "Activity Submitted", activity(at, customer, "review", i + 1000));
  }

  private static String activity(Instant at, String customer, String type, int i) {
    return """
    {"activityId":"v%d","customerId":"%s","type":"%s","at":"%s","properties":{"sku":"mug","stars":5}}\
    """
        .formatted(i, customer, type, at);
  }

  private void withdraw(Instant at, String customer) {
    call(at, "PUT", "/customers/" + customer, profile(customer).replace("true", "false"));
  }

  private static String profile(String customer) {
    return """
    {"email":"%s@example.com","name":"Ada %s","language":"en","zone":"Europe/London","country":"GB",
     "consents":{"email":{"granted":%s,"at":"2026-01-01T00:00:00Z","source":"checkout"}}}\
    """
        .formatted(customer, customer, !customer.endsWith("9"));
  }

  private void call(Instant at, String method, String path, String body) {
    steps.add(new Step.Call(at, method, path, body));
  }

  private void submit(Instant at, String type, String detail) {
    steps.add(new Step.Submission(at, type, detail));
  }

  /** How many days it has, the two after the last step among them. */
  int days() {
    return days + 2;
  }

  /** Lives it, to the end of the second day after the last step. */
  void on(LaptopStack stack) {
    for (int day = 0; day < days(); day++) {
      on(stack, day);
    }
  }

  /** Lives one day of it, counted from 0, to its midnight. */
  void on(LaptopStack stack, int day) {
    var midnight = start.plus(Duration.ofDays(day + 1L));
    var today =
        steps.stream()
            .filter(step -> !step.at().isBefore(midnight.minus(Duration.ofDays(1))))
            .filter(step -> step.at().isBefore(midnight))
            .toList();
    for (var step : today) {
      stack.advanceTo(step.at());
      switch (step) {
        case Step.Call call -> answered(stack, call);
        case Step.Submission submission ->
            stack.putEvent("crash", "shop", submission.type(), submission.detail());
      }
      stack.drain();
    }
    stack.advanceTo(midnight);
  }

  private static void answered(LaptopStack stack, Step.Call call) {
    HttpAnswer answer = null;
    var headers = call.path().startsWith("/p/") ? FORM : JSON;
    for (int i = 0; i < REPEATS && (answer == null || answer.status() >= 500); i++) {
      answer = stack.http(call.method(), call.path(), headers, call.body());
    }
    // an unknown or erased customer, and a refund of too much, are lived through like the rest
    if (answer == null || answer.status() >= 500 || answer.status() == 400) {
      throw new IllegalStateException(call.method() + " " + call.path() + ": " + answer);
    }
  }
}
