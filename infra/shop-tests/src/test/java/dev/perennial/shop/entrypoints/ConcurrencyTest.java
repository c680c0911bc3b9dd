package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.MailLog.State;
import dev.perennial.emulator.stack.AwsCall;
import dev.perennial.emulator.stack.ClientInterceptor;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.testkit.AtOnce;
import dev.perennial.testkit.Trouble;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many writers at once, and calls of AWS that fail before or after they took effect. */
final class ConcurrencyTest {
  private static final String THANKS = "thanks#ledger#purchase#p1#0";

  @Test
  void theSamePurchaseAHundredTimesAtOnceCountsOnce() {
    try (var shop = Shop.open()) {
      var answers = AtOnce.run(100, i -> shop.buy("ada", "p1"));
      var statuses = new TreeMap<Integer, Integer>();
      answers.forEach(answer -> statuses.merge(answer.status(), 1, Integer::sum));
      assertEquals("{200=99, 201=1}", statuses.toString());
      assertEquals(1, answers.stream().map(HttpAnswer::text).distinct().count());
      assertEquals(1, orders(shop, "ada"));
      shop.stack().drain();
      assertEquals(1, shop.events("Purchase Recorded").size());
    }
  }

  @Test
  void onePurchaseIdWithTwoContentsAtOnceIsTheFirstOnesAlone() {
    try (var shop = Shop.open()) {
      for (int customer = 0; customer < 10; customer++) {
        var id = "c" + customer;
        var answers =
            AtOnce.run(
                8,
                i -> {
                  var price = i % 2 == 0 ? "10.00" : "20.00";
                  var body = Shop.purchase(id, "p1", Shop.START, price);
                  return shop.send("POST", "/purchases", body).status();
                });
        assertEquals(
            List.of(200, 200, 200, 201, 409, 409, 409, 409), answers.stream().sorted().toList());
        assertEquals(1, orders(shop, id));
      }
    }
  }

  @Test
  void refundsAtOnceNeverTakeBackMoreThanWasBought() {
    try (var shop = Shop.open()) {
      for (int customer = 0; customer < 10; customer++) {
        var id = "c" + customer;
        var three =
            Shop.purchase(id, "p1", Shop.START, "10.00")
                .replace("\"quantity\": 1", "\"quantity\": 3");
        assertEquals(201, shop.send("POST", "/purchases", three).status());
        var refunds = AtOnce.run(6, i -> refund(shop, id, "r" + i));
        assertEquals(List.of(201, 201, 201, 409, 409, 409), refunds.stream().sorted().toList());
        assertEquals(0, pending(shop, id));
      }
    }
  }

  @Test
  void aCouponUsedByManyAtOnceIsUsedOnce() {
    try (var shop = Shop.open()) {
      shop.earnForMary();
      var redeemed =
          shop.send("POST", "/redemptions", Shop.sample("redemptions-post").path("body").asText());
      var code = Shop.json(redeemed.text()).at("/coupon/code").asText();
      var uses =
          AtOnce.run(
              16,
              i -> {
                var body = "{\"customerId\": \"mary-1780\", \"purchaseId\": \"o%d\"}".formatted(i);
                return shop.send("POST", "/coupons/" + code + "/redeem", body).status();
              });
      assertEquals(1, uses.stream().filter(status -> status == 201).count());
      assertEquals(15, uses.stream().filter(status -> status == 409).count());
    }
  }

  private static int refund(Shop shop, String customer, String refund) {
    var body =
        """
        {"refundId": "%s", "purchaseId": "p1", "customerId": "%s", "at": "2026-03-02T09:00:00Z",
         "lines": [{"sku": "85123A", "quantity": 1}]}
        """
            .formatted(refund, customer);
    return shop.send("POST", "/refunds", body).status();
  }

