package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.domain.ledger.LineId;
import dev.perennial.testkit.AtOnce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * One customer whom everybody writes: a till that books all sales without a card on one id, say.
 * {@code -Dperennial.figures=true} prints how long the calls took.
 */
final class HotCustomerTest {
  private static final String HOT = "till-1";
  private static final int CALLERS = 32;
  private static final int PURCHASES = 1_200;

  private final ConcurrentSkipListMap<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
  private final AtomicInteger next = new AtomicInteger();

  @Test
  void aHotCustomerGetsNo503AndEveryPurchaseCountsOnce() {
    try (var shop = Shop.open()) {
      var took = AtOnce.run(CALLERS, i -> buy(shop)).stream().flatMap(List::stream).sorted();
      print(took.toList());
      assertEquals(Map.of(201, PURCHASES), statuses);
      var lines = shop.stores().history().startingWith(HOT, LineId.PURCHASES);
      assertEquals(PURCHASES, lines.size());
      var account = Objects.requireNonNull(shop.stores().customers().read(HOT).account());
      assertEquals(PURCHASES, account.version());
      assertEquals(PURCHASES, account.purchases());
      assertEquals(List.of(), shop.check().findings());
    }
  }

  /** Buys as long as there is something to buy. */
  private List<Duration> buy(Shop shop) {
    var took = new ArrayList<Duration>();
    for (var n = next.getAndIncrement(); n < PURCHASES; n = next.getAndIncrement()) {
      var began = System.nanoTime();
      statuses.merge(shop.buy(HOT, "p" + n).status(), 1, Integer::sum);
      took.add(Duration.ofNanos(System.nanoTime() - began));
    }
    return took;
  }

  private void print(List<Duration> took) {
    if (Boolean.getBoolean("perennial.figures")) {
      System.out.printf(
          "%s: p50 %d ms, p99 %d ms, max %d ms%n",
          statuses,
          took.get(PURCHASES / 2).toMillis(),
          took.get(PURCHASES * 99 / 100).toMillis(),
          took.getLast().toMillis());
    }
  }
}
