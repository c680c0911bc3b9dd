package dev.perennial.domain.customers;

import static dev.perennial.domain.Example.anna;
import static dev.perennial.domain.Example.consent;
import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.Notation;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.customers.Profiles.Outcome;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Field;
import dev.perennial.domain.segments.Bands;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesTest {
  private static final Rules RULES =
      Example.rules(Example.LOYALTY, Map.of("reachable", "{\"consents\":{\"email\":[true]}}"));
  private static final Instant NOW = noon("2011-03-01");

  private final PlayedCustomer played = new PlayedCustomer(RULES);

  private Profiled last() {
    return (Profiled) played.last().event();
  }

  private Set<String> forbids() {
    return played.customer().mailLogOrNone().forbids();
  }

  @Test
  void theFirstPutCreatesAndAdvancesTheAccount() {
    var outcome = Profiles.put(played.customer(), anna("email"), RULES, NOW);
    var changed = assertInstanceOf(Outcome.Changed.class, outcome);
    assertTrue(changed.created());
    played.apply(changed.change());
    assertEquals("profile#1", played.last().id());
    assertEquals("Customer Created", played.last().event().eventType());
    assertEquals(1, played.account().version());
    assertEquals(List.of("reachable"), played.account().segments());
    assertEquals(List.of("reachable"), played.last().changes().segmentsEntered());
  }

  @Test
  void aBuyersFirstProfileIsCreatedTooButTheCustomerWasThere() {
    played.buy(purchase("P1", NOW, line("A", 1, 100)));
    var outcome = Profiles.put(played.customer(), anna(), RULES, NOW);
    assertFalse(assertInstanceOf(Outcome.Changed.class, outcome).created());
  }

  @Test
  void theSameAgainWritesNothing() {
    played.put(anna("email"), NOW);
    assertEquals(
        new Outcome.Unchanged(), Profiles.put(played.customer(), anna("email"), RULES, NOW));
    assertEquals(1, played.account().version());
  }

  @Test
  void onlyTheNamesOfChangedFieldsAreTold() {
    played.put(anna("email"), NOW);
    var next =
        Profile.empty("anna")
            .with(Field.EMAIL, "new@example.com")
            .with(Field.NAME, "Anna Ash")
            .with(Field.LANGUAGE, "en")
            .with(Field.COUNTRY, "GB");
    played.put(next, NOW);
    assertEquals(List.of("email", "zone", "birthday", "attributes"), last().fields());
    assertEquals("Customer Changed", last().eventType());
    assertFalse(last().created());
  }

  @Test
  void consentAloneIsItsOwnEvent() {
    played.put(anna("email"), NOW);
    played.put(anna("email", "email:home"), NOW);
    assertEquals(List.of("consents"), last().fields());
    assertEquals("Consent Changed", last().eventType());
  }

  @ParameterizedTest(name = "email {0}, email:home {1}: for email {2}, for email:home {3}")
  @CsvSource({
    "yes, ,    true,  true",
    "no,  ,    false, false",
    ",    yes, false, true",
    "no,  yes, false, true",
    "yes, no,  true,  false",
    ",    ,    false, false",
  })
  void aBrandsOwnWordGoesBeforeTheGeneralOne(
      @org.jspecify.annotations.Nullable String email,
      @org.jspecify.annotations.Nullable String home,
      boolean forEmail,
      boolean forHome) {
    var profile = anna();
    if (email != null) {
      profile = profile.with("email", consent(email.equals("yes")));
    }
    if (home != null) {
      profile = profile.with("email:home", consent(home.equals("yes")));
    }
    assertEquals(forEmail, profile.consentsTo("email"));
    assertEquals(forHome, profile.consentsTo("email:home"));
  }

  @Test
  void withdrawnConsentForbidsMailInTheSameChangeAndGivenBackPermitsIt() {
    played.put(anna("email"), NOW);
    assertEquals(Set.of(), forbids());
    assertNull(played.customer().mailLog(), "nothing to forbid, nothing written");
    played.put(anna().with("email", consent(false)), NOW);
    assertEquals(Set.of("withdrawn:email"), forbids());
    assertEquals(1, played.customer().mailLogOrNone().version());
    played.put(anna().with("email", givenAt(NOW.plusSeconds(1))), NOW.plusSeconds(1));
    assertEquals(Set.of(), forbids());
    assertEquals("PERMITTED", played.customer().mailLogOrNone().lastChange());
  }

  private static Profile.Consent givenAt(Instant at) {
    return new Profile.Consent(true, at, "form", null);
  }

  private void unsubscribe(Instant at) {
    var outcome = Profiles.unsubscribe(played.customer(), "link", RULES, at);
    played.apply(assertInstanceOf(Outcome.Changed.class, outcome).change());
  }

  @Test
  void aProfileOlderThanAnUnsubscribingDoesNotUndoIt() {
    var old = anna("email", "email:home");
    played.put(old, NOW);
    unsubscribe(NOW);
    assertEquals(new Outcome.Unchanged(), Profiles.put(played.customer(), old, RULES, NOW));
    assertEquals(new Outcome.Unchanged(), Profiles.put(played.customer(), anna(), RULES, NOW));
    played.put(anna("email:car"), NOW);
    assertEquals(
        Set.of("withdrawn:email", "withdrawn:email:home", "withdrawn:email:car"), forbids());
    played.put(old.with("email", givenAt(NOW.plusSeconds(1))), NOW.plusSeconds(1));
    assertEquals(Set.of("withdrawn:email:home", "withdrawn:email:car"), forbids());
  }

  @Test
  void aConsentDatedAheadIsWithdrawnAllTheSame() {
    var ahead = anna().with("email", givenAt(NOW.plusSeconds(300)));
    played.put(ahead, NOW);
    unsubscribe(NOW);
    assertEquals(new Outcome.Unchanged(), Profiles.put(played.customer(), ahead, RULES, NOW));
    assertEquals(Set.of("withdrawn:email"), forbids());
  }

  @Test
  void consentLeftOutStays() {
    played.put(anna("email"), NOW);
    assertEquals(new Outcome.Unchanged(), Profiles.put(played.customer(), anna(), RULES, NOW));
    played.put(anna("email:home"), NOW);
    assertEquals(Set.of("email", "email:home"), consents().keySet());
    assertEquals(Set.of(), forbids());
  }

  private Map<String, Profile.Consent> consents() {
    return java.util.Objects.requireNonNull(played.customer().profile()).consents();
  }

  @Test
  void anotherAddressLiftsABounceAndNotAComplaint() {
    played.put(anna("email"), NOW);
    var mailLog = played.customer().mailLogOrNone();
    var both = mailLog.forbidding("bounced", true).forbidding("complained", true);
    played.apply(Change.ofMailLog("anna", mailLog, both, List.of()));
    played.put(anna("email", "email:home"), NOW);
    assertEquals(Set.of("bounced", "complained"), forbids());
    var moved =
        Profile.empty("anna").with(Field.EMAIL, "b@example.com").with("email", consent(true));
    played.put(moved, NOW);
    assertEquals(Set.of("complained"), forbids());
  }

  @Test
  void unsubscribingWithdrawsEveryPurposeBrandsToo() {
    played.put(anna("email", "email:home", "email:car").with("sms", consent(false)), NOW);
    var outcome = Profiles.unsubscribe(played.customer(), "unsubscribe link", RULES, NOW);
    played.apply(assertInstanceOf(Outcome.Changed.class, outcome).change());
    var profile = played.customer().profile();
    assertNotNull(profile);
    profile.consents().forEach((purpose, consent) -> assertFalse(consent.granted(), purpose));
    assertEquals(
        new Profile.Consent(false, NOW, "unsubscribe link", null),
        profile.consents().get("email:home"));
    assertEquals(consent(false), profile.consents().get("sms"), "was withdrawn before");
    assertTrue(
        forbids()
            .containsAll(Set.of("withdrawn:email", "withdrawn:email:home", "withdrawn:email:car")));
    assertEquals(List.of(), played.account().segments());
    assertEquals(
        new Outcome.Unchanged(), Profiles.unsubscribe(played.customer(), "again", RULES, NOW));
  }

  @Test
  void whoNeverAnsweredIsUnsubscribedAllTheSame() {
    played.put(anna(), NOW);
    var outcome = Profiles.unsubscribe(played.customer(), "link", RULES, NOW);
    played.apply(assertInstanceOf(Outcome.Changed.class, outcome).change());
    assertEquals(Set.of("withdrawn:email"), forbids());
  }

  @Test
  void strangersAndTheErasedAreNotUnsubscribed() {
    assertEquals(
        new Outcome.Unknown(), Profiles.unsubscribe(played.customer(), "link", RULES, NOW));
    played.put(anna("email"), NOW);
    erase();
    assertEquals(
        new Outcome.CustomerErased(), Profiles.unsubscribe(played.customer(), "link", RULES, NOW));
  }

  private void erase() {
    var outcome = Profiles.erase(played.customer(), RULES, NOW);
    played.apply(assertInstanceOf(Outcome.Changed.class, outcome).change());
  }

  @Test
  void anErasureLeavesTheLedgerAndNothingPersonal() {
    played.buy(purchase("P1", NOW, line("A", 1, 10_000)));
    played.put(anna("email"), NOW);
    erase();
    assertNull(played.customer().profile());
    assertTrue(played.account().erased());
    assertEquals(List.of(), played.account().segments());
    assertNull(played.account().find(Bands.SLICE));
    assertEquals(Set.of("erased"), forbids());
    assertEquals(Map.of(), played.customer().mailLogOrNone().mails());
    assertEquals("2011-03-15/2012-03:100", Notation.text(played.account().lots()));
    assertEquals(List.of("reachable"), played.last().changes().segmentsLeft());
    assertEquals("Customer Erased", played.last().event().eventType());
  }

  @Test
  void nothingHappensToTheErased() {
    assertEquals(new Outcome.Unknown(), Profiles.erase(played.customer(), RULES, NOW));
    played.put(anna("email"), NOW);
    erase();
    assertEquals(new Outcome.CustomerErased(), Profiles.erase(played.customer(), RULES, NOW));
    assertEquals(new Outcome.CustomerErased(), Profiles.put(played.customer(), anna(), RULES, NOW));
  }

  @Test
  void aProfileInAMessageShowsNothingPersonal() {
    assertEquals("Profile[anna]", anna("email").toString());
  }
}
