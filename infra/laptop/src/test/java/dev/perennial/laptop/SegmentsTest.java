package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.cli.Perennial;
import dev.perennial.testkit.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segments from the command line: counted, tried, explained, and mistakes with their lines. */
class SegmentsTest {
  private static final int CUSTOMERS = 30;

  @TempDir static Path folder = Path.of("");
  private static Path data = Path.of("");

  /** Customer c7 has bought once for 70.00, c20 for 200.00. */
  @BeforeAll
  static void live() throws IOException {
    data = folder.resolve("data");
    var text = new StringBuilder("customerId,purchaseId,at,sku,quantity,unitPrice\n");
    for (int i = 0; i < CUSTOMERS; i++) {
      text.append("c%d,p%d,2026-01-05T10:00:00Z,mug,1,%d.00%n".formatted(i, i, 10 * i));
    }
    var orders = Files.writeString(folder.resolve("orders.csv"), text);
    var ran = Ran.run("import", "--orders", orders, "--format", "csv", "--data", data);
    assertEquals(0, ran.code(), ran.err());
  }

  private static Path file(String pattern) throws IOException {
    return Files.writeString(
        folder.resolve("try.json"), "{\n  \"pattern\": " + pattern.replace('\'', '"') + "\n}\n");
  }

  private static Ran segments(String what, Object... arguments) {
    var all = new Object[arguments.length + 4];
    all[0] = "segments";
    all[1] = what;
    all[2] = "--data";
    all[3] = data;
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return Ran.run(all);
  }

  private static JsonNode json(Ran ran) throws IOException {
    assertEquals(0, ran.code(), ran.err());
    return ran.json();
  }

  @Test
  void aFileIsTriedBeforeItIsApplied() throws IOException {
    var file = file("{'orders': {'spend': [{'numeric': ['>=', 200]}]}}");
    var preview = json(segments("preview", file, "--json"));
    assertEquals(10, preview.path("customers").asInt());
    assertEquals(CUSTOMERS, preview.path("of").asInt());
    assertEquals(10, preview.path("sample").size());
    assertEquals("c20", preview.path("sample").path(0).asText());
  }

  @Test
  void segmentsInForceAreCounted() throws IOException {
    var counts = json(segments("list", "--json")).path("segments");
    assertTrue(counts.has("champions"), counts.toString());
    assertEquals(0, counts.path("reachable").asInt(-1), "nobody consented");
  }

  @Test
  void whoIsInOrOutIsToldTheClauseThatFails() throws IOException {
    var file =
        file(
            "{'orders': {'count': [1], 'spend': [{'numeric': ['>=', 200]}]},"
                + " '$or': [{'tier': ['gold']}, {'points': {'debt': [0]}}]}");
    var out = json(segments("explain", "c7", file, "--json"));
    assertEquals(false, out.path("met").asBoolean(true));
    var orders = out.path("all").path(0).path("all");
    assertTrue(orders.path(0).path("met").asBoolean());
    assertEquals("orders/spend", orders.path(1).path("field").asText());
    assertEquals(false, orders.path(1).path("met").asBoolean(true));
    assertEquals("70.00", orders.path(1).path("actual").asText());
    var or = out.path("all").path(1);
    assertTrue(or.path("met").asBoolean(), "a half of $or is enough");
    assertEquals(false, or.path("any").path(0).path("met").asBoolean(true));
    var told = segments("explain", "c20", file).out();
    assertTrue(told.startsWith("c20 is in "), told);
    assertTrue(
        told.contains("yes orders/spend: wanted [{\"numeric\":[\">=\",200]}], is 200.00"), told);
  }

