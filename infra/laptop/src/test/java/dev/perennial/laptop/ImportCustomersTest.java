package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.orders.AddressId;
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

/** A shop moves in with its customers, their consents and their points. */
class ImportCustomersTest {
  private static final String ORDER =
      "customerId,purchaseId,at,sku,quantity,unitPrice\nada,p1,2026-01-05T10:00:00Z,MUG,1,50\n";

  @TempDir Path folder;

  private Path data() throws IOException {
    var data = folder.resolve("data");
    if (!Files.exists(data)) {
      var orders = Files.writeString(folder.resolve("orders.csv"), ORDER);
      var ran = Ran.run("import", "--orders", orders, "--format", "csv", "--data", data, "--json");
      assertEquals(0, ran.code(), ran.err());
    }
    return data;
  }

  private Ran take(String text, Object... more) throws IOException {
    var file = Files.writeString(folder.resolve("customers.csv"), text);
    var arguments =
        new ArrayList<Object>(List.of("import-customers", file, "--data", data(), "--json"));
    arguments.addAll(List.of(more));
    return Ran.run(arguments.toArray());
  }

  private JsonNode get(String path) throws IOException {
    try (var stack = Ran.open(data())) {
      var answer = stack.http("GET", path, Map.of(), "");
      assertEquals(200, answer.status(), answer.text());
      return new JsonMapper().readTree(answer.text());
    }
  }

  private void call(String method, String path, String body, int status) throws IOException {
    try (var stack = Ran.open(data())) {
      var json = Map.of("content-type", "application/json");
      var answer = stack.http(method, path, json, body);
      assertEquals(status, answer.status(), answer.text());
    }
  }

  @Test
  void whoWasErasedStaysSoUntilPutBringsThemBack() throws IOException {
    var text = "customerId,name,points\nada,Ada,120\n";
    call("DELETE", "/customers/ada", "", 204);
    for (var more : List.of(List.of("--dry-run"), List.of())) {
      var ran = take(text, more.toArray());
      assertEquals(1, ran.code());
      assertEquals("line 2: is of an erased customer", ran.err().strip());
      assertEquals(0, ran.json().path("points").asInt(), ran.out());
    }
    call("GET", "/customers/ada", "", 410);
    // a folder's clock goes on from where it stopped
    assertEquals(0, Ran.run("clock", "--data", data(), "--to", "2026-02-01T10:00").code());
    call("PUT", "/customers/ada", "{\"name\":\"Ada\"}", 201);
    assertEquals(0, take(text).code());
    assertEquals(120, get("/customers/ada/loyalty").findPath("balance").asInt());
  }

  @Test
  void theOpeningBalanceOfAFormerIdGoesToThePerson() throws IOException {
    assertEquals(0, take("customerId,points\nada,\nguest,\ntill,7\n").code());
    for (var id : List.of("guest", "till")) {
      call("POST", "/customers/ada/merge", "{\"from\":\"" + id + "\"}", 201);
    }
    var text = "customerId,points\nada,120\nguest,30\ntill,7\n";
    var dry = take(text, "--dry-run");
    assertEquals(150, dry.json().path("points").asInt(), dry.err());
    var ran = take(text);
    assertEquals(150, ran.json().path("points").asInt(), ran.err());
    assertEquals(157, get("/customers/ada/loyalty").findPath("balance").asInt());
    for (var more : List.of(List.of("--dry-run"), List.of())) {
      var again = take(text, more.toArray());
      assertEquals(0, again.code(), again.err());
      assertEquals(0, again.json().path("points").asInt(), again.out());
    }
    var other = take("customerId,points\nada,120\nguest,31\ntill,8\n");
    assertEquals(1, other.code());
    assertEquals(
        """
        line 3: points were given before, and others than 31
        line 4: points were given before, and others than 8
        """,
        other.err());
    assertEquals(0, Ran.run("check", "--data", data()).code());
  }

