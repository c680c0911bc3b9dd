package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.ledger.Journey;
import dev.perennial.emulator.stack.ClientInterceptor;
import dev.perennial.emulator.stack.Handlers;
import dev.perennial.testkit.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While versions change, and after going back, two releases read and write the same customers: here
 * each call of each function is served by one or the other, and the same life is lived by today's
 * release alone beside it. {@code make releases} lives 1,000.
 */
class TwoReleasesTest {
  private static final int HISTORIES = Integer.getInteger("perennial.releases.histories", 30);
  private static final int A_SHOP = 25;
  private static final int STEPS = 14;

  private static final Release BEFORE = Release.of("2026-11");

  /** Draws which release serves a call. */
  private static final class Draw {
    private final Random random;
    private boolean alternates = true;
    private long before;
    private long today;

    Draw(long seed) {
      random = new Random(seed);
    }

    synchronized boolean isBefore() {
      var drawn = alternates && random.nextBoolean();
      before += drawn ? 1 : 0;
      today += drawn ? 0 : 1;
      return drawn;
    }
  }

  @AfterAll
  static void close() {
    BEFORE.close();
  }

  /** All that only today's release can be told and that the one before can still reckon with. */
  private static final List<String> NEW_CALLS =
      List.of(
          """
          POST /purchases {"purchaseId": "#1", "customerId": "anna", "at": "2026-02-27T09:00:00Z",
            "currency": "EUR", "rate": 0.86, "taxIncluded": true, "shipping": "3.95", "brand": "A & B",
            "lines": [{"lineId": "1", "sku": "CHEESE", "quantity": 0.35, "unitPrice": "189.00"},
              {"lineId": "2", "sku": "SCREW", "quantity": 1000, "unitPrice": "0.0125", "tax": "2.00"}]}
          """,
          """
          POST /refunds {"refundId": "r", "purchaseId": "#1", "customerId": "anna",
            "at": "2026-02-28T09:00:00Z", "currency": "EUR", "shipping": "3.95", "tax": "0.10",
            "lines": [{"lineId": "2", "quantity": 1000}]}
          """);

  private static int call(Shop shop, String call) {
    var parts = call.split(" ", 3);
    return shop.send(parts[0], parts[1], parts[2]).status();
  }

  /** The release before's functions while it is so, and else today's. */
  private static Handlers either(AtomicBoolean isBefore) {
    return (name, cloud) -> {
      var old = BEFORE.open(name, cloud);
      var current = Handlers.ON_CLASS_PATH.open(name, cloud);
      return (event, answer, context) ->
          (isBefore.get() ? old : current).invoke(event, answer, context);
    };
  }

  @Test
  void theReleaseBeforeReadsWhatOnlyTodaysCanWrite_andMailsItsTemplates() {
    var isBefore = new AtomicBoolean();
    try (var shop = new Shop(ClientInterceptor.NONE, either(isBefore))) {
      shop.putCustomer("anna", true);
      shop.putCustomer("cora", true);
      for (var call : NEW_CALLS) {
        assertEquals(201, call(shop, call), call);
      }
      var now = shop.get("/customers/anna/loyalty");
      isBefore.set(true);
      assertEquals(Shop.json(now.text()), Shop.json(shop.get("/customers/anna/loyalty").text()));
      assertEquals(200, shop.get("/customers/anna/history").status());
      assertEquals(201, shop.buy("anna", "p2").status());
      assertEquals(201, shop.buy("cora", "p1").status());
      shop.stack().drain();
      assertEquals(2, shop.stack().counts().mails(), "anna's first order, and cora's");
      isBefore.set(false);
      assertEquals(201, shop.buy("anna", "p3").status());
      assertEquals(List.of(), shop.stack().failures());
      assertEquals(List.of(), shop.check().findings());
    }
  }