  @Test
  void twoPurchasesOfOneCustomerAtOnceBothCount() {
    try (var shop = Shop.open()) {
      for (int customer = 0; customer < 50; customer++) {
        var id = "c" + customer;
        var answers = AtOnce.run(2, i -> shop.buy(id, "p" + i).status());
        assertEquals(List.of(201, 201), answers);
        assertEquals(2, orders(shop, id));
        assertEquals(20, pending(shop, id));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void withConflictsAndThrottlesEveryPurchaseThatIsRepeatedCountsOnce(long seed) {
    try (var shop = new Shop(new Trouble(seed, "PurchasesFunction"))) {
      for (int customer = 0; customer < 8; customer++) {
        var id = "c" + customer;
        var answers = AtOnce.run(8, i -> untilAnswered(shop, id, "p" + i % 4));
        assertEquals(
            4, answers.stream().map(HttpAnswer::text).distinct().count(), "one answer a purchase");
        assertEquals(4, orders(shop, id));
        assertEquals(40, pending(shop, id));
      }
    }
  }

  private static HttpAnswer untilAnswered(Shop shop, String customer, String purchase) {
    for (int i = 0; i < 200; i++) {
      var answer = shop.buy(customer, purchase);
      if (answer.status() < 500) {
        assertTrue(answer.status() <= 201, answer.text());
        return answer;
      }
    }
    throw new AssertionError("200 tries all failed");
  }

  @Test
  void twoWorkersAtOnceOnTheSameMailSendItOnce() {
    try (var shop = Shop.open()) {
      for (int sent = 1; sent <= 20; sent++) {
        var customer = "c" + sent;
        claim(shop, customer);
        var task = Shop.MAPPER.createObjectNode().put("customerId", customer).put("sendId", THANKS);
        var batch = Shop.MAPPER.createObjectNode();
        batch.putArray("Records").addObject().put("messageId", "m").put("body", task.toString());
        AtOnce.run(4, i -> shop.stack().invoke("MailFunction", batch.toString()));
        assertEquals(sent, shop.stack().mailbox().size());
        assertEquals(State.SENT, state(shop, customer));
      }
    }
  }

  @Test
  void consentWithdrawnAfterTheClaimHoldsTheMail() {
    try (var shop = claimed()) {
      shop.putCustomer("ada", false);
      shop.stack().drain();
      assertEquals(0, shop.stack().mailbox().size());
      assertEquals(State.HELD, state(shop, "ada"));
    }
  }

  @Test
  void consentWithdrawnJustBeforeTheMailIsMarkedHoldsIt() {
    var withdraw = new Once(call -> call.function().equals("MailFunction") && isWrite(call));
    try (var shop = claimed(withdraw)) {
      withdraw.does = () -> shop.putCustomer("ada", false);
      shop.stack().drain();
      // the worker found the mail log at another version, and its message comes back
      shop.stack().advanceTo(Shop.START.plusSeconds(3600));
      assertTrue(withdraw.done.get());
      assertEquals(0, shop.stack().mailbox().size());
      assertEquals(State.HELD, state(shop, "ada"));
    }
  }

  @Test
  void theSameProfileAgainChangesNothingAndRaisesNoEvent() {
    try (var shop = Shop.open()) {
      assertEquals(201, shop.putCustomer("ada", true).status());
      shop.stack().drain();
      var before = shop.tables();
      shop.forgetEvents();
      var answers = AtOnce.run(8, i -> shop.putCustomer("ada", true).status());
      shop.stack().drain();
      assertTrue(answers.stream().allMatch(status -> status == 200), answers.toString());
      assertEquals(before, shop.tables());
      assertEquals(List.of(), shop.events("Customer Changed"));
      assertEquals(List.of(), shop.events("Consent Changed"));
    }
  }

  @Test
  void profilesPutAtOnceAreOneCreationAndChangesInALine() {
    try (var shop = Shop.open()) {
      var answers = AtOnce.run(8, i -> shop.putCustomer("ada", i % 2 == 0).status());
      assertEquals(1, answers.stream().filter(status -> status == 201).count());
      assertEquals(7, answers.stream().filter(status -> status == 200).count());
      shop.stack().drain();
      var told = shop.events("Customer Created").size() + shop.events("Consent Changed").size();
      var account = Objects.requireNonNull(shop.stores().customers().read("ada").account());
      assertEquals(account.version(), told, "an event for each version");
    }
  }

  /** A shop where Ada's first mail is claimed, and nothing has read the stream yet. */
  private static Shop claimed() {
    return claimed(ClientInterceptor.NONE);
  }

  private static Shop claimed(ClientInterceptor between) {
    var shop = new Shop(between);
    claim(shop, "ada");
    return shop;
  }

  private static void claim(Shop shop, String customer) {
    shop.putCustomer(customer, true);
    shop.buy(customer, "p1");
    var event =
        """
        {"time": "2026-03-02T09:00:00Z", "source": "perennial", "detail-type": "Purchase Recorded",
         "detail": {"customerId": "%1$s", "id": "%1$s/ledger#purchase#p1", "order": 1,
                    "at": "2026-03-02T09:00:00Z", "cause": "recorded"}}
        """
            .formatted(customer);
    shop.stack().invoke("CampaignEventsFunction", event);
    assertEquals(State.CLAIMED, state(shop, customer));
  }

  private static State state(Shop shop, String customer) {
    MailLog mailLog = shop.stores().customers().readWithMailLog(customer).mailLogOrNone();
    return Objects.requireNonNull(mailLog.mails().get(THANKS)).state();
  }

  private static long orders(Shop shop, String customer) {
    var account = Objects.requireNonNull(shop.stores().customers().read(customer).account());
    return account.days().orders();
  }

  private static long pending(Shop shop, String customer) {
    var account = Objects.requireNonNull(shop.stores().customers().read(customer).account());
    return account.pendingOn(Shop.START.atZone(java.time.ZoneOffset.UTC).toLocalDate());
  }

  private static boolean isWrite(AwsCall call) {
    return call.operation().equals("transactWriteItems") || call.operation().equals("putItem");
  }

  /** Does something once, just before a call. */
  private static final class Once implements ClientInterceptor {
    final AtomicBoolean done = new AtomicBoolean();
    private final java.util.function.Predicate<AwsCall> when;
    Runnable does = () -> {};

    Once(java.util.function.Predicate<AwsCall> when) {
      this.when = when;
    }

    @Override
    public void before(AwsCall call) {
      if (when.test(call) && done.compareAndSet(false, true)) {
        does.run();
      }
    }
  }
}
