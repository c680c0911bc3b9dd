package dev.perennial.bench;

import dev.perennial.testkit.Shop;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Units and milliseconds of customers who grew; run by {@code make growth}, never by the tests. */
class GrowthBench {
  private static final int TIMES = 200;

  @Test
  void history() {
    for (int lines : new int[] {100, 1_000, 10_000}) {
      try (var grown = new Grown()) {
        grown.buy(lines, 1);
        pages(grown, lines + " purchases, the first page", "");
        var next = "";
        for (int page = 0; page < lines / 100; page++) {
          next = "?cursor=" + Shop.json(grown.history(next)).path("next").asText();
        }
        pages(grown, lines + " purchases, a page from the middle", next);
        grown.usage().clear();
        grown.buyMuch(1);
        var spent = grown.usage().spent("PurchasesFunction");
        System.out.printf(
            "%,d purchases, one more: %d write units, %.1f read units%n",
            lines, spent.writeUnits(), spent.readUnits());
      }
    }
  }

  private static void pages(Grown grown, String what, String query) {
    var took = new long[TIMES];
    for (int i = 0; i < TIMES; i++) {
      grown.usage().clear();
      var from = System.nanoTime();
      grown.history(query);
      took[i] = System.nanoTime() - from;
    }
    Arrays.sort(took);
    var units = grown.usage().spent("CustomersFunction").readUnits();
    System.out.printf(
        "%s: %.1f read units, %.1f ms at the median%n", what, units, took[TIMES / 2] / 1e6);
  }

  @Test
  void refunds() {
    try (var grown = new Grown()) {
      grown.buyMuch(2_000);
      for (int i = 1; i <= 1_000; i++) {
        grown.usage().clear();
        var from = System.nanoTime();
        grown.refund("r" + i);
        if (i == 1 || i == 10 || i == 100 || i == 1_000) {
          System.out.printf(
              "refund %,d of a purchase: %.1f read units, %.1f ms%n",
              i,
              grown.usage().spent("RefundsFunction").readUnits(),
              (System.nanoTime() - from) / 1e6);
        }
      }
    }
  }
}
