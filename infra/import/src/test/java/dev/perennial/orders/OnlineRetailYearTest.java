package dev.perennial.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped year of orders, read to the very figures of docs/online-retail.md. */
class OnlineRetailYearTest {
  private static Orders year =
      new Orders(ZoneId.of("UTC"), List.of(), List.of(), List.of(), Map.of());

  @BeforeAll
  static void read() throws IOException {
    year = OrderFile.read(Demonstration.FILE, OrderFormat.ONLINE_RETAIL, Demonstration.TERMS);
  }

  @Test
  void purchases() {
    assertEquals(18_532, year.purchases().size());
    assertEquals(397_884, year.purchases().stream().mapToLong(order -> order.lines().size()).sum());
    assertEquals(4_338, year.purchases().stream().map(Order::customerId).distinct().count());
    assertEquals(
        8_911_407_90, year.purchases().stream().mapToLong(Order::paidMinor).sum(), "revenue");
    assertEquals(
        Map.of("service", 1_547L, "christmas", 19_069L, "", 377_268L),
        year.purchases().stream()
            .flatMap(order -> order.lines().stream())
            .collect(
                Collectors.groupingBy(
                    line -> line.category() == null ? "" : line.category(),
                    Collectors.counting())));
  }

  @Test
  void refunds() {
    assertEquals(3_694, year.refunds().size());
    assertEquals(464_239_77, year.refunds().stream().mapToLong(Refund::paidMinor).sum());
    assertEquals(
        year.refunds().size(), year.refunds().stream().map(Refund::refundId).distinct().count());
  }

  @Test
  void skippedLines() {
    assertEquals(
        Map.of(
            "no-customer", 135_080L,
            "zero-price", 40L,
            "no-earlier-purchase", 1_645L,
            "nothing-left", 26L,
            "exceeds-what-is-left", 53L),
        year.skipped());
    assertEquals(List.of(), year.problems());
    assertEquals(4_372, year.countries().size());
  }

  @Test
  void december2010AndTheRest() {
    var day = LocalDate.parse("2010-12-31");
    assertEquals(1_400, year.until(day).purchases().size());
    assertEquals(159, year.until(day).refunds().size());
    assertEquals(17_132, year.after(day).purchases().size());
    assertEquals(3_535, year.after(day).refunds().size());
  }

  @Test
  void entriesAreInTheOrderOfTimeAndEveryRefundFollowsItsPurchase() {
    var seen = new HashSet<String>();
    var last = year.entries().getFirst().at();
    for (var entry : year.entries()) {
      assertTrue(!entry.at().isBefore(last));
      last = entry.at();
      switch (entry) {
        case Order order -> seen.add(order.customerId() + "/" + order.purchaseId());
        case Refund refund ->
            assertTrue(seen.contains(refund.customerId() + "/" + refund.purchaseId()));
      }
    }
  }
}
