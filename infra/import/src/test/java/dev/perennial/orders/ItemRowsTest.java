package dev.perennial.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.money.Millionths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole orders from a row for each item: what is discounted, unpaid, given back. */
class ItemRowsTest {
  private static final String SHOPIFY =
      "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,"
          + "Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,"
          + "Lineitem discount,Cancelled at,Refunded Amount\n";
  private static final String WOO =
      "order_id,date,status,shipping_total,tax_total,refunded_total,order_currency,customer_id,"
          + "billing_email,item_name,item_sku,item_quantity,item_total,item_refunded_qty\n";
  private static final String ANN = "email-";

  @TempDir Path folder;

  @Test
  void aShopifyOrderIsItsRowsWithWhatTheFirstSaysOfTheWhole() throws IOException {
    var orders =
        shopify(
            """
            #1001,Ann@Example.com,paid,GBP,53.91,4.00,9.65,57.91,9.99,2025-10-07 09:50:26 +0200,1,Mask,34.90,TEE/BLUE M,0.00,,0.00
            #1001,ann@example.com,,,,,,,,2025-10-07 09:50:26 +0200,1,Serum & co,25.00,,0.50,,
            """);
    var order = orders.purchases().getFirst();
    assertEquals("#1001", order.purchaseId());
    assertTrue(order.customerId().startsWith(ANN), order::customerId);
    assertEquals(38, order.customerId().length());
    assertEquals(Instant.parse("2025-10-07T07:50:26Z"), order.at());
    assertEquals(
        List.of(
            new Order.Line("TEE/BLUE M", null, 1, 3490),
            new Order.Line("Serum & co", null, 1, 2500, 50)),
        order.lines());
    assertEquals(5391, order.paidMinor() - order.discountMinor());
    assertEquals(400, order.shippingMinor());
    assertEquals(965, order.taxMinor());
    assertEquals(List.of(), orders.problems());
    assertEquals(Map.of(), orders.skipped());
  }

  @ParameterizedTest
  @CsvSource({
    "paid, 0.00, 1, 0, {}",
    "refunded, 10.00, 1, 1, {}",
    "partially_refunded, 0.00, 1, 0, {}",
    "pending, 0.00, 0, 0, {not-paid=1}",
    "authorized, 0.00, 0, 0, {not-paid=1}",
    "voided, 0.00, 0, 0, {not-paid=1}",
    "'', 0.00, 1, 0, {}",
    "'', 10.00, 1, 1, {}",
    "odd, 0.00, 0, 0, {broken-line=1}",
  })
  void theStatusSaysWhatWasPaidAndWhatWentBack(
      String status, String refunded, int purchases, int refunds, String skipped)
      throws IOException {
    var orders =
        shopify(
            "#1,a@example.com,%s,GBP,10.00,0,0,10.00,0,2025-10-07 09:50:26 +0200,2,Mug,5.00,MUG,0,,%s\n"
                .formatted(status, refunded));
    assertEquals(purchases, orders.purchases().size());
    assertEquals(refunds, orders.refunds().size());
    assertEquals(skipped, orders.skipped().toString());
    orders
        .refunds()
        .forEach(refund -> assertEquals(List.of(new Refund.Line("MUG", 2, 500)), refund.lines()));
  }

  @ParameterizedTest
  @CsvSource({
    "3.00, 300, 0, 0",
    "-11.00, 1000, 100, 0",
    "13.50, 1000, 200, 150",
  })
  void aSumWithoutItemsFallsOnGoodsThenShippingThenTax(
      String refunded, long goods, long shipping, long tax) throws IOException {
    var orders =
        shopify(
            "#1,a@example.com,partially_refunded,GBP,10.00,2,2,14.00,0,2025-10-07 09:50:26 +0200,2,Mug,5.00,MUG,0,,%s\n"
                .formatted(refunded));
    var refund = orders.refunds().getFirst();
    assertEquals(List.of(), refund.lines());
    assertEquals(new Refund.Sum(goods, shipping, tax), refund.sum());
    assertEquals(Map.of(), orders.skipped());
  }

