package dev.perennial.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.orders.Demonstration;
import dev.perennial.orders.OrderFile;
import dev.perennial.orders.OrderFormat;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MadeUpPeopleTest {
  private static final Instant CONSENTED = Instant.parse("2010-12-01T00:00:00Z");

  private static List<String> ids = List.of();

  private final MadeUpPeople people = new MadeUpPeople();

  @BeforeAll
  static void customersOfOnlineRetail() throws IOException {
    var year = OrderFile.read(Demonstration.FILE, OrderFormat.ONLINE_RETAIL, Demonstration.TERMS);
    ids = List.copyOf(year.countries().keySet());
    assertEquals(4_372, ids.size());
  }

  @Test
  void sameIdIsTheSamePersonInEveryRun() {
    assertEquals(
        """
        {"email":"femke.macgabhann.12346@example.com","name":"Femke Mac Gabhann","language":"en",\
        "zone":"Europe/London","country":"GB","attributes":{"madeUp":"true"},"consents":{}}\
        """,
        people.profile("12346", "United Kingdom", CONSENTED));
    assertEquals(
        people.profile("17850", "France", CONSENTED),
        new MadeUpPeople().profile("17850", "France", CONSENTED));
    assertNotEquals(
        people.profile("17850", "France", CONSENTED), people.profile("17851", "France", CONSENTED));
  }

  @Test
  void everyProfileIsWhatTheApiTakes() throws IOException {
    var addresses = new HashSet<String>();
    for (var id : ids) {
      var profile = profile(id, "Canada");
      assertTrue(
          profile.get("email").asText().matches("[a-z.]+[.]" + id + "@example[.](com|org|net)"));
      assertTrue(addresses.add(profile.get("email").asText()));
      assertFalse(profile.get("name").asText().isBlank());
      ZoneId.of(profile.get("zone").asText());
      assertEquals("CA", profile.get("country").asText());
      assertEquals("true", profile.get("attributes").get("madeUp").asText());
      if (profile.has("birthday")) {
        assertTrue(LocalDate.parse(profile.get("birthday").asText()).getYear() >= 1930);
      }
    }
  }

  @Test
  void statedShareConsentsAndSaysWhenAndHow() throws IOException {
    var consenting = 0;
    for (var id : ids) {
      var consent = profile(id, "France").get("consents").path("email");
      if (!consent.isMissingNode()) {
        consenting++;
        assertTrue(consent.get("granted").asBoolean());
        assertEquals("2010-12-01T00:00:00Z", consent.get("at").asText());
        assertEquals("made-up", consent.get("source").asText());
        assertFalse(consent.get("wording").asText().isBlank());
      }
    }
    assertEquals(MadeUpPeople.CONSENT_PERCENT, 100.0 * consenting / ids.size(), 1);
  }

  @Test
  void birthdaysAreSometimesAbsentAndSometimesLeapDays() throws IOException {
    var absent = 0;
    var leap = 0;
    for (var id : ids) {
      var birthday = profile(id, "France").path("birthday").asText("");
      absent += birthday.isEmpty() ? 1 : 0;
      leap += birthday.endsWith("-02-29") ? 1 : 0;
    }
    assertEquals(20, 100.0 * absent / ids.size(), 2);
    assertTrue(leap > 30, "leap days: " + leap);
  }

  @Test
  void namesAreOfTheWholeWorld() throws IOException {
    var scripts = new HashSet<Character.UnicodeScript>();
    var names = new HashSet<String>();
    for (var id : ids) {
      var name = profile(id, "France").get("name").asText();
      names.add(name);
      name.codePoints().mapToObj(Character.UnicodeScript::of).forEach(scripts::add);
    }
    assertTrue(
        scripts.containsAll(
            Set.of(
                Character.UnicodeScript.ARABIC,
                Character.UnicodeScript.HEBREW,
                Character.UnicodeScript.HAN,
                Character.UnicodeScript.HANGUL)));
    assertTrue(names.stream().anyMatch(name -> name.contains("'")));
    assertTrue(names.stream().anyMatch(name -> name.length() > 40));
  }

  @ParameterizedTest
  @CsvSource({
    "United Kingdom,GB,Europe/London",
    "EIRE,IE,Europe/Dublin",
    "RSA,ZA,Africa/Johannesburg",
    "Channel Islands,JE,Europe/Jersey",
    "Japan,JP,Asia/Tokyo",
    "European Community,,Europe/Brussels",
    "Unspecified,,Europe/London",
    "Atlantis,,Europe/London",
    ",,Europe/London",
  })
  void countryOfTheFileBecomesItsCodeAndZone(String name, String code, String zone)
      throws IOException {
    var profile = profile("17850", name);
    assertEquals(code, profile.has("country") ? profile.get("country").asText() : null);
    assertEquals(zone, profile.get("zone").asText());
  }

  @Test
  void everyCountryOfOnlineRetailIsKnown() {
    var iso = Set.of(Locale.getISOCountries());
    var countries = Country.shipped();
    assertEquals(38, countries.size());
    countries.values().forEach(c -> assertTrue(c.code().isEmpty() || iso.contains(c.code())));
  }

  @ParameterizedTest
  @CsvSource({"a:b", "..", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
  void addressIsValidForEveryId(String id) throws IOException {
    var address = profile(id, "France").get("email").asText();
    assertTrue(address.matches("[a-z]{1,20}[.][a-z]{1,20}[.][0-9a-f]{16}@example[.](com|org|net)"));
  }

  private JsonNode profile(String id, String country) throws IOException {
    return new ObjectMapper().readTree(people.profile(id, country, CONSENTED));
  }
}
