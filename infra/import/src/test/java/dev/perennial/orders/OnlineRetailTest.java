package dev.perennial.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.money.Millionths;
import dev.perennial.orders.Order.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule of docs/online-retail.md on a file made for it. */
class OnlineRetailTest {
  private static final String HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

  @TempDir Path folder;

  @Test
  void invoiceIsOnePurchaseWithItsLinesInOrderAndTheSameItemTwice() throws IOException {
    var orders =
        read(
            "536365,85123A,HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom",
            "536365,71053,LANTERN,1,2010-12-01 08:26:00,3.39,17850,United Kingdom",
            "536365,85123A,HOLDER,2,2010-12-01 08:26:00,2.55,17850,United Kingdom");
    assertEquals(
        List.of(
            new Order(
                "536365",
                "17850",
                Instant.parse("2010-12-01T08:26:00Z"),
                List.of(
                    new Line("85123A", null, 6, 255),
                    new Line("71053", null, 1, 339),
                    new Line("85123A", null, 2, 255)))),
        orders.entries());
    assertEquals(6 * 255 + 339 + 2 * 255, orders.purchases().getFirst().paidMinor());
  }

  @Test
  void timesAreOfTheShopsZone() throws IOException {
    var orders = read("1,A,X,1,2011-07-01 08:26:00,1.00,7,France");
    assertEquals(Instant.parse("2011-07-01T07:26:00Z"), orders.entries().getFirst().at());
  }

  @Test
  void invoiceWithTwoMinuteStampsHasTheEarlier() throws IOException {
    var orders =
        read(
            "1,A,X,1,2011-01-01 10:01:00,1.00,7,France",
            "2,A,X,1,2011-01-01 10:00:30,1.00,8,France",
            "1,B,X,1,2011-01-01 10:00:00,1.00,7,France");
    assertEquals(List.of("1", "2"), orders.purchases().stream().map(Order::purchaseId).toList());
    assertEquals(Instant.parse("2011-01-01T10:00:00Z"), orders.entries().getFirst().at());
  }

  @Test
  void invoiceThatNamesTwoCustomersIsAPurchaseOfEach() throws IOException {
    var orders =
        read(
            "1,A,X,1,2011-01-01 10:00:00,1.00,7,France",
            "1,B,X,1,2011-01-01 10:00:00,1.00,8,France");
    assertEquals(List.of("7", "8"), orders.purchases().stream().map(Order::customerId).toList());
  }

  @Test
  void linesThatNobodyPaidForAreSkippedWithTheReason() throws IOException {
    var orders =
        read(
            "1,A,X,1,2011-01-01 10:00:00,1.00,,France",
            "C1,A,X,-1,2011-01-01 10:00:00,1.00,,France",
            "2,A,X,1,2011-01-01 10:00:00,0.0,7,France",
            "2,A,X,1,2011-01-01 10:00:00,-5,7,France",
            "2,A,X,-1,2011-01-01 10:00:00,1,7,France",
            "C2,A,X,1,2011-01-01 10:00:00,1,7,France");
    assertEquals(List.of(), orders.entries());
    assertEquals(
        Map.of("no-customer", 2L, "zero-price", 1L, "negative-price", 1L, "wrong-sign", 2L),
        orders.skipped());
    assertEquals(List.of(), orders.problems());
  }

  @Test
  void anInvoiceIsAsLongAsARefundsIdCanHoldTwice() throws IOException {
    var longest = "7".repeat(62);
    var orders =
        read(
            "1%s,A,X,1,2011-01-01 10:00:00,1,7,France".formatted(longest),
            "C%s,A,X,-1,2011-01-02 10:00:00,1,7,France".formatted(longest),
            "12%s,A,X,1,2011-01-01 10:00:00,1,7,France".formatted(longest));
    assertEquals(127, orders.refunds().getFirst().refundId().length());
    assertEquals(List.of(4L), orders.problems().stream().map(Problem::line).toList());
  }

  @Test
  void priceOfThreeDecimalsIsRoundedAndKept() throws IOException {
    var orders =
        read(
            "1,PADS,PADS,1,2011-01-01 10:00:00,0.001,7,France",
            "1,A,X,1,2011-01-01 10:00:00,1.005,7,France");
    assertEquals(
        List.of(0L, Millionths.of(101)),
        orders.purchases().getFirst().lines().stream().map(Line::unitPrice).toList());
  }