  @Test
  void rowsOfOneItemAreToldApartByTheirNumber() throws IOException {
    var orders =
        read(
            OrderFormat.CSV,
            """
            customerId,purchaseId,at,sku,quantity,unitPrice,lineDiscount,refundedQuantity
            ann,1,2025-10-07T10:00:00Z,MUG,1,5.00,2.00,1
            ann,1,2025-10-07T10:00:00Z,CUP,1,5.00,,
            ann,1,2025-10-07T10:00:00Z,MUG,2,5.00,,1
            """);
    assertEquals(
        Arrays.asList("1", null, "3"),
        orders.purchases().getFirst().lines().stream().map(Order.Line::lineId).toList());
    assertEquals(
        List.of(
            new Refund.Line("1", "MUG", Millionths.of(1), Millionths.of(500)),
            new Refund.Line("3", "MUG", Millionths.of(1), Millionths.of(500))),
        orders.refunds().getFirst().lines());
  }

  @Test
  void quantitiesAndPricesAreAsFineAsTheApiTakesThemAndATotalSettlesALine() throws IOException {
    var header = "customerId,purchaseId,at,sku,quantity,";
    var orders =
        read(
            OrderFormat.CSV,
            header
                + """
                unitPrice,lineTotal
                a,1,2025-10-07T10:00:00Z,CHEESE,0.35,18.90,
                a,2,2025-10-07T10:00:00Z,SCREW,1000,0.0125,
                a,3,2025-10-07T10:00:00Z,CHEESE,0.35,18.90,6.60
                a,4,2025-10-07T10:00:00Z,CHEESE,0.0000001,18.90,
                a,5,2025-10-07T10:00:00Z,CHEESE,1,0.0000001,
                a,6,2025-10-07T10:00:00Z,CHEESE,0.000001,,999999999
                a,7,2025-10-07T10:00:00Z,CHEESE,0,1,
                """);
    assertEquals(
        List.of(662L, 1250L, 660L), orders.purchases().stream().map(Order::paidMinor).toList());
    assertEquals(List.of(5L, 6L, 7L, 8L), orders.problems().stream().map(Problem::line).toList());
    assertEquals(
        List.of(660L),
        read(OrderFormat.CSV, header + "lineTotal\na,3,2025-10-07T10:00:00Z,CHEESE,0.35,6.60\n")
            .purchases()
            .stream()
            .map(Order::paidMinor)
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#1,a@x.com,paid,USD,10,0,0,10,0,2025-10-07 09:50:26 +0200,2,Mug,5,MUG,0,,"
            + " | Currency is \"USD\"; it must be GBP, the shop's currency",
        "#1,a@x.com,paid,GBP,11,0,0,11,0,2025-10-07 09:50:26 +0200,2,Mug,5,MUG,0,,"
            + " | purchase #1 has goods for 11.00, but its lines add up to 10.00 only",
        "#1,a@x.com,paid,GBP,10,0,0,10,0,2025-10-07 09:50:26,2,Mug,5,MUG,0,,"
            + " | Created at is \"2025-10-07 09:50:26\"; it must be a time with an offset",
        "#1,a@x.com,paid,GBP,10,0,0,10,0,2025-10-07 09:50:26 +0200,2,Mug,5,MUG,10.01,,"
            + " | Lineitem discount is \"10.01\"; it must be at most what the line costs, 10.00",
        "#1,a@x.com,paid,GBP,-10,0,0,10,0,2025-10-07 09:50:26 +0200,2,Mug,5,MUG,0,,"
            + " | Subtotal is \"-10\"; it must be 0 or more",
      })
  void whatCannotBeIsNamedByTheFilesOwnColumns(String row, String what) throws IOException {
    var orders = shopify(row + "\n");
    assertEquals(List.of(), orders.purchases());
    assertTrue(
        orders.problems().getFirst().what().startsWith(what),
        () -> orders.problems().getFirst().what());
  }

