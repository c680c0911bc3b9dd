package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements of customers, and the programme as their sum. */
class PointsTest {
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");
  private static final List<String> SUMS =
      List.of(
          "issued",
          "clawedBack",
          "redeemed",
          "returned",
          "given",
          "taken",
          "expired",
          "active",
          "pending",
          "debt",
          "forgiven");

  @TempDir Path folder;
  private Path data = Path.of("");

  /** Customer a buys three times, has one taken back and redeems; b buys long ago; c once. */
  @BeforeEach
  void live() throws IOException {
    data = folder.resolve("data");
    var orders =
        Files.writeString(
            folder.resolve("orders.csv"),
            """
            customerId,purchaseId,at,sku,quantity,unitPrice
            b,old,2025-01-05T10:00:00Z,mug,1,70.00
            a,p1,2026-01-05T10:00:00Z,mug,1,600.00
            a,p2,2026-01-06T10:00:00Z,mug,1,20.00
            c,p1,2026-02-27T10:00:00Z,mug,1,30.00
            a,p3,2026-02-28T10:00:00Z,mug,1,40.00
            """);
    var ran = Ran.run("import", "--orders", orders, "--format", "csv", "--data", data);
    assertEquals(0, ran.code(), ran.err());
    try (var stack = Ran.open(data)) {
      var refund =
          """
          {"refundId":"r","purchaseId":"p2","customerId":"a","at":"2026-02-28T10:00:00Z","all":true}\
          """;
      assertEquals(201, stack.http("POST", "/refunds", JSON, refund).status());
      var redemption = "{\"redemptionId\":\"d\",\"customerId\":\"a\",\"rewardId\":\"five-off\"}";
      var redeemed = stack.http("POST", "/redemptions", JSON, redemption);
      assertEquals(201, redeemed.status(), redeemed.text());
    }
  }

  private JsonNode points(Object... more) throws IOException {
    var all = new Object[more.length + 4];
    all[0] = "points";
    all[1] = "--data";
    all[2] = data;
    all[3] = "--json";
    System.arraycopy(more, 0, all, 4, more.length);
    var ran = Ran.run(all);
    assertEquals(0, ran.code(), ran.err());
    return ran.json();
  }

  @Test
  void aStatementTellsEveryLineAndWhatStoodAfterIt() throws IOException {
    var statement = points("--customer", "a");
    var told = new StringBuilder();
    for (var entry : statement.path("entries")) {
      told.append(
          "%s %d %d%n"
              .formatted(
                  entry.path("what").asText(),
                  entry.path("points").asLong(),
                  entry.path("balance").asLong()));
    }
    assertEquals(
        """
        purchase 600 600
        purchase 20 620
        purchase 40 660
        refund -20 640
        redemption -500 140
        """,
        told.toString());
    assertEquals(660, statement.path("issued").asLong());
    assertEquals(140, statement.path("active").asLong() + statement.path("pending").asLong());
  }

  @Test
  void theProgrammeIsTheSumOfItsStatements() throws IOException {
    var whole = points();
    assertEquals(3, whole.path("customers").asInt());
    assertEquals(70, whole.path("expired").asLong(), "b's points of January 2025");
    for (var sum : SUMS) {
      long of = 0;
      for (var customer : List.of("a", "b", "c")) {
        of += points("--customer", customer).path(sum).asLong();
      }
      assertEquals(of, whole.path(sum).asLong(), sum);
    }
    assertEquals(
        whole.path("issued").asLong() + whole.path("returned").asLong(),
        whole.path("clawedBack").asLong()
            + whole.path("redeemed").asLong()
            + whole.path("expired").asLong()
            + whole.path("liability").asLong()
            - whole.path("debt").asLong());
    assertEquals(170, whole.path("liability").asLong());
    assertEquals("1.70", whole.path("liabilityValue").asText());
    var noBrand = whole.path("byBrand").path("");
    assertEquals(760, noBrand.path("issued").asLong());
    assertEquals(170, noBrand.path("liability").asLong());
    assertEquals("1.70", noBrand.path("liabilityValue").asText());
  }

  @Test
  void brandsAreTabledWithEachColumnThatHasAValue() throws IOException {
    var columns = columns();
    assertEquals(
        List.of("brand", "issued", "clawedBack", "redeemed", "expired", "liability"), columns);
    try (var stack = Ran.open(data)) {
      for (var points : List.of("\"30\"", "\"-10\"")) {
        var adjustment =
            "{\"adjustmentId\":%s,\"points\":%s,\"reason\":\"goodwill\",\"author\":\"ann\"}"
                .formatted(points, points.replace("\"", ""));
        var answer = stack.http("POST", "/customers/c/adjustments", JSON, adjustment);
        assertEquals(201, answer.status(), answer.text());
      }
      var cancelled = stack.http("POST", "/redemptions/d/cancel", JSON, "{\"customerId\":\"a\"}");
      assertEquals(201, cancelled.status(), cancelled.text());
    }
    columns = columns();
    for (var column : List.of("given", "taken", "redeemed", "returned")) {
      assertTrue(columns.contains(column), columns::toString);
    }
  }

  private List<String> columns() {
    var ran = Ran.run("points", "--data", data);
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("need not add up"), ran.out());
    var header = ran.out().lines().filter(line -> line.startsWith("brand ")).findFirst();
    return List.of(header.orElseThrow().split(" +", -1));
  }

  @ParameterizedTest
  @CsvSource({"JPY, 11, worth 11 JPY", "KWD, 10.500, worth 10.500 KWD"})
  void worthHasTheDecimalsOfTheShopsCurrency(String currency, String value, String told)
      throws IOException {
    var shop = folder.resolve("shop");
    var home = Ran.cloned(shop, "programme/shop.yaml", "currency: GBP", "currency: " + currency);
    var order =
        "customerId,purchaseId,at,sku,quantity,unitPrice\na,p,2026-01-05T10:00:00Z,m,1,1050\n";
    var orders = Files.writeString(folder.resolve("order.csv"), order);
    var kept = folder.resolve("kept");
    var imported = Ran.at(home, "import", "--orders", orders, "--format", "csv", "--data", kept);
    assertEquals(0, imported.code(), imported.err());
    var json = Ran.at(home, "points", "--data", kept, "--json").json();
    assertEquals(value, json.path("liabilityValue").asText());
    assertEquals(value, json.path("byBrand").path("").path("liabilityValue").asText());
    var text = Ran.at(home, "points", "--data", kept).out();
    assertEquals(2, text.lines().filter(line -> line.endsWith(told)).count(), text);
  }

  @Test
  void anErasedCustomerIsOwedNothing() throws IOException {
    try (var stack = Ran.open(data)) {
      assertEquals(204, stack.http("DELETE", "/customers/a", JSON, "").status());
    }
    var whole = points();
    assertEquals(30, whole.path("liability").asLong(), "c's alone");
    assertEquals(70 + 140, whole.path("expired").asLong());
    assertEquals(140, points("--customer", "a").path("expired").asLong());
  }

  @Test
  void whoHasNoLineIsNamed() {
    var ran = Ran.run("points", "--data", data, "--customer", "nobody");
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("--customer nobody has no line in the ledger"), ran.err());
  }
}
