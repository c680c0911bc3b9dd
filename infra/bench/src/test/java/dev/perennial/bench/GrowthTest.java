package dev.perennial.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.testkit.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a customer costs who has been one for years: units, which no machine changes. */
class GrowthTest {
  private static final int MANY = 400;

  /**
   * A page's fifty lines, one to look for more, what of two stretches is not shown, the account.
   */
  private static final double A_PAGE = 90;

  @Test
  void everyPageOfALongHistoryReadsWhatItShows_seed1() {
    try (var grown = new Grown()) {
      grown.buy(MANY, 1);
      var lines = 0;
      var query = "";
      for (var isLast = false; !isLast; ) {
        grown.usage().clear();
        var page = Shop.json(grown.history(query));
        var units = grown.usage().spent("CustomersFunction").readUnits();
        assertTrue(units <= A_PAGE, lines + " lines: " + units);
        lines += page.path("lines").size();
        isLast = !page.has("next");
        query = "?cursor=" + page.path("next").asText();
      }
      assertEquals(MANY, lines);
    }
  }

  @Test
  void aRefundAfterManyReadsAFewLinesAndTakesWhatIsLeft() {
    try (var grown = new Grown()) {
      grown.buyMuch(100);
      for (int i = 0; i < 60; i++) {
        grown.refund("r" + i);
      }
      grown.usage().clear();
      grown.refund("last");
      var units = grown.usage().spent("RefundsFunction").readUnits();
      assertTrue(units <= 8, units + " read units");
      assertEquals(409, grown.refundStatus("too-many", 40), "39 are left");
      assertEquals(200, grown.refundStatus("r3", 1), "the same again");
      assertEquals(409, grown.refundStatus("r3", 2), "another under its id");
      assertEquals(201, grown.refundStatus("rest", 39));
      assertEquals(409, grown.refundStatus("more", 1), "nothing is left");
      assertEquals(List.of(), grown.shop().check().findings());
    }
  }
}
