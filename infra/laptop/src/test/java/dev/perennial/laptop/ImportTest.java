package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.ledger.ClientId;
import dev.perennial.emulator.stack.HttpCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code import} and {@code replay} make of a shop's own file. */
class ImportTest {
  private static final String HEADER = "customerId,purchaseId,at,sku,quantity,unitPrice\n";
  private static final String RETAIL =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  /** Ids without a figure may be names, and are told by their digests. */
  private static final String A = ClientId.shown("a");

  private static final String B = ClientId.shown("b");

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("orders.csv"), text);
  }

  private Ran load(String command, Path data, String text, Object... more) throws IOException {
    var arguments =
        new ArrayList<Object>(
            List.of(command, "--orders", file(text), "--format", "csv", "--data", data, "--json"));
    arguments.addAll(List.of(more));
    return Ran.run(arguments.toArray());
  }

  @Test
  void oneExtremeLineIsReportedAndTheRestIsTakenAsTheApiWouldTakeIt() throws IOException {
    var text =
        HEADER
            + """
            a,good,2026-01-05T10:00:00Z,mug,1000000,1000
            b,b1,2026-01-05T10:00:00Z,mug,999999999,999999999.99
            b,b2,2026-01-05T10:00:00Z,mug,2000000,1
            b,b3,2026-01-05T10:00:00Z,mug,1000000,999999.99
            b,b4,2026-01-05T10:00:00Z,mug,1,1000000000.01
            b,b5,0001-01-01T00:00:00Z,mug,1,1
            b,b6,1899-12-30T00:00:00Z,mug,1,1
            b,b7,1969-12-31T23:59:59Z,mug,1,1
            b,b8,2111-01-01T00:00:00Z,mug,1,1
            b,sum,2026-01-05T10:00:00Z,mug,1000000,600
            b,sum,2026-01-05T10:00:00Z,cup,1000000,600
            """;
    for (var command : List.of("replay", "import")) {
      var ran = load(command, folder.resolve(command), text);
      assertEquals(1, ran.code(), ran.err());
      assertEquals(1, ran.json().path("purchases").asInt(), command);
      assertEquals("{\"broken-line\":9}", ran.json().path("skipped").toString(), command);
      assertEquals(
          List.of(3, 4, 5, 6, 7, 8, 9, 10, 11),
          ran.errors().stream()
              .map(line -> Integer.valueOf(line.replaceFirst("line (\\d+): .*", "$1")))
              .toList(),
          ran.err());
      assertTrue(ran.err().contains("purchase sum adds up to more than 1000000000"), ran.err());
      assertTrue(ran.err().contains("must be a time from 1970-01-01 to "), ran.err());
    }
  }

  @Test
  void whatIsLeftOutEndsWithExitCode1UnlessThatIsRight() throws IOException {
    var text = HEADER + "a,p1,2026-01-05T10:00:00Z,mug,1,1\na,p2,2026-01-05T10:00:00Z,mug,0.x,1\n";
    for (var command : List.of("replay", "import")) {
      assertEquals(1, load(command, folder.resolve(command), text).code(), command);
      var right = load(command, folder.resolve(command), text, "--skip-broken");
      assertEquals(0, right.code(), right.err());
      assertEquals("{\"broken-line\":1}", right.json().path("skipped").toString(), command);
    }
  }

  @Test
  void anotherShopsColumnsNumbersAndTimesAreReadAsTold() throws IOException {
    var text = "Kunde;Beleg;Datum;Artikel;Menge;Preis\nc1;1;02.01.2026 10:15;A;1.000;1.012,50\n";
    var ran =
        load(
            "import",
            folder.resolve("data"),
            text,
            "--separator",
            ";",
            "--decimal",
            ",",
            "--zone",
            "Europe/Berlin",
            "--columns",
            "customerId=Kunde,purchaseId=Beleg,at=Datum,sku=Artikel,quantity=Menge,unitPrice=Preis");
    assertEquals(0, ran.code(), ran.err());
    assertEquals(1_012_500, ran.json().path("revenue").asDouble(), ran.out());
    assertTrue(ran.err().contains("taken as those of Europe/Berlin"), ran.err());
  }

  @Test
  void discountsOfAnExportReachTheLedgerAlikeByImportAndReplay() throws IOException {
    var text =
        HEADER.strip()
            + ",lineDiscount,discount,shipping,tax\n"
            + "a,p1,2026-01-05T10:00:00Z,mug,2,10.00,1.00,2.00,3.00,1.50\n";
    for (var command : List.of("replay", "import")) {
      var ran = load(command, folder.resolve(command), text);
      assertEquals(0, ran.code(), ran.err());
      assertEquals(17, ran.json().path("pointsIssued").asInt(), ran.out());
    }
  }

  @Test
  void howMuchWasLeftOutIsToldWithTheFirstTen() throws IOException {
    var data = folder.resolve("data");
    var orders = new StringBuilder(HEADER);
    for (int i = 10; i < 24; i++) {
      orders.append("a,p%d,2026-01-05T10:00:00Z,mug,1,2.50\n".formatted(i));
    }
    assertEquals(0, load("import", data, orders.toString()).code());
    var others = orders.toString().replace("mug,1", "mug,2");
    for (var command : List.of("import", "replay")) {
      var ran = load(command, data, others);
      assertEquals(1, ran.code(), ran.err());
      assertEquals(11, ran.errors().size(), ran.err());
      assertEquals("and 4 more of 14 that were refused", ran.errors().getLast());
    }
  }

  @Test
  void aRefundOfOneOfTwoRowsOfAnItemTakesBackThatOne() throws IOException {
    var text =
        HEADER.strip()
            + ",lineDiscount,refundedQuantity\n"
            + "a,dear,2026-01-05T10:00:00Z,mug,2,10.00,,1\n"
            + "a,dear,2026-01-05T10:00:00Z,mug,2,10.00,8.00,\n"
            + "a,cheap,2026-01-05T11:00:00Z,mug,2,10.00,,\n"
            + "a,cheap,2026-01-05T11:00:00Z,mug,2,10.00,8.00,1\n"
            + "a,alike,2026-01-05T12:00:00Z,mug,1,10.00,,\n"
            + "a,alike,2026-01-05T12:00:00Z,mug,1,10.00,,1\n";
    for (var command : List.of("replay", "import")) {
      var ran = load(command, folder.resolve(command), text);
      assertEquals(0, ran.code(), ran.err());
      assertEquals("{}", ran.json().path("skipped").toString(), command);
      assertEquals(3, ran.json().path("refunds").asInt(), command);
      assertEquals(10 + 6 + 10, ran.json().path("refunded").asDouble(), ran.out());
      assertEquals(0, Ran.run("check", "--data", folder.resolve(command)).code());
    }
  }

  @Test
  void whatIsFinerThanAMinorUnitIsTakenAlikeByImportAndReplay() throws IOException {
    var text =
        HEADER.strip()
            + ",lineTotal,shipping,refunded,refundedQuantity\n"
            + "a,p1,2026-01-05T10:00:00Z,cheese,0.5,18.90,,,,0.25\n"
            + "a,p2,2026-01-05T11:00:00Z,screw,1000,0.0125,,,,\n"
            + "a,p3,2026-01-05T12:00:00Z,cheese,0.35,18.90,6.60,5.00,8.60,\n";
    for (var command : List.of("replay", "import")) {
      var ran = load(command, folder.resolve(command), text);
      assertEquals(0, ran.code(), ran.err());
      assertEquals(9.45 + 12.50 + 6.60, ran.json().path("revenue").asDouble(), 1e-9, ran.out());
      assertEquals(2, ran.json().path("refunds").asInt(), ran.out());
      assertEquals(4.72 + 6.60, ran.json().path("refunded").asDouble(), 0.011, ran.out());
      assertEquals(0, load(command, folder.resolve(command), text).code(), "again");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"#1001", "gid://shopify/Customer/1", "TEE/BLUE M", "ü b", "a+b", "50%"})
  void anIdIsAnythingThatPeopleCanRead(String id) throws IOException {
    var text = HEADER + "%1$s,%1$s,2026-01-05T10:00:00Z,%1$s,1,2.50\n".formatted(id);
    for (var command : List.of("replay", "import")) {
      var data = folder.resolve(command);
      var ran = load(command, data, text, "--made-up-people");
      assertEquals(0, ran.code(), ran.err());
      assertEquals("{}", ran.json().path("skipped").toString(), command);
      assertEquals(1, ran.json().path("purchases").asInt(), command);
      try (var stack = Ran.open(data)) {
        var customer = stack.http("GET", "/customers/" + HttpCall.encoded(id), JSON, "").text();
        assertTrue(customer.contains("\"madeUp\":\"true\""), customer);
      }
    }
  }

  @Test
  void aBrokenLineLeavesItsPurchaseToTheCorrectedFile() throws IOException {
    var good = HEADER + "a,q1,2026-01-05T10:00:00Z,mug,1,20\n";
    var data = folder.resolve("data");
    var first =
        load(
            "import",
            data,
            good + "a,q1,2026-01-05T10:00:00Z,cup,bad,5\nb,q2,2026-01-05T11:00:00Z,mug,1,3\n");
    assertEquals(3, first.json().path("revenue").asDouble(), first.out());
    assertEquals("{\"broken-line\":1}", first.json().path("skipped").toString());
    assertTrue(first.err().startsWith("line 3: quantity is \"bad\""), first.err());
    assertTrue(first.err().contains("purchase q1 is left out whole"), first.err());
    var next =
        load(
            "import",
            data,
            good + "a,q1,2026-01-05T10:00:00Z,cup,1,5\nb,q2,2026-01-05T11:00:00Z,mug,1,3\n");
    assertEquals(25, next.json().path("revenue").asDouble(), next.out());
    assertEquals("{}", next.json().path("skipped").toString());
    assertEquals(1, next.json().path("unchanged").asInt());
  }

  @Test
  void nothingIsLivedBeforeTheFirstOrderWhateverWasToBeImported() throws IOException {
    var ran =
        load(
            "replay",
            folder.resolve("data"),
            HEADER + "a,p1,1970-01-01T00:00:00Z,mug,1,1\na,p2,1970-01-02T00:00:00Z,mug,1,1\n",
            "--import-until",
            "1901-01-01");
    assertEquals(0, ran.code(), ran.err());
    assertEquals(2, ran.json().path("purchases").asInt());
  }

  @Test
  void whatIsNotTakenIsNamedAlikeByImportAndReplay() throws IOException {
    var data = folder.resolve("data");
    var before =
        """
        a,p1,2026-01-05T10:00:00Z,mug,1,2.50
        a,p2,2026-01-05T11:00:00Z,mug,1,2.50
        b,p3,2026-01-05T12:00:00Z,mug,1,2.50
        """;
    assertEquals(3, load("import", data, HEADER + before).json().path("purchases").asInt());
    try (var stack = Ran.open(data)) {
      assertEquals(204, stack.http("DELETE", "/customers/b", JSON, "").status());
    }
    var after =
        before.replace("p2,2026-01-05T11:00:00Z,mug,1", "p2,2026-01-05T11:00:00Z,mug,2")
            + "b,p4,2026-01-05T13:00:00Z,mug,1,2.50\n";
    for (var command : List.of("import", "replay")) {
      var ran = load(command, data, HEADER + after);
      assertEquals(1, ran.code(), "something was left out");
      assertEquals(
          List.of(
              "purchase p2 of %s was not taken: purchase-conflict".formatted(A),
              "purchase p3 of %s was not taken: customer-erased".formatted(B),
              "purchase p4 of %s was not taken: customer-erased".formatted(B)),
          ran.errors().stream().sorted().toList(),
          command);
      assertEquals(0, load(command, data, HEADER + after, "--skip-broken").code(), command);
      assertEquals(
          "{\"customer-erased\":2,\"purchase-conflict\":1}",
          ran.json().path("skipped").toString(),
          command);
      assertEquals(1, ran.json().path("unchanged").asInt(), command);
      assertEquals(0, ran.json().path("purchases").asInt(), command);
    }
  }

  @Test
  void nobodyIsMadeUpUnlessAskedFor() throws IOException {
    var order = HEADER + "a,p1,2026-01-05T10:00:00Z,mug,1,2.50\n";
    for (var command : List.of("import", "replay")) {
      var data = folder.resolve(command);
      assertEquals(0, load(command, data, order).code());
      try (var stack = Ran.open(data)) {
        var customer = stack.http("GET", "/customers/a", JSON, "").text();
        assertFalse(customer.contains("email") || customer.contains("madeUp"), customer);
      }
    }
    var asked = folder.resolve("asked");
    assertEquals(0, load("import", asked, order, "--made-up-people").code());
    try (var stack = Ran.open(asked)) {
      var customer = stack.http("GET", "/customers/a", JSON, "").text();
      assertTrue(customer.contains("\"madeUp\":\"true\""), customer);
    }
  }

  @Test
  void anImportMeasuresWhatItWrote() throws IOException {
    var ran =
        load("import", folder.resolve("data"), HEADER + "a,p1,2026-01-05T10:00:00Z,mug,1,2.50\n");
    var spent = ran.json().path("writeUnits").path("CustomersFunction");
    assertEquals(4, spent.path("units").asInt(), ran.out());
    assertTrue(ran.json().path("accountBytes").path("p95").asInt() > 100, ran.out());
  }

  @Test
  void skippedIsOfThePartThatWasRun() throws IOException {
    var text =
        RETAIL
            + """
            1,A,X,1,2011-01-01 10:00:00,1.00,7,France
            2,A,X,1,2011-01-01 11:00:00,1.00,,France
            3,A,X,1,2011-01-03 10:00:00,0.00,7,France
            4,A,X,1,2011-01-03 10:00:00,1.00,7,France
            """;
    for (var command : List.of("import", "replay")) {
      var ran =
          Ran.run(
              command,
              "--orders",
              file(text),
              "--format",
              "online-retail",
              "--until",
              "2011-01-02",
              "--data",
              folder.resolve(command),
              "--json");
      assertEquals("{\"no-customer\":1}", ran.json().path("skipped").toString(), command);
      assertEquals(1, ran.json().path("purchases").asInt(), command);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "JPY, 1250, 12.50, 2.55, 3",
    "KWD, 12.505, 12.5055, 2.5555, 2.556",
  })
  void amountsHaveTheDecimalsOfTheShopsCurrency(
      String currency, String right, String wrong, String rounded, String rounds)
      throws IOException {
    var home =
        Ran.cloned(
            folder.resolve("home"),
            "programme/shop.yaml",
            "currency: GBP",
            "currency: " + currency);
    var csv =
        file(
            HEADER.strip()
                + ",lineDiscount\na,p1,2026-01-05T10:00:00Z,mug,1,"
                + right
                + ",\n"
                + "a,p2,2026-01-05T11:00:00Z,mug,1,5000,"
                + wrong
                + "\n");
    for (var command : List.of("import", "replay")) {
      var ran =
          Ran.at(
              home,
              command,
              "--orders",
              csv,
              "--format",
              "csv",
              "--data",
              folder.resolve(command),
              "--json");
      assertEquals(right, ran.json().path("revenue").asText(), ran.out());
      assertTrue(
          ran.err().startsWith("line 3: lineDiscount \"" + wrong + "\" has more"), ran.err());
    }
    var retail = file(RETAIL + "1,A,X,1,2011-01-01 10:00:00," + rounded + ",7,France\n");
    var ran =
        Ran.at(
            home,
            "import",
            "--orders",
            retail,
            "--format",
            "online-retail",
            "--data",
            folder.resolve("retail"),
            "--json");
    assertEquals(rounds, ran.json().path("revenue").asText(), ran.out());
  }
}