  @Test
  void profilesConsentsWithTheirProofAndPointsAreTakenOnce() throws IOException {
    var text =
        """
        customerId,email,givenName,birthday,country,region,postcode,consent,consentAt,points,attributes.shoe,memo
        ada,Ada@Example.com,Ada,1984-02-29,GB,Kent,ct1 2ab,yes,2025-06-01 10:00:00,120,38,x
        bob,bob@example.com,Bob,--03-01,FR,,,no,2025-07-01 09:00 UTC,,,
        """;
    var first = take(text, "--consent-source", "old shop", "--zone", "Europe/London");
    assertEquals(0, first.code(), first.err());
    assertEquals(
        "{\"created\":1,\"changed\":1,\"unchanged\":0,\"addressesClosed\":0,\"points\":120,"
            + "\"leftOut\":0}",
        first.out().strip());
    assertEquals("columns that are not read: memo", first.err().strip());
    var ada = get("/customers/ada");
    assertEquals("Ada", ada.path("givenName").asText());
    assertEquals("Kent", ada.path("region").asText());
    assertEquals("CT1 2AB", ada.path("postcode").asText());
    assertEquals("38", ada.at("/attributes/shoe").asText());
    assertEquals(
        "{\"granted\":true,\"at\":\"2025-06-01T09:00:00Z\",\"source\":\"old shop\"}",
        ada.at("/consents/email").toString());
    assertEquals(120, get("/customers/ada/loyalty").findPath("balance").asInt());
    assertEquals("--03-01", get("/customers/bob").path("birthday").asText());
    var again = take(text, "--consent-source", "old shop", "--zone", "Europe/London");
    assertEquals(2, again.json().path("unchanged").asInt(), again.out());
    assertEquals(0, again.json().path("points").asInt(), again.out());
    assertEquals(0, Ran.run("check", "--data", data()).code());
  }

  @Test
  void whoShareAnAddressAreTellableAndTheAddressIsNotTold() throws IOException {
    var text =
        "customerId,email\nada,Ada@Example.com\nguest,ada@example.com\nbob,bob@example.com\n";
    assertEquals(0, take(text).code());
    var told = Ran.run("duplicates", "--data", data(), "--json");
    assertEquals(0, told.code(), told.err());
    var groups = told.json().path("groups");
    assertEquals(1, groups.size(), told.out());
    assertEquals("ada", groups.at("/0/0/customerId").asText());
    assertEquals("guest", groups.at("/0/1/customerId").asText());
    var listed = Ran.run("duplicates", "--data", data());
    assertTrue(listed.out().contains("1 addresses"), listed.out());
    assertTrue(!listed.out().contains("example"), listed.out());
  }

