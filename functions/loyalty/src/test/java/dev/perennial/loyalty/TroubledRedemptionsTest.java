package dev.perennial.loyalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.rewards.Redeemed;
import dev.perennial.domain.rewards.RewardStore;
import dev.perennial.programme.Activation;
import dev.perennial.purchases.PurchasesHandler;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.storage.InMemoryStores;
import dev.perennial.testkit.AtOnce;
import dev.perennial.testkit.Project;
import dev.perennial.testkit.Shop;
import dev.perennial.testkit.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thirty-two at once redeem half as much again as there is, while calls are refused, answers are
 * lost and functions crash between any two calls: exactly what is there is had, each once.
 */
final class TroubledRedemptionsTest {
  private static final int THREADS = 32;

  /** Of sample boxes, at 50 points each. */
  private static final int STOCK = 200;

  private static final int WISHES = STOCK * 3 / 2;
  private static final int CUSTOMERS = 30;

  private static final int EARNED = 500;

  /** One try of a call; 500 when it had no answer. */
  private interface Till {
    Answer send(String routeKey, String body);
  }

  private record Answer(int status, String text) {
    static final Answer NONE = new Answer(500, "");

    String code() {
      return Shop.json(text).at("/coupon/code").asText();
    }
  }

  private static Answer untilAnswered(Till till, String routeKey, String body) {
    for (int i = 0; i < 400; i++) {
      var answer = till.send(routeKey, body);
      if (answer.status < 500) {
        return answer;
      }
    }
    throw new AssertionError("400 tries all failed");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void onDynamoDbExactlyWhatIsThereIsHad(long seed) {
    var trouble = new Trouble(seed, "RedemptionsFunction");
    try (var shop = new Shop(trouble)) {
      Till till =
          (route, body) -> {
            var answer = shop.send("POST", route.substring(route.indexOf('/')), body);
            return new Answer(answer.status(), answer.text());
          };
      exactlyWhatIsThereIsHad(till, shop.stores(), trouble);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void inMemoryExactlyWhatIsThereIsHad(long seed) throws Exception {
    var memory = new InMemoryStores();
    var stores = new Stores(memory, memory, memory, memory);
    var secret = "a secret that only tests know of".getBytes(StandardCharsets.UTF_8);
    Activation.of(Project.programme()).apply(stores, secret, Shop.START);
    var trouble = new Trouble(seed, "");
    var troubled =
        new Stores(
            trouble.around(CustomerStore.class, memory),
            trouble.around(HistoryStore.class, memory),
            memory,
            trouble.around(RewardStore.class, memory));
    var clock = Clock.fixed(Shop.START, ZoneOffset.UTC);
    var redemptions = new RedemptionsHandler(troubled, clock);
    var purchases = new PurchasesHandler(stores, clock);
    Till till =
        (route, body) -> {
          var event =
              APIGatewayV2HTTPEvent.builder()
                  .withRouteKey(route)
                  .withHeaders(Map.of("content-type", "application/json"))
                  .withBody(body)
                  .build();
          try {
            var answer =
                route.equals("POST /purchases")
                    ? purchases.answer(event)
                    : redemptions.answer(event);
            return new Answer(answer.getStatusCode(), answer.getBody());
          } catch (RuntimeException | Error e) { // whatever it was, the caller has no answer
            return Answer.NONE;
          }
        };
    exactlyWhatIsThereIsHad(till, stores, trouble);
  }

  private static String wish(int i) {
    return "{\"redemptionId\": \"d%d\", \"customerId\": \"c%d\", \"rewardId\": \"sample-box\"}"
        .formatted(i, i % CUSTOMERS);
  }

  private static void exactlyWhatIsThereIsHad(Till till, Stores stores, Trouble trouble) {
    var early = Shop.START.minus(Duration.ofDays(40));
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      var body = Shop.purchase("c" + customer, "p1", early, EARNED + ".00");
      assertEquals(201, untilAnswered(till, "POST /purchases", body).status);
    }
    var answers = new TreeMap<Integer, Answer>();
    AtOnce.run(
            THREADS,
            thread -> {
              var had = new TreeMap<Integer, Answer>();
              for (int i = thread; i < WISHES; i += THREADS) {
                had.put(i, untilAnswered(till, "POST /redemptions", wish(i)));
              }
              return had;
            })
        .forEach(answers::putAll);
    trouble.end();
    assertEquals(7, trouble.made().size(), () -> "every kind of it: " + trouble.made());
    var codes = new HashSet<String>();
    answers.forEach(
        (i, answer) -> {
          assertTrue(answer.status == 409 || answer.status <= 201, answer.text);
          var again = untilAnswered(till, "POST /redemptions", wish(i));
          assertEquals(answer.status == 409 ? 409 : 200, again.status, "d" + i);
          if (answer.status != 409) {
            assertEquals(answer.text, again.text, "the same answer, however often it is asked");
            codes.add(answer.code());
          }
        });
    assertEquals(STOCK, codes.size());
    var issued = stores.rewards().stock("sample-box").issued();
    assertEquals(STOCK, issued.stream().mapToLong(each -> each).sum());
    checkCustomers(stores, codes.size());
  }

  /** Nobody lost a point more than a coupon costs, and none was given away. */
  private static void checkCustomers(Stores stores, int had) {
    long lines = 0;
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      var id = "c" + customer;
      var account = stores.customers().read(id).account();
      var redeemed =
          stores.history().startingWith(id, "ledger#redemption#").stream()
              .map(line -> (Redeemed) line.event())
              .toList();
      assertTrue(account != null);
      assertEquals(EARNED - 50L * redeemed.size(), account.lots().total(), id);
      assertEquals(1 + redeemed.size(), account.version(), id);
      for (var each : redeemed) {
        assertTrue(stores.rewards().coupon(each.code()).isPresent(), "a line and its coupon");
      }
      lines += redeemed.size();
    }
    assertEquals(had, lines);
  }

  @Test
  void ofPurchasesInTroubleWithOneCouponOneUsesIt() {
    var trouble = new Trouble(4, "PurchasesFunction");
    try (var shop = new Shop(trouble)) {
      Till till =
          (route, body) -> {
            var answer = shop.send("POST", route.substring(route.indexOf('/')), body);
            return new Answer(answer.status(), answer.text());
          };
      var early = Shop.START.minus(Duration.ofDays(40));
      var first = Shop.purchase("mary-1780", "order-1", early, "120.00");
      assertEquals(201, untilAnswered(till, "POST /purchases", first).status);
      var redeemed = Shop.sampleBody("redemptions-post");
      var code = untilAnswered(till, "POST /redemptions", redeemed).code();
      var used =
          AtOnce.run(
              THREADS,
              i -> {
                var body =
                    Shop.purchase("mary-1780", "q" + i, Shop.START, "20.00")
                        .replace("\"currency\"", "\"couponCode\": \"" + code + "\", \"currency\"");
                return Shop.json(untilAnswered(till, "POST /purchases", body).text)
                    .at("/coupon/used")
                    .asBoolean();
              });
      assertEquals(1, used.stream().filter(each -> each).count());
      assertEquals(1, shop.stores().rewards().coupon(code).orElseThrow().uses().size());
      var account = shop.stores().customers().read("mary-1780").account();
      assertTrue(account != null && account.days().orders() == 1 + THREADS);
    }
  }
}