  @Test
  void categoryFollowsFromCodeAndDescription() throws IOException {
    var orders =
        read(
            "1,POST,CHRISTMAS POSTAGE,1,2011-01-01 10:00:00,1,7,France",
            "1,m,Manual,1,2011-01-01 10:00:00,1,7,France",
            "1,BANK CHARGES,Bank Charges,1,2011-01-01 10:00:00,1,7,France",
            "1,22086,PAPER CHAIN KIT 50'S Christmas,1,2011-01-01 10:00:00,1,7,France",
            "1,22087,XMAS BELL,1,2011-01-01 10:00:00,1,7,France",
            "1,22088,LANTERN,1,2011-01-01 10:00:00,1,7,France");
    var lines = orders.purchases().getFirst().lines();
    assertEquals(
        List.of("service", "service", "service", "christmas", "christmas"),
        lines.stream().limit(5).map(Line::category).toList());
    assertNull(lines.getLast().category());
    assertEquals("BANK-CHARGES", lines.get(2).sku());
  }

  @Test
  void countryIsTheMostRecentOne() throws IOException {
    var orders =
        read(
            "2,A,X,1,2011-02-01 10:00:00,1,7,EIRE",
            "1,A,X,1,2011-01-01 10:00:00,1,7,France",
            "C3,A,X,-1,2011-01-01 10:00:00,1,8,Japan");
    assertEquals(Map.of("7", "EIRE", "8", "Japan"), orders.countries());
  }

  @Test
  void untilIncludesTheWholeDayInTheShopsZoneAndAfterIsTheRest() throws IOException {
    var orders =
        read(
            "1,A,X,1,2011-06-30 23:59:59,1,7,France",
            "2,A,X,1,2011-07-01 00:00:00,1,7,France",
            "3,A,X,1,2011-07-01 10:00:00,0,7,France",
            "4,A,X,1,2011-07-01 10:00:00,what,7,France");
    var june = orders.until(LocalDate.parse("2011-06-30"));
    var july = orders.after(LocalDate.parse("2011-06-30"));
    assertEquals(List.of("1"), june.purchases().stream().map(Order::purchaseId).toList());
    assertEquals(List.of("2"), july.purchases().stream().map(Order::purchaseId).toList());
    // a broken line is of no day that could be trusted
    assertEquals(Map.of("broken-line", 1L), june.skipped());
    assertEquals(Map.of("broken-line", 1L, "zero-price", 1L), july.skipped());
    assertEquals(1, june.problems().size());
  }

  @Test
  void purchaseComesBeforeItsRefundAtTheSameInstant() throws IOException {
    var orders =
        read("C2,A,X,-1,2011-01-01 10:00:00,1,7,France", "1,A,X,1,2011-01-01 10:00:00,1,7,France");
    assertTrue(orders.entries().getFirst() instanceof Order);
    assertTrue(orders.entries().getLast() instanceof Refund);
  }

  @Test
  void invoiceOrCancellationWithABrokenLineIsLeftOutWhole() throws IOException {
    var orders =
        read(
            "1,A,X,1,2011-01-01 10:00:00,1,7,France",
            "1,B,X,what,2011-01-01 10:00:00,1,7,France",
            "2,A,X,3,2011-01-01 11:00:00,1,7,France",
            "C3,A,X,-1,2011-01-02 10:00:00,1,7,France",
            "C3,A,X,-1,2011-01-02 10:00:00,what,7,France",
            "C4,A,X,-1,2011-01-03 10:00:00,1,7,France",
            ",A,X,-1,2011-01-03 10:00:00,1,7,France");
    assertEquals(List.of("2"), orders.purchases().stream().map(Order::purchaseId).toList());
    assertEquals(List.of("C4-2"), orders.refunds().stream().map(Refund::refundId).toList());
    assertEquals(Map.of("broken-line", 3L), orders.skipped());
    assertTrue(
        orders.problems().get(1).what().endsWith("; cancellation C3 is left out whole"),
        orders.problems()::toString);
  }

  private Orders read(String... lines) throws IOException {
    var file = folder.resolve("orders.csv");
    Files.writeString(file, HEADER + String.join("\n", lines) + "\n");
    return OrderFile.read(file, OrderFormat.ONLINE_RETAIL, Demonstration.TERMS);
  }
}
