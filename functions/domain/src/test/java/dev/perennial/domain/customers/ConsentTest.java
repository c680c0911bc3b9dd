package dev.perennial.domain.customers;

import static dev.perennial.domain.Example.anna;
import static dev.perennial.domain.Example.noon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.customers.Profiles.Outcome;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Consent;
import dev.perennial.domain.mail.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What customers agreed to and took back, and what a shop that sends old copies can't undo. */
class ConsentTest {
  private static final Rules RULES = Example.rules();
  private static final Instant NOW = noon("2011-03-01");

  private final PlayedCustomer played = new PlayedCustomer(RULES);

  /** Consents as {@code email+2011-01-01 email:home-2011-02-01}: given or taken on a day. */
  private static Profile consenting(String text) {
    var consents = new TreeMap<String, Consent>();
    for (var each : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
      int at = each.length() - 11;
      var on = noon(each.substring(at + 1));
      consents.put(each.substring(0, at), new Consent(each.charAt(at) == '+', on, "form", null));
    }
    var anna = anna();
    return new Profile(
        "anna", anna.email(), anna.name(), null, null, null, null, Map.of(), consents);
  }

  private static String text(Profile profile) {
    var text = new StringBuilder();
    profile
        .consents()
        .forEach(
            (purpose, consent) ->
                text.append(text.isEmpty() ? "" : " ")
                    .append(purpose)
                    .append(consent.granted() ? '+' : '-')
                    .append(consent.at().atZone(Example.LONDON).toLocalDate()));
    return text.toString();
  }

  @ParameterizedTest(name = "\"{0}\" may be written for {1}: {2}")
  @CsvSource({
    "email+2011-01-01,                       email,      true",
    "email-2011-01-01,                       email,      false",
    "'',                                     email,      false",
    // a brand's own word goes before the general one
    "email+2011-01-01,                       email:home, true",
    "email-2011-01-01 email:home+2011-01-01, email:home, true",
    "email+2011-01-01 email:home-2011-01-01, email:home, false",
    "email+2011-01-01 email:home-2011-01-01, email:car,  true",
    "email:home+2011-01-01,                  email,      false",
    "email:home+2011-01-01,                  email:car,  false",
    "sms+2011-01-01,                         email,      false"
  })
  void mailIsPermittedByTheNearestWord(String consents, String purpose, boolean permitted) {
    played.put(consenting(consents), NOW);
    var customer = played.customer();
    var profile = customer.profile();
    assertNotNull(profile);
    assertEquals(permitted, profile.consentsTo(purpose));
    var forbidden = Permission.forbidden(profile, customer.mailLogOrNone(), purpose);
    assertEquals(permitted, forbidden.isEmpty(), forbidden::toString);
  }

  @ParameterizedTest(name = "\"{0}\", then \"{1}\": \"{2}\"")
  @CsvSource({
    // an old copy does not undo a withdrawal; a later consent does
    "email-2011-02-01, email+2011-01-01,      email-2011-02-01",
    "email-2011-02-01, email+2011-02-01,      email-2011-02-01",
    "email-2011-02-01, email+2011-02-02,      email+2011-02-02",
    "email-2011-02-01, '',                    email-2011-02-01",
    "email-2011-02-01, email-2011-01-01,      email-2011-01-01",
    // what was given may be left out, or taken
    "email+2011-02-01, '',                    ''",
    "email+2011-02-01, email-2011-01-01,      email-2011-01-01",
    // a general withdrawal covers a purpose below it that is new
    "email-2011-02-01, email-2011-02-01 email:home+2011-01-01,"
        + " email-2011-02-01 email:home-2011-02-01",
    "email-2011-02-01, email-2011-02-01 email:home+2011-02-02,"
        + " email-2011-02-01 email:home+2011-02-02",
    // that of one brand covers no other
    "email:home-2011-02-01, email:car+2011-01-01, email:car+2011-01-01 email:home-2011-02-01"
  })
  void aWithdrawalStaysUntilALaterConsent(String before, String sent, String after) {
    played.put(consenting(before), noon("2011-02-20"));
    played.put(consenting(sent), NOW);
    var profile = played.customer().profile();
    assertNotNull(profile);
    assertEquals(after, text(profile));
  }