  /** It takes the campaign for one mail without more words, and lets alone what it can't read. */
  @Test
  void aFileThatSaysFinishIsReadByTheReleaseBeforeAndWhoIsUnderWayIsServedByBoth(
      @TempDir Path folder) throws Exception {
    Project.copyProgramme(folder);
    var thanks = folder.resolve("campaigns/thanks.yaml");
    Files.writeString(thanks, Files.readString(thanks) + "versions: finish\n");
    Files.writeString(
        folder.resolve("campaigns/later.yaml"),
        """
        trigger: {event: {detail-type: [Purchase Recorded]}}
        versions: finish
        steps: [{wait: 2 days}, {points: 7}]
        """);
    var isBefore = new AtomicBoolean();
    try (var shop = new Shop(ClientInterceptor.NONE, either(isBefore))) {
      shop.apply(folder, Shop.START);
      for (var id : List.of("anna", "cora")) {
        shop.putCustomer(id, true);
      }
      assertEquals(201, shop.buy("anna", "p1").status());
      shop.stack().drain();
      assertEquals("000002", underWay(shop).version());
      isBefore.set(true);
      assertEquals(200, shop.get("/customers/anna/loyalty").status());
      assertEquals(201, shop.buy("anna", "p2").status());
      assertEquals(201, shop.buy("cora", "p3").status());
      shop.stack().drain();
      assertEquals(2, shop.stack().counts().mails(), "its own campaign goes on");
      isBefore.set(false);
      assertEquals("000002", underWay(shop).version(), "nothing that it wrote is lost");
      shop.stack().advanceTo(Shop.START.plus(Duration.ofDays(3)));
      assertEquals(List.of(), shop.stack().failures());
      assertEquals(List.of(), shop.check().findings());
    }
  }

  private static Journey underWay(Shop shop) {
    return shop
        .stores()
        .customers()
        .readWithMailLog("anna")
        .mailLogOrNone()
        .journeys()
        .values()
        .stream()
        .filter(each -> !each.ended())
        .findFirst()
        .orElseThrow();
  }

  /** It knows no former ids, and would drop them with its first write. */
  @Test
  void whoWasMergedIsRefusedByTheReleaseBeforeAndLosesNothing() {
    var isBefore = new AtomicBoolean();
    try (var shop = new Shop(ClientInterceptor.NONE, either(isBefore))) {
      shop.putCustomer("anna", true);
      assertEquals(201, shop.buy("anna", "p1").status());
      assertEquals(201, shop.buy("guest", "p2").status());
      assertEquals(201, call(shop, "POST /customers/anna/merge {\"from\": \"guest\"}"));
      shop.stack().drain();
      isBefore.set(true);
      for (var id : List.of("anna", "guest")) {
        assertTrue(shop.get("/customers/" + id + "/loyalty").status() >= 500);
        assertTrue(shop.buy(id, "p3-of-" + id).status() >= 500);
      }
      assertEquals(201, shop.buy("ben", "p4").status(), "nobody else notices");
      isBefore.set(false);
      for (var id : List.of("anna", "guest")) {
        assertEquals(201, shop.buy(id, "p3-of-" + id).status());
      }
      shop.stack().drain();
      assertEquals(
          4, Shop.json(shop.get("/customers/guest/loyalty").text()).path("orders").asInt());
      assertEquals(List.of(), shop.check().findings());
    }
  }

