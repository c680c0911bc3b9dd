package dev.perennial.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as they come: marks, compression, broken lines, wrong headers. */
class OrderFileTest {
  private static final String HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
  private static final String GOOD = "%s,A,X,1,2011-01-01 10:00:00,1.00,7,France\n";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2,A,X,1,2011-01-01 10:00:00,1.00,7 | has 7 fields; the first line names 8",
        "2,A,X,1,2011-01-01 10:00:00,1.00,7,France,too | has 9 fields; the first line names 8",
        "2,A,X,six,2011-01-01 10:00:00,1.00,7,France | Quantity is \"six\"",
        "2,A,X,1.5,2011-01-01 10:00:00,1.00,7,France | Quantity is \"1.5\"",
        "2,A,X,,2011-01-01 10:00:00,1.00,7,France | Quantity is \"\"",
        "2,A,X,99999999999999999999,2011-01-01 10:00:00,1.00,7,France | Quantity is \"9999",
        "2,A,X,1000001,2011-01-01 10:00:00,1.00,7,France | Quantity is \"1000001\"",
        "2,A,X,1000000,2011-01-01 10:00:00,1000.01,7,France"
            + " | Quantity is \"1000000\"; it must be less: times UnitPrice",
        "2,A,X,1,2011-01-01 10:00:00,1000000000.01,7,France"
            + " | UnitPrice is \"1000000000.01\"; it must be at most 1000000000",
        "2,A,X,1,1899-12-30 10:00:00,1.00,7,France"
            + " | InvoiceDate is \"1899-12-30 10:00:00\"; it must be a time from 1970-01-01 to",
        "2,A,X,1,2111-01-01 10:00:00,1.00,7,France | InvoiceDate is \"2111-01-01 10:00:00\"",
        "2,A,X,1,2011-01-01 10:00:00,1e99,7,France | UnitPrice is \"1e99\"",
        "2,A,X,1,2011-01-01 10:00:00,.5,7,France | UnitPrice is \".5\"",
        "2,A,X,1,2011-01-01 10:00:00,5.,7,France | UnitPrice is \"5.\"",
        "2,A,X,1,2011-01-01 10:00:00,\"1,50\",7,France | UnitPrice is \"1,50\"",
        "2,A,X,1,2011-02-29 10:00:00,1.00,7,France | InvoiceDate is \"2011-02-29 10:00:00\"",
        "2,A,X,1,01/02/2011 10:00,1.00,7,France | InvoiceDate is \"01/02/2011 10:00\"",
        ",A,X,1,2011-01-01 10:00:00,1.00,7,France | InvoiceNo is \"\"",
        "2,A\u200bB,X,1,2011-01-01 10:00:00,1.00,7,France | StockCode is \"A\u200bB\"",
        "2,A,X,1,2011-01-01 10:00:00,1.00,Ann\u200bLee,France | CustomerID is \"Ann\u200bLee\"",
        "2345678901234567890123456789012345678901234567890123456789012345,A,X,1,2011-01-01"
            + " 10:00:00,1.00,7,France | InvoiceNo is \"23456789012345678901234567890123456",
        "2,A,\"X,1,2011-01-01 10:00:00,1.00,7,France | opens a quote that is not closed",
        "2,A,\"X\"Y,1,2011-01-01 10:00:00,1.00,7,France | has text behind a closing quote",
        "2,A,X\uFFFD,1,2011-01-01 10:00:00,1.00,7,France | is not UTF-8",
      })
  void brokenLineIsReportedWithItsNumberAndTheRestGoesOn(String broken, String what)
      throws IOException {
    var orders = read(HEADER + GOOD.formatted("1") + broken + "\n" + GOOD.formatted("3"));
    assertEquals(List.of("1", "3"), ids(orders));
    assertEquals(1, orders.problems().size());
    var problem = orders.problems().getFirst();
    assertEquals(3, problem.line());
    assertTrue(problem.what().startsWith(what), problem::what);
  }

  @Test
  void bytesThatAreNotUtf8BreakTheirLineOnly() throws IOException {
    var latin = (HEADER + GOOD.formatted("1") + "2,A,CAFÉ,1,2011-01-01 10:00:00,1,7,France\n");
    var orders = read(latin.getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(List.of("1"), ids(orders));
    assertEquals(
        "line 3: is not UTF-8; save the file in that encoding",
        orders.problems().getFirst().toString());
  }

  @Test
  void quotesOpenedTwiceSwallowNoLineBetween() throws IOException {
    var open = "\"%s,A,X,1,2011-01-01 10:00:00,1.00,7,France\n";
    var orders =
        read(
            HEADER
                + open.formatted("1")
                + GOOD.formatted("2")
                + open.formatted("3")
                + GOOD.formatted("4").repeat(30));
    assertEquals(List.of("2", "4"), ids(orders));
    assertEquals(List.of(2L, 4L), orders.problems().stream().map(Problem::line).toList());
  }

  @Test
  void quotedFieldMayHoldLineBreaksCommasAndQuotes() throws IOException {
    var orders =
        read(
            HEADER
                + "1,A,\"XMAS, \"\"BIG\"\"\nAND\r\nRED\",1,2011-01-01 10:00:00,1.00,7,France\r\n"
                + "2,A,12\" RULER,1,2011-01-01 10:00:00,1.00,7,France\r\n"
                + "3,broken\n");
    assertEquals(List.of("1", "2"), ids(orders));
    assertEquals("christmas", orders.purchases().getFirst().lines().getFirst().category());
    assertEquals(6, orders.problems().getFirst().line());
  }

  @Test
  void byteOrderMarkBlankLinesAndColumnsInAnyOrderAreFine() throws IOException {
    var orders =
        read(
            "\uFEFF\"country\",CUSTOMERID,UnitPrice,InvoiceDate,Quantity,Description,StockCode,"
                + "InvoiceNo,Extra\r\n\r\nFrance,7,1.00,2011-01-01 10:00:00,1,X,A,1,\r\n  \r\n");
    assertEquals(List.of("1"), ids(orders));
    assertEquals(List.of(), orders.problems());
  }

  @Test
  void compressedFileIsKnownByItsContent() throws IOException {
    var orders = read(compressed(HEADER + GOOD.formatted("1")));
    assertEquals(List.of("1"), ids(orders));
  }

  @Test
  void compressedFileCutShortIsAnErrorNotAShorterYear() throws IOException {
    var whole = compressed(HEADER + GOOD.formatted("1").repeat(1000));
    var cut = Arrays.copyOf(whole, whole.length - 20);
    var error = assertThrows(OrderFileException.class, () -> read(cut));
    assertTrue(error.toString().contains("cut short or damaged"), error::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "InvoiceNo,StockCode\n",
        "\"InvoiceNo,StockCode\n",
        "InvoiceNo;StockCode;Description;Quantity;InvoiceDate;UnitPrice;CustomerID;Country\n"
      })
  void wrongHeaderIsAnError(String header) {
    assertThrows(OrderFileException.class, () -> read(header));
  }

  @Test
  void wrongHeaderNamesTheMissingColumn() {
    var error =
        assertThrows(
            OrderFileException.class, () -> read(HEADER.replace("UnitPrice", "Price") + GOOD));
    assertTrue(error.toString().contains("has no column \"UnitPrice\""), error::toString);
  }

  @Test
  void unknownFormatNamesTheOnesThereAre() {
    var error = assertThrows(IllegalArgumentException.class, () -> OrderFormat.named("excel"));
    assertEquals(
        "no order format \"excel\"; there are: online-retail, csv, shopify, woocommerce",
        error.getMessage());
    assertEquals(OrderFormat.ONLINE_RETAIL, OrderFormat.named("online-retail"));
  }

  @Test
  void plainCsvHasOneLinePerItemAndTimesWithAnOffset() throws IOException {
    var header = "customerId,purchaseId,at,sku,quantity,unitPrice,category\n";
    var file =
        write(
            header
                + "ann,p1,2011-01-01T10:00:00+02:00,shoe,2,12.50,shoes\n"
                + "ann,p1,2011-01-01T10:00:00+02:00,sock,1,0,\n"
                + "bob,p2,2011-01-01T10:00:00,sock,1,1.00,\n"
                + "bob,p3,2011-01-01T10:00:00Z,sock,1,1.0000001,\n"
                + "bob,p4,2011-01-01T10:00:00Z,sock,0,1,\n");
    var orders = OrderFile.read(file, OrderFormat.CSV, Demonstration.TERMS);
    assertEquals(
        List.of(
            new Order(
                "p1",
                "ann",
                Instant.parse("2011-01-01T08:00:00Z"),
                List.of(
                    new Order.Line("shoe", "shoes", 2, 1250), new Order.Line("sock", null, 1, 0)))),
        orders.entries());
    assertEquals(List.of(4L, 5L, 6L), orders.problems().stream().map(Problem::line).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann,p1,2011-01-01T10:00:00Z,sock,bad,1.00",
        "ann,p1,2011-01-02T10:00:00Z,sock,1,1.00",
        "ann,p1,2011-01-01T10:00:00Z,SOCK\uFFFD,1,1.00",
        "ann,p1,2011-01-01T10:00:00Z,socks, red,1,1.00",
        "ann,p1,2011-01-01T10:00:00Z,\"sock,1,1.00",
        "Ann\u200bLee,p1,2011-01-01T10:00:00Z,sock,1,1.00",
        "Lee, Ann,p1,2011-01-01T10:00:00Z,sock,1,1.00",
        ",p1",
      })
  void purchaseIsLeftOutWholeForABrokenLine(String broken) throws IOException {
    var whole = "ann,p1,2011-01-01T10:00:00Z,shoe,1,2.00\n";
    for (var text : List.of(whole + broken + "\n", broken + "\n" + whole)) {
      var orders =
          plain(text + "bob,p2,2011-01-01T10:00:00Z,sock,1,1.00\nbob,p3,2011-01-01,sock,1,1\n");
      if (broken.startsWith("Lee,")) {
        assertEquals(List.of("p1", "p2"), ids(orders), "nothing tells whose line it is");
        continue;
      }
      assertEquals(List.of("p2"), ids(orders), text);
      assertEquals(Map.of("broken-line", 2L), orders.skipped());
      var problem = orders.problems().getFirst().what();
      assertTrue(problem.endsWith("; purchase p1 is left out whole"), problem);
      assertFalse(orders.problems().getLast().what().contains("left out"));
    }
  }

  @Test
  void brokenLinesOfOnePurchaseAreAllToldAndCountedOnce() throws IOException {
    var orders =
        plain(
            """
            ann,1,2011-01-01T10:00:00Z,shoe,1,2.00
            ann,1,2011-01-01T10:00:00Z,sock,bad,1.00
            ann,1,2011-01-01T10:00:00Z,sock,1,bad
            bob,1,2011-01-01T10:00:00Z,sock,1,1.00
            Eve\u200bLee,1,2011-01-01T10:00:00Z,sock,1,1.00
            """);
    assertEquals(List.of("bob"), orders.purchases().stream().map(Order::customerId).toList());
    assertEquals(List.of(3L, 4L, 6L), orders.problems().stream().map(Problem::line).toList());
    assertEquals(Map.of("broken-line", 2L), orders.skipped(), "ann's, and a line of either");
  }

  private Orders plain(String lines) throws IOException {
    return OrderFile.read(
        write("customerId,purchaseId,at,sku,quantity,unitPrice\n" + lines),
        OrderFormat.CSV,
        Demonstration.TERMS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StockCode | InvoiceNo,StockCode | InvoiceNo",
        "Quantity | QUANTITY,quantity | Quantity",
        "Country | Country,Note,Note | Note",
      })
  void columnThatStandsTwiceIsRefused(String from, String to, String column) {
    var error = refusal(HEADER.replace(from, to).getBytes(UTF_8));
    assertTrue(error.contains("has the column \"" + column + "\" twice"), error);
  }

  @Test
  void columnsWithoutANameAreNobodys() throws IOException {
    var orders = read(HEADER.strip() + ",,\n" + GOOD.formatted("1").strip() + ",,\n");
    assertEquals(List.of("1"), ids(orders));
  }

  @Test
  void whatIsNoTextIsToldAsWhatItIs() throws IOException {
    var utf16 = "\uFEFF" + HEADER;
    assertTrue(refusal(utf16.getBytes(StandardCharsets.UTF_16LE)).endsWith("; save it as UTF-8"));
    assertTrue(refusal(utf16.getBytes(StandardCharsets.UTF_16BE)).endsWith("; save it as UTF-8"));
    assertTrue(refusal(new byte[0]).endsWith("orders is empty"));
    assertTrue(refusal(compressed("")).endsWith("orders is empty"));
    var zip = refusal("PK\3\4\0\0".getBytes(UTF_8));
    assertTrue(zip.contains("is a zip archive or an Excel workbook"), zip);
  }

  private String refusal(byte[] content) {
    return assertThrows(OrderFileException.class, () -> read(content)).toString();
  }

  private static List<String> ids(Orders orders) {
    return orders.purchases().stream().map(Order::purchaseId).toList();
  }

  private Orders read(String csv) throws IOException {
    return read(csv.getBytes(StandardCharsets.UTF_8));
  }

  private Orders read(byte[] content) throws IOException {
    var file = Files.write(folder.resolve("orders"), content);
    return OrderFile.read(file, OrderFormat.ONLINE_RETAIL, Demonstration.TERMS);
  }

  private Path write(String csv) throws IOException {
    return Files.writeString(folder.resolve("orders.csv"), csv);
  }

  private static byte[] compressed(String csv) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(csv.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