  @ParameterizedTest(name = "a consent {0} seconds ahead: {1}")
  @CsvSource({"-1, ", "0, ", "600, ", "601, /consents/email/at"})
  void aConsentMayBeDatedTenMinutesAhead(long seconds, @Nullable String path) {
    var consent = new Consent(true, NOW.plusSeconds(seconds), "form", null);
    var outcome = Profiles.put(played.customer(), anna().with("email", consent), RULES, NOW);
    if (path == null) {
      assertInstanceOf(Outcome.Changed.class, outcome);
    } else {
      assertEquals(new Outcome.InFuture(path), outcome);
    }
  }

  /** A day later than the shop's own may be today's where the customer is. */
  @ParameterizedTest(name = "born on {0}: {1}")
  @CsvSource({"2011-03-01, ", "2011-03-02, ", "2011-03-03, /birthday"})
  void aBirthdayMayBeADayAhead(LocalDate birthday, @Nullable String path) {
    var born = new Profile("anna", null, null, null, null, null, birthday, Map.of(), Map.of());
    var outcome = Profiles.put(played.customer(), born, RULES, NOW);
    if (path == null) {
      assertInstanceOf(Outcome.Changed.class, outcome);
    } else {
      assertEquals(new Outcome.InFuture(path), outcome);
    }
  }

  @ParameterizedTest(name = "another {0}")
  @CsvSource({"email", "name", "language", "zone", "country", "birthday", "attributes"})
  void everyFieldThatChangedIsToldByItsNameAndNotByItsValue(String field) {
    played.put(anna(), NOW);
    var before = anna();
    var birthday = LocalDate.parse("1981-01-01");
    var next =
        new Profile(
            "anna",
            field.equals("email") ? "other@example.com" : before.email(),
            field.equals("name") ? "Other" : before.name(),
            field.equals("language") ? "de" : before.language(),
            field.equals("zone") ? "Europe/Berlin" : before.zone(),
            field.equals("country") ? "DE" : before.country(),
            field.equals("birthday") ? birthday : before.birthday(),
            field.equals("attributes") ? Map.of("shoe", "39") : before.attributes(),
            before.consents());
    played.put(next, NOW);
    var event = Event.of(played.last()).orElseThrow();
    assertEquals("Customer Changed", event.type());
    assertTrue(event.detail().contains("\"fields\":[\"" + field + "\"]"), event.detail());
  }

  @Test
  void aProfileWithoutAnyConsentToldOfNone() {
    played.put(anna(), NOW);
    var detail = Event.of(played.last()).orElseThrow().detail();
    assertTrue(detail.contains("\"attributes\"]"), detail);
  }

  private static final Map<String, JsonNode> LATER = Map.of("proof", new TextNode("p"));

  /**
   * Whoever sends the same profile again with this release loses nothing that a later one wrote.
   */
  @ParameterizedTest(name = "{0}: kept {1}")
  @CsvSource({"the same, true", "granted, false", "at, false", "source, false", "wording, false"})
  void whatALaterReleaseKeepsWithAConsentStaysWhileTheConsentIsTheSame(String what, boolean kept) {
    var at = noon("2011-02-01");
    var before = anna().with("email", new Consent(true, at, "form", "I agree", LATER));
    var again =
        new Consent(
            !what.equals("granted"),
            what.equals("at") ? at.plus(Duration.ofDays(1)) : at,
            what.equals("source") ? "call" : "form",
            what.equals("wording") ? "Yes" : "I agree");
    var profile = anna().with("email", again).keepingLater(before);
    var consent = profile.consents().get("email");
    assertNotNull(consent);
    assertEquals(kept ? LATER : Map.of(), consent.later());
    assertEquals(again.granted(), consent.granted());
  }

  @Test
  void anErasureForbidsAllMailAndIsTheLastVersion() {
    played.put(anna("email"), NOW);
    var outcome = Profiles.erase(played.customer(), RULES, NOW);
    played.apply(assertInstanceOf(Outcome.Changed.class, outcome).change());
    assertEquals("erased#2", played.last().id());
    assertEquals(2, played.account().version());
    assertTrue(played.last().event().erases());
    assertEquals(Set.of("erased"), played.customer().mailLogOrNone().forbids());
    assertEquals(new Outcome.CustomerErased(), Profiles.erase(played.customer(), RULES, NOW));
    assertEquals(
        new Outcome.CustomerErased(), Profiles.unsubscribe(played.customer(), "link", RULES, NOW));
    assertEquals(new Outcome.CustomerErased(), Profiles.put(played.customer(), anna(), RULES, NOW));
  }
}