  @Test
  void ofWhoUnsubscribedAndIsNotKnownNothingIsKeptButThat() throws IOException {
    var text = "email,consent\n gone@example.com ,unsubscribed\nnew@example.com,subscribed\n";
    var ran = take(text, "--consent-source", "list", "--consent-at", "2025-01-01T00:00:00Z");
    assertEquals(0, ran.code(), ran.err());
    assertEquals(1, ran.json().path("addressesClosed").asInt(), ran.out());
    assertEquals(1, ran.json().path("created").asInt(), ran.out());
    var exported = Ran.run("export", "--data", data()).out();
    assertTrue(!exported.contains("gone@example.com"), exported);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ada,x@example.com,maybe,2025-01-01,1 | consent is \"maybe\"; it must be true, yes, 1 or",
        "ada,x@example.com,yes,,1 | consent is \"yes\"; it must be said with its proof",
        "ada,x@example.com,yes,soon,1 | consentAt is \"soon\"; it must be a time such as",
        "ada,x@example.com,yes,2099-01-01,1 | consents/email/at lies in the future",
        "ada,no address,yes,2025-01-01,1 | email must be an address that can be mailed",
        "ada,x@example.com,yes,2025-01-01,-5 | points is \"-5\"; it must be a whole number from 0",
        ",,yes,2025-01-01,1 | customerId is \"\"; it must be the customer's id, unless",
      })
  void whatIsWrongIsToldWithItsLineAndTheRestIsTaken(String row, String what) throws IOException {
    var text = "customerId,email,consent,consentAt,points\n" + row + "\nzoe,zoe@example.com,,,7\n";
    var ran = take(text, "--consent-source", "list");
    assertEquals(1, ran.code());
    assertTrue(ran.err().startsWith("line 2: " + what), ran.err());
    assertEquals(1, ran.json().path("created").asInt(), ran.out());
    assertEquals(7, ran.json().path("points").asInt(), ran.out());
    assertEquals(0, take(text, "--consent-source", "list", "--skip-broken").code());
  }

  @ParameterizedTest
  @CsvSource({
    "gone@example.com,no,2099-01-01,, consents/email/at lies in the future",
    "x@example.com,yes,2025-01-01,--13-40, birthday must be",
  })
  void whatIsWrongOfAnAddressAloneIsToldAsWell(
      String email, String consent, String at, String birthday, String what) throws IOException {
    var row = String.join(",", email, consent, at, birthday == null ? "" : birthday);
    var ran = take("email,consent,consentAt,birthday\n" + row + "\n", "--consent-source", "list");
    assertEquals(1, ran.code());
    assertTrue(ran.err().startsWith("line 2: " + what), ran.err());
    assertEquals(0, ran.json().path("addressesClosed").asInt(), ran.out());
  }

  @Test
  void whoUnsubscribesIsClosedWhateverElseIsWrongAndWhoIsKnownWithdraws() throws IOException {
    var header = "email,consent,consentAt,country,birthday\n";
    var more = new Object[] {"--consent-source", "list"};
    assertEquals(0, take(header + "a@example.com,yes,2025-01-01,GB,\n", more).code());
    var next =
        header + "A@example.com\u00a0,no,2025-08-01,,\nb@example.com,no,2025-08-01,England,1.1\n";
    var ran = take(next, more);
    assertEquals(0, ran.code(), ran.err());
    assertEquals(1, ran.json().path("changed").asInt(), ran.out());
    assertEquals(1, ran.json().path("addressesClosed").asInt(), ran.out());
    var id = AddressId.of("a@example.com");
    var consent = get("/customers/" + id).at("/consents/email");
    assertEquals(false, consent.path("granted").asBoolean(true));
    // the day is over before anything of the next can be said
    assertEquals("2025-08-01T22:59:59.999Z", consent.path("at").asText());
  }

  @Test
  void aCustomerStandsInAFileOnceAndALaterWordStays() throws IOException {
    var twice = take("customerId,name\nada,Ada\nada,Ada L.\n");
    assertEquals(1, twice.code());
    assertEquals("line 3: is of the same customer as line 2", twice.err().strip());
    var old = take("customerId,name\nada,Augusta\n", "--at", "2025-01-01T00:00:00Z");
    assertEquals(0, old.code(), old.err());
    assertEquals("Ada", get("/customers/ada").path("name").asText());
  }

  @Test
  void aDryRunTellsWhatARunWould() throws IOException {
    var text = "customerId,consent,consentAt,points\nada,yes,2099-01-01,\nbob,yes,2025-01-01,50\n";
    var dry = take(text, "--consent-source", "list", "--dry-run");
    var real = take(text, "--consent-source", "list");
    assertEquals(1, dry.code());
    assertEquals(dry.err(), real.err());
    assertEquals(dry.out().replace(",\"dryRun\":true", ""), real.out());
    assertTrue(dry.out().contains("\"dryRun\":true"), dry.out());
  }

  @Test
  void whatIsNoFileIsToldInWords() throws IOException {
    for (var wrong : List.of(folder, folder.resolve("none.csv"))) {
      var ran = Ran.run("import-customers", wrong, "--data", data());
      assertEquals(1, ran.code());
      assertEquals(wrong + " is not a file", ran.err().strip());
    }
  }

  @Test
  void otherPointsThanBeforeAreRefusedAndADryRunWritesNothing() throws IOException {
    var dry = take("customerId,points\nada,120\n", "--dry-run");
    assertEquals(0, dry.code(), dry.err());
    assertEquals(120, dry.json().path("points").asInt(), dry.out());
    assertEquals(0, take("customerId,points\nada,120\n").code());
    var other = take("customerId,points\nada,130\n");
    assertEquals(1, other.code());
    assertEquals("line 2: points were given before, and others than 130", other.err().strip());
  }
}