  @Test
  void aBrokenRowLeavesOutItsShopifyOrderWhole() throws IOException {
    var orders =
        shopify(
            """
            #1,a@example.com,paid,GBP,15.00,0,0,15.00,0,2025-10-07 09:50:26 +0200,2,Mug,5.00,MUG,0,,0
            #1,a@example.com,,,,,,,,2025-10-07 09:50:26 +0200,none,Cup,5.00,CUP,0,,
            #2,a@example.com,paid,GBP,10.00,0,0,10.00,0,2025-10-07 09:50:26 +0200,2,Mug,5.00,MUG,0,,0
            """);
    assertEquals(List.of("#2"), orders.purchases().stream().map(Order::purchaseId).toList());
    assertTrue(orders.problems().getFirst().what().endsWith("; purchase #1 is left out whole"));
  }

  @Test
  void aWooCommerceOrderHasLinesThatCostWhatWasPaidForThem() throws IOException {
    var orders =
        woo(
            """
            55,2025-10-07 23:50:26,completed,5.00,3.00,0,GBP,7,x@example.com,Mug,MUG,3,19.99,-1
            55,2025-10-07 23:50:26,completed,5.00,3.00,0,GBP,7,x@example.com,Cup,,1,2.004,0
            56,2025-10-07 23:50:26,wc-on-hold,0,0,0,GBP,0,y@example.com,Cup,CUP,1,2.00,0
            57,2025-10-08 23:50:26,wc-processing,0,0,0,GBP,0,Y@example.com,Cup,CUP,1,2.00,0
            58,2025-10-08 23:50:26,processing,0,0,0,GBP,0,,Cup,CUP,1,2.00,0
            """);
    var order = orders.purchases().getFirst();
    assertEquals("7", order.customerId());
    assertEquals(Instant.parse("2025-10-07T22:50:26Z"), order.at());
    assertEquals(2199, order.paidMinor());
    assertEquals(List.of(new Refund.Line("MUG", 1, 667)), orders.refunds().getFirst().lines());
    assertEquals("57", orders.purchases().getLast().purchaseId());
    assertTrue(orders.purchases().getLast().customerId().startsWith(ANN));
    assertEquals(Map.of("not-paid", 1L, "no-customer", 1L), orders.skipped());
  }

  @Test
  void plainCsvMaySayDiscountsTaxShippingStatusAndWhatWentBack() throws IOException {
    var header =
        "customerId,purchaseId,at,sku,quantity,unitPrice,lineDiscount,discount,shipping,tax,"
            + "currency,status,refundedQuantity,refundedAt\n";
    var orders =
        read(
            OrderFormat.CSV,
            header
                + """
                ann,1,2025-10-07T10:00:00Z,A,2,5.00,1.00,0.50,4.00,1.20,GBP,paid,1,2025-10-09T10:00:00Z
                ann,1,2025-10-07T10:00:00Z,B,1,5.00,,0.50,4.00,1.20,GBP,paid,,
                ann,2,2025-10-07T10:00:00Z,A,1,5.00,,1.00,,,,,,
                ann,2,2025-10-07T10:00:00Z,B,1,5.00,,2.00,,,,,,
                ann,3,2025-10-07T10:00:00Z,B,1,5.00,,5.01,,,,,,
                """);
    assertEquals(1, orders.purchases().size());
    var order = orders.purchases().getFirst();
    assertEquals(1400, order.paidMinor());
    assertEquals(
        List.of(50L, 400L, 120L),
        List.of(order.discountMinor(), order.shippingMinor(), order.taxMinor()));
    assertEquals(Instant.parse("2025-10-09T10:00:00Z"), orders.refunds().getFirst().at());
    assertEquals(
        List.of(
            "line 4: purchase 2 says different things under discount on its lines; the whole order"
                + " has one",
            "line 6: purchase 3 has a discount of 5.01, more than its goods cost, 5.00"),
        orders.problems().stream().map(Problem::toString).toList());
  }

  private Orders shopify(String rows) throws IOException {
    return read(OrderFormat.SHOPIFY, SHOPIFY + rows);
  }

  private Orders woo(String rows) throws IOException {
    return read(OrderFormat.WOOCOMMERCE, WOO + rows);
  }

  private Orders read(OrderFormat format, String text) throws IOException {
    var file = Files.writeString(folder.resolve("orders.csv"), text);
    return OrderFile.read(file, format, Demonstration.TERMS);
  }
}