  /** It can't tell lines of before from hers, and would claw back what was given to another. */
  @Test
  void whoCameBackAfterAnErasureIsRefusedByTheReleaseBeforeAndByNoOther() {
    var isBefore = new AtomicBoolean();
    try (var shop = new Shop(ClientInterceptor.NONE, either(isBefore))) {
      assertEquals(201, shop.buy("anna", "p1").status());
      assertEquals(204, shop.send("DELETE", "/customers/anna", "").status());
      shop.stack().advanceTo(Shop.START.plusSeconds(60));
      assertEquals(201, shop.send("PUT", "/customers/anna", "{}").status());
      shop.stack().drain();
      isBefore.set(true);
      var before = shop.tables();
      for (var call : OF_ONE_WHO_CAME_BACK) {
        assertEquals(500, call(shop, call), call);
      }
      assertEquals(before, shop.tables());
      assertEquals(201, shop.buy("cora", "p1").status());
      // what reads all customers stops at hers, and goes on when today's release is back
      shop.stack().advanceTo(Shop.START.plus(Duration.ofDays(1)));
      var failures = shop.stack().failures();
      assertTrue(failures.toString().contains("BoundariesFunction"), failures.toString());
      for (var failure : failures) {
        assertTrue(failure.toString().contains("stored JSON is not a Account"), failure.toString());
      }
      isBefore.set(false);
      assertEquals(410, call(shop, OF_ONE_WHO_CAME_BACK.getLast()));
      var now = Shop.START.plus(Duration.ofDays(1));
      var purchase = Shop.purchase("anna", "p2", now, "10.00");
      assertEquals(201, shop.send("POST", "/purchases", purchase).status());
      shop.stack().advanceTo(Shop.START.plus(Duration.ofDays(2)));
      assertEquals(failures, shop.stack().failures());
      assertEquals(List.of(), shop.check().findings());
    }
  }

  private static final List<String> OF_ONE_WHO_CAME_BACK =
      List.of(
          "GET /customers/anna {}",
          "PUT /customers/anna {}",
          "DELETE /customers/anna {}",
          """
          POST /purchases {"purchaseId": "p2", "customerId": "anna", "at": "2026-03-02T09:01:00Z",
            "currency": "GBP", "lines": [{"sku": "85123A", "quantity": 1, "unitPrice": "10.00"}]}
          """,
          """
          POST /refunds {"refundId": "r", "purchaseId": "p1", "customerId": "anna",
            "at": "2026-03-02T09:01:00Z", "all": true}
          """);

  private static Handlers either(Draw draw) {
    return (name, cloud) -> {
      var old = BEFORE.open(name, cloud);
      var current = Handlers.ON_CLASS_PATH.open(name, cloud);
      return (event, answer, context) ->
          (draw.isBefore() ? old : current).invoke(event, answer, context);
    };
  }

  @Test
  void customersWhoAreWrittenByTwoReleasesInTurnEndInTheSameBalances_seedsFrom1() {
    for (int first = 1; first <= HISTORIES; first += A_SHOP) {
      var draw = new Draw(first);
      try (var shop = new Shop(ClientInterceptor.NONE, either(draw))) {
        for (int seed = first; seed < Math.min(first + A_SHOP, HISTORIES + 1); seed++) {
          live(shop, draw, seed);
        }
        assertTrue(draw.before > 50 && draw.today > 50, draw.before + " and " + draw.today);
        assertEquals(List.of(), shop.stack().failures());
      }
    }
  }

  /** Lives a history twice, by both releases and by today's, and compares and checks the two. */
  private static void live(Shop shop, Draw draw, int seed) {
    draw.alternates = true;
    var mixed = new LivedCustomer(shop, "mixed-" + seed, new Random(seed));
    draw.alternates = false;
    var alone = new LivedCustomer(shop, "alone-" + seed, new Random(seed));
    for (int step = 0; step < STEPS; step++) {
      draw.alternates = true;
      var one = mixed.step(step);
      draw.alternates = false;
      var other = alone.step(step);
      assertEquals(other, one, "seed " + seed + ", step " + step);
    }
    assertEquals(List.of(), shop.check().findings(), "what ledgers fold to, seed " + seed);
    assertEquals(alone.standing(), mixed.standing(), "seed " + seed);
    // and the release before reads whatever today's wrote
    draw.alternates = true;
    for (int i = 0; i < 4; i++) {
      assertEquals(new TreeMap<>(alone.standing()), new TreeMap<>(mixed.standing()));
    }
  }
}
