package dev.perennial.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, times and columns as spreadsheets and other shops write them. */
class NotationTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "    | 12.50     | 12.50",
        "    | 1,250.00  | 1,250.00",
        ".   | 12.50     | 12.50",
        ".   | 1,250.00  | 1250.00",
        ".   | 1 250.00  | 1250.00",
        ".   | 12,50     | ''",
        ".   | 1,25.00   | ''",
        "','  | 12,50     | 12.50",
        "','  | 1.250,00  | 1250.00",
        "','  | 1.250     | 1250",
        "','  | 1'250,00  | 1250.00",
        "','  | -12,50    | -12.50",
        "','  | 12.50     | ''",
        "','  | 1.25,00   | ''",
        "','  | 12,50 EUR | ''",
      })
  void numbersAreReadByTheDecimalSign(String decimal, String text, String number) {
    var sign = decimal == null ? null : decimal.replace("'", "");
    assertEquals(
        number.replace("''", ""), Notation.of(Map.of(), null, sign, null, null).number(text));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, 2026-01-31, 2026-01-30T23:00:00Z",
        "-, 20260131, 2026-01-30T23:00:00Z",
        "-, 31.01.2026, 2026-01-30T23:00:00Z",
        "-, 31.1.2026 8:05, 2026-01-31T07:05:00Z",
        "-, 2026-01-31 08:05:06, 2026-01-31T07:05:06Z",
        "-, 2026-01-31T08:05:06.25, 2026-01-31T07:05:06.250Z",
        "-, 2026-01-31T08:05:06Z, 2026-01-31T08:05:06Z",
        "-, 2026-01-31 08:05:06 UTC, 2026-01-31T08:05:06Z",
        "-, 2026-01-31 08:05:06 -0500, 2026-01-31T13:05:06Z",
        "-, 2026-07-31 08:05, 2026-07-31T06:05:00Z",
        "-, 0026-01-31T08:05:06Z, 0026-01-31T08:05:06Z",
        "-, 31/01/2026, -",
        "-, 01/02/2026, -",
        "-, 30.02.2026, -",
        "-, 2026-02-29, -",
        "-, 2026-01-31 25:00, -",
        "-, 45658.5, -",
        "-, '', -",
        "dd/mm/yyyy, 31/01/2026, 2026-01-30T23:00:00Z",
        "dd/mm/yyyy, 31.01.26 23:59, 2026-01-31T22:59:00Z",
        "dd/mm/yyyy, 2026-01-31, 2026-01-30T23:00:00Z",
        "dd/mm/yyyy, 01/31/2026, -",
        "MM/dd/yyyy HH:mm, 1/31/2026 8:05 PM, 2026-01-31T19:05:00Z",
        "m/d/y, 1/31/26 12:05 am, 2026-01-30T23:05:00Z",
        "m/d/y, 1/31/26 13:05 pm, -",
        "yyyy/mm/dd, 2026/01/31, 2026-01-30T23:00:00Z",
      })
  void timesAreReadWhereTheyCanBeReadInOneWayOnly(String dates, String text, String at) {
    var read = new Times(dates).read(text);
    if (at == null) {
      assertNull(read);
    } else {
      assertNotNull(read);
      assertEquals(at, read.in(BERLIN).toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-01T23:30:00Z, 2025-03-02",
    "2025-03-02T00:30:00+01:00, 2025-03-02",
    "2025-03-02 00:30:00, 2025-03-02",
    "2025-03-02, 2025-03-02",
    "2025-03-01T22:30:00Z, 2025-03-01",
  })
  void oneInstantIsOneDay(String text, String day) throws IOException {
    var file = Files.writeString(folder.resolve("o.csv"), "who,when\nann," + text + "\n");
    var days = new ArrayList<String>();
    PurchaseFile.read(
        file,
        new PurchaseLayout.Columns("who", "when", ""),
        Notation.PLAIN,
        BERLIN,
        (_, at, _) -> days.add(LocalDate.ofEpochDay(at).toString()));
    assertEquals(List.of(day), days);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "x | - | - | - | --separator is \"x\"; it must be a comma, a semicolon",
        "- | * | - | - | --decimal is \"*\"; it must be a point or a comma",
        "- | - | Berlin | - | --zone is \"Berlin\"; it must be a time zone such as Europe/Berlin",
        "- | - | - | dd.yyyy | --date-format is \"dd.yyyy\"; it must be day, month and year",
      })
  void whatIsNoNotationIsNamed(
      String separator, String decimal, String zone, String dates, String message) {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Notation.of(Map.of(), separator, decimal, zone, dates));
    assertTrue(String.valueOf(error.getMessage()).startsWith(message), error::getMessage);
  }

  private static final Map<String, String> GERMAN =
      Map.of(
          "customerId", "Kunde",
          "purchaseId", "Beleg",
          "at", "Datum",
          "sku", "Artikel",
          "quantity", "Menge",
          "unitPrice", "Preis");

  @Test
  void aGermanExcelsFileIsRead() throws IOException {
    var notation = Notation.of(GERMAN, ";", ",", "Europe/Berlin", null);
    var orders =
        read(
            """
            \uFEFFKunde;Beleg;Datum;Artikel;Menge;Preis;Notiz
            c1;1;02.01.2026 10:15;A;1.000;1.012,50;"x;y"
            c1;2;31.12.2025;B;2;3,00;
            c1;3;31.12.2025;B;2;3.00;
            """,
            notation);
    assertEquals(List.of("2", "1"), orders.purchases().stream().map(Order::purchaseId).toList());
    assertEquals(101_250_000, orders.purchases().getLast().paidMinor());
    assertEquals("2026-01-02T09:15:00Z", orders.purchases().getLast().at().toString());
    assertEquals(
        "line 4: Preis is \"3.00\"; it must be a number with a decimal comma, such as 2,55",
        orders.problems().getFirst().toString());
    assertEquals(
        List.of(
            "times without an offset are taken as those of Europe/Berlin",
            "columns that are not read: Notiz"),
        orders.notes());
  }

  @ParameterizedTest
  @CsvSource({"';',;", "tab,'\t'", "|,|"})
  void fieldsAreSeparatedAsTold(String said, String separator) throws IOException {
    var text =
        "customerId,purchaseId,at,sku,quantity,unitPrice\nann,1,2026-01-02T10:00:00Z,A,1,2.50\n";
    var orders = read(text.replace(",", separator), Notation.of(Map.of(), said, null, null, null));
    assertEquals(250, orders.purchases().getFirst().paidMinor());
  }

  @Test
  void columnsThatAreNotThereAreRefused() {
    var text = "customerId,purchaseId,at,sku,quantity,unitPrice\n";
    assertEquals(
        "has no column \"Wer\"",
        refusal(text, Notation.of(Map.of("customerId", "Wer"), null, null, null, null), 19));
    var unknown = refusal(text, Notation.of(Map.of("who", "Wer"), null, null, null, null), 300);
    assertTrue(
        unknown.endsWith(
            "--columns names \"who\"; this format has: customerId, purchaseId, at, sku, quantity,"
                + " unitPrice, category, lineDiscount, lineTotal, discount, shipping, tax,"
                + " currency, status, refunded, refundedQuantity, refundedAt"),
        unknown);
    var separated = refusal(text.replace(',', ';'), Notation.PLAIN, 300);
    assertTrue(
        separated.endsWith(
            ". Its columns are separated by \";\"; they must be by commas, or say --separator"
                + " \";\""),
        separated);
  }

  private String refusal(String text, Notation notation, int characters) {
    var message =
        String.valueOf(
            assertThrows(OrderFileException.class, () -> read(text, notation)).getMessage());
    var from = Math.max(0, message.indexOf("has no column"));
    return message.substring(from, Math.min(message.length(), from + characters)).strip();
  }

  private Orders read(String text, Notation notation) throws IOException {
    var file = Files.writeString(folder.resolve("orders.csv"), text);
    return OrderFile.read(file, OrderFormat.CSV, Demonstration.TERMS, notation);
  }
}