  /** As a process of its own: what is printed must have left it when it ends. */
  @Test
  void theExplanationIsPrintedToTheEnd() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dperennial.home=" + Project.TOP,
                "-cp",
                System.getProperty("java.class.path"),
                Perennial.class.getName(),
                "segments",
                "explain",
                "c7",
                "big-spenders",
                "--data",
                data.toString())
            .redirectErrorStream(true)
            .start();
    var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), told);
    assertTrue(told.contains("no  last365/spend: wanted"), told);
  }

  @Test
  void explainingAgreesWithMatching() throws IOException {
    var file = file("{'orders': {'spend': [{'numeric': ['>', 45, '<=', 120.5]}]}}");
    assertEquals(8, json(segments("preview", file, "--json")).path("customers").asInt());
    for (int i : new int[] {4, 5, 12, 13}) {
      var met = json(segments("explain", "c" + i, file, "--json")).path("met").asBoolean();
      assertEquals(i > 4 && i <= 12, met, "c" + i + " spent " + 10 * i);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'orders': {'spent': [1]}}                         | try.json:2:26: segments/file/pattern/orders/spent is no field of a customer; count, spend, daysSinceLast, daysSinceFirst, lastSpend are
          {'colour': ['red']}                                | is no field of a customer; customer, attributes,
          {'orders': {'count': ['5']}}                       | is a whole number; "5" is not
          {'tier': [{'numeric': ['>', 5]}]}                  | is text, of which numeric says nothing
          {'rfm': {'recency': [6]}}                          | can match nobody: it is a whole number of at least 1 and at most 5
          {'points': {'debt': [{'numeric': ['<', 0]}]}}      | can match nobody: it is a whole number of at least 0
          {'customer': {'country': ['UK']}}                  | can match nobody: it is one of AD, AE,
          {'customer': {'postcode': ['sw1a 1aa']}}           | can match nobody: it is text: capital letters A-Z, digits, and single
          {'customer': {'postcode': [{'prefix': '10 '}, 'É']}} | "É" is never there: it is text: capital letters
          {'tier': ['platinum']}                             | can match nobody: it is one of member, silver, gold
          {'nextTier': {'id': ['platinum']}}                 | can match nobody: it is one of member, silver, gold
          {'consents': {'sms': [true]}}                      | is no field of a customer
          {'orders': {'spend': [{'numeric': ['>', 0.000001]}]}} | 0.000001 is finer than numbers are compared, to 5 decimals and 15 digits; 0.00000 is
          {'clicks': {'mails': [1e400]}}                     | 1e400 is no number that can be counted with
          {'clicks': [1]}                                    | has fields of its own: mails, last30, last90, daysSinceLast
          {'customer': {'zone': ['Europe/Lodnon']}}          | can match nobody: it is one of
          {'attributes': {'shoe': ['']}}                     | can match nobody
          {'categories': {' bad id': [1]}}                   | is no field of a customer
          {'choices': {'order:why': [{'anything-but': ['price', 'nope']}]}} | "nope" is none that there is: it is one of price,
          {'scores': {'order:score': [11]}}                  | can match nobody: it is a whole number of at least 0 and at most 10
          {'scores': {'order:why': [1]}}                     | is no field of a customer; order:score are
          {'choices': {'order:why': ['colour']}}             | can match nobody: it is one of price, range, delivery, service
          {'choices': {'order:more': ['x']}}                 | is no field of a customer; order:why are
          {'answered': {'oder': [{'exists': true}]}}         | is no field of a customer; order are
          {'answered': {'order': ['yes']}}                   | is a whole number; "yes" is not
          {'value': {'churn': ['at_risk']}}                  | can match nobody: it is one of safe, cooling, at-risk, gone
          {'orders': {'count': [1.5]}}                       | can match nobody
          {'orders': {'count': [{'exists': false}]}}         | can match nobody
          {'customer': {'known': [true, false]}}             | matches every customer
          {'points': {'balance': [{'numeric': ['>=', 0]}]}}  | matches every customer
          {'tier': [{'exists': true}]}                       | matches every customer
          {'orders': {'count': 5}}                           | is not an EventBridge pattern
          {'orders': {'count': [{'numeric': ['>', 'x']}]}}   | is not an EventBridge pattern
          """)
  void aPatternThatCannotBeMeantIsToldWithItsLine(String pattern, String told) throws IOException {
    var ran = segments("preview", file(pattern));
    assertEquals(1, ran.code(), ran.out());
    assertTrue(ran.err().contains(told), ran.err());
    assertTrue(ran.err().startsWith("try.json:"), ran.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'rfm': {'recency': [1, 2, 3, 4, 5]}}
          {'customer': {'country': [{'anything-but': ['GB']}]}}
          {'consents': {'email': [true]}}
          {'customer': {'region': ['Bayern', {'prefix': 'Nieder'}]}}
          {'customer': {'postcode': ['10115', {'prefix': '10'}]}}
          {'customer': {'postcode': [{'wildcard': 'SW*A'}]}}
          {'customer': {'postcode': [{'equals-ignore-case': 'sw1a'}, {'anything-but': {'prefix': 'SW'}}]}}
          {'attributes': {'shoe': [{'prefix': '4'}]}}
          {'orders': {'daysSinceLast': [{'exists': false}]}}
          {'$or': [{'tier': ['gold']}, {'orders': {'count': [0]}}]}
          """)
  void whatMayHoldSomeIsRight(String pattern) throws IOException {
    assertEquals(0, segments("preview", file(pattern)).code());
  }

  @Test
  void whatIsNotThereIsNamed() throws IOException {
    assertEquals(
        "there is no customer nobody", segments("explain", "nobody", "champions").err().strip());
    assertTrue(segments("explain", "c1", "heroes").err().contains("heroes is neither a file nor"));
    assertTrue(segments("preview", folder.resolve("none.json")).err().contains("is not a file"));
    assertEquals(2, Ran.run("segments").code());
  }
}
