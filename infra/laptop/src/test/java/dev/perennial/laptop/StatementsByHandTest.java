package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.ledger.CustomerStore.Part;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.loyalty.Statement;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.testkit.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The three statements of Online Retail that docs/loyalty.md works by hand. */
class StatementsByHandTest {
  private static final String ORDERS = "data/online-retail/online_retail.csv.gz";

  @TempDir Path folder;

  /** Imports the lines of the year that a test asks for, as {@code ./perennial import} does. */
  private Path imported(Predicate<String> which) throws IOException {
    var chosen = folder.resolve("chosen.csv");
    try (var packed = Files.newInputStream(Project.TOP.resolve(ORDERS));
        var lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8));
        var out = Files.newBufferedWriter(chosen)) {
      out.write(lines.readLine() + "\n");
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (which.test(line)) {
          out.write(line + "\n");
        }
      }
    }
    var data = folder.resolve("data");
    var ran =
        Ran.run(
            "import", "--orders", chosen, "--format", "online-retail", "--data", data, "--json");
    assertEquals(0, ran.code(), ran.err());
    return data;
  }

  private static JsonNode points(Path data, Object... more) throws IOException {
    var all = new Object[4 + more.length];
    System.arraycopy(new Object[] {"points", "--data", data, "--json"}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    var ran = Ran.run(all);
    assertEquals(0, ran.code(), ran.err());
    return ran.json();
  }

  private static String statement(Path data, String customer) throws IOException {
    var told = new StringBuilder();
    for (var entry : points(data, "--customer", customer).path("entries")) {
      told.append(entry.path("line").asText().replace("ledger#purchase#", "")).append(' ');
      told.append(entry.path("points").asLong()).append(' ').append(entry.path("balance").asLong());
      told.append('\n');
    }
    return told.toString();
  }

  @Test
  void theYearsOwnLinesMakeThem() throws IOException {
    var three = List.of("16716", "16462", "13791");
    var data = imported(line -> three.stream().anyMatch(id -> line.contains("\"" + id + "\"")));
    assertEquals(
        """
        542909 734 734
        542909#refund#C543551-542909 -581 153
        546923 166 319
        """,
        statement(data, "16716"));
    assertEquals(
        """
        545223 34 34
        555751 34 68
        568396 68 136
        568396#refund#C569946-568396 -34 102
        """,
        statement(data, "16462"));
    assertEquals(
        """
        558074 937 937
        562332 579 1516
        558074#refund#C573092-558074 -185 1331
        562332#refund#C573092-562332 -284 1047
        """,
        statement(data, "13791"));
    assertEquals(319 + 102 + 1047, points(data).path("liability").asLong());
    try (var stack = Ran.open(data)) {
      var lines = Stores.in(stack.cloud("CustomersFunction")).history().startingWith("16716", "");
      var kept = lines.stream().filter(HistoryLine::advancesAccount).toList();
      var zone = ZoneId.of("Europe/London");
      assertEquals(319, Statement.of("16716", kept, zone, day("2012-02-29")).sums().active());
      var march = Statement.of("16716", kept, zone, day("2012-03-01")).sums();
      assertEquals(List.of(153L, 166L), List.of(march.expired(), march.active()));
      assertEquals(319, Statement.of("16716", kept, zone, day("2012-04-01")).sums().expired());
    }
  }

  private static LocalDate day(String date) {
    return LocalDate.parse(date);
  }

  /** Of its first month. */
  @Test
  void theProgrammesLiabilityIsTheSumOfTheYearsStatements() throws IOException {
    var data = imported(line -> line.contains("\"2010-12-"));
    var whole = points(data);
    long liability = 0;
    long customers = 0;
    try (var stack = Ran.open(data)) {
      var stores = Stores.in(stack.cloud("CustomersFunction"));
      var zone = ZoneId.of("Europe/London");
      var today = stack.clock().instant().atZone(zone).toLocalDate();
      String cursor = null;
      do {
        var page = stores.customers().scan(new Part(0, 1), cursor);
        for (var customer : page.customers()) {
          var id = customer.customerId();
          var lines =
              stores.history().startingWith(id, "").stream()
                  .filter(HistoryLine::advancesAccount)
                  .toList();
          liability += Statement.of(id, lines, zone, today).sums().liability();
          customers++;
        }
        cursor = page.cursor();
      } while (cursor != null);
    }
    assertTrue(customers > 800, "customers of that month: " + customers);
    assertEquals(customers, whole.path("customers").asLong());
    assertEquals(liability, whole.path("liability").asLong());
  }

  @Test
  void aStatementThatItsAccountDoesNotHoldIsTold() throws IOException {
    var data = imported(line -> line.contains("\"16462\""));
    try (var stack = Ran.open(data)) {
      var table = stack.template().tables().get("HistoryTable");
      assertTrue(table != null);
      stack
          .dynamo()
          .deleteItem(
              delete ->
                  delete
                      .tableName(table.name())
                      .key(
                          Map.of(
                              "customerId", AttributeValue.fromS("16462"),
                              "id", AttributeValue.fromS("ledger#purchase#545223"))));
    }
    var ran = Ran.run("points", "--data", data);
    assertEquals(1, ran.code());
    assertTrue(
        ran.err().contains("statements come to 68 points, and the accounts hold 102"), ran.err());
  }
}
