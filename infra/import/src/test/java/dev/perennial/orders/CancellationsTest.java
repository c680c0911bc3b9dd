package dev.perennial.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.domain.money.Millionths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cancelled line gives back; lines are written as invoice, code, quantity, day, price. */
class CancellationsTest {
  @TempDir Path folder;

  @Test
  void latestEarlierPurchaseIsGivenBackFirst() throws IOException {
    var orders = read("1 A 5 01 2.00", "2 A 5 02 2.00", "3 A 5 04 2.00", "C9 A -3 03 2.00");
    assertEquals(List.of("C9-2: 3×A@200"), refunds(orders));
  }

  @Test
  void cancellationSpansSeveralPurchases() throws IOException {
    var orders = read("1 A 5 01 2.00", "2 A 5 02 2.00", "C9 A -7 03 2.00");
    assertEquals(List.of("C9-2: 5×A@200", "C9-1: 2×A@200"), refunds(orders));
    assertEquals(Map.of(), orders.skipped());
  }

  @Test
  void otherPriceItemOrCustomerDoesNotMatch() throws IOException {
    var orders =
        read(
            "1 A 5 01 2.00",
            "2 B 5 01 2.01",
            "3 B 5 01 2.00 8",
            "C9 B -1 03 2.00",
            "C9 A -1 03 2.01");
    assertEquals(List.of(), refunds(orders));
    assertEquals(Map.of("no-earlier-purchase", 2L), orders.skipped());
  }

  @Test
  void purchaseOfTheSameInstantMatchesAndALaterOneDoesNot() throws IOException {
    assertEquals(List.of("C9-1: 1×A@200"), refunds(read("1 A 1 03 2.00", "C9 A -1 03 2.00")));
    assertEquals(List.of(), refunds(read("1 A 1 04 2.00", "C9 A -1 03 2.00")));
  }

  @Test
  void whatIsLeftIsRefundedAndTheRestIsSkipped() throws IOException {
    var orders = read("1 A 5 01 2.00", "C7 A -3 02 2.00", "C8 A -3 03 2.00", "C9 A -3 04 2.00");
    assertEquals(List.of("C7-1: 3×A@200", "C8-1: 2×A@200"), refunds(orders));
    assertEquals(Map.of("exceeds-what-is-left", 1L, "nothing-left", 1L), orders.skipped());
  }

  @Test
  void cancellationsAreTakenInTheOrderOfTimeNotOfTheFile() throws IOException {
    var orders = read("C8 A -4 03 2.00", "C7 A -4 02 2.00", "1 A 5 01 2.00");
    assertEquals(List.of("C7-1: 4×A@200", "C8-1: 1×A@200"), refunds(orders));
  }

  @Test
  void sameItemTwiceIsOneLineOfTheRefund() throws IOException {
    var orders =
        read(
            "1 A 5 01 2.00",
            "1 A 5 01 2.00",
            "1 B 1 01 1.00",
            "C9 A -6 02 2.00",
            "C9 B -1 02 1.00",
            "C9 A -2 02 2.00");
    assertEquals(List.of("C9-1: 8×A@200 1×B@100"), refunds(orders));
    assertEquals(8 * 200 + 100, orders.refunds().getFirst().paidMinor());
  }

  private static List<String> refunds(Orders orders) {
    return orders.refunds().stream()
        .map(
            refund ->
                refund.refundId()
                    + ": "
                    + String.join(
                        " ",
                        refund.lines().stream()
                            .map(
                                line ->
                                    "%s×%s@%s"
                                        .formatted(
                                            Millionths.text(line.quantity()),
                                            line.sku(),
                                            Millionths.text(line.unitPrice())))
                            .toList()))
        .toList();
  }

  private Orders read(String... lines) throws IOException {
    var csv =
        new StringBuilder(
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
    for (var line : lines) {
      var word = line.split(" ", -1);
      csv.append(
          "%s,%s,X,%s,2011-01-%s 10:00:00,%s,%s,France\n"
              .formatted(
                  word[0], word[1], word[2], word[3], word[4], word.length > 5 ? word[5] : "7"));
    }
    var file = folder.resolve("orders.csv");
    Files.writeString(file, csv);
    return OrderFile.read(file, OrderFormat.ONLINE_RETAIL, Demonstration.TERMS);
  }
}
