package dev.perennial.domain.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.domain.Example;
import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.AddressMark;
import dev.perennial.domain.ledger.AddressRecord;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Change.ProfileStep;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Consent;
import dev.perennial.domain.ledger.Profile.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is remembered of addresses, and what of it a later consent opens again. */
class AddressMarksTest {
  private static final AddressKeys KEYS = "key of "::concat;
  private static final Instant NOW = Example.noon("2011-03-01");

  private static List<Change.Side> marks(@Nullable Profile before, ProfileStep step) {
    var customer = new Customer("anna", null, before, null);
    var change = new Change("anna", null, 0, step, MailLog.NONE, 0, List.of(), List.of(), false);
    return AddressMarks.marked(customer, change, KEYS, NOW).sides();
  }

  private static Profile refusing(Profile profile, Instant at) {
    return profile.hearing(Map.of("email", new Consent(false, at, "form", null)));
  }

  private static AddressMark mark(String address, String reason, Instant at) {
    return new AddressMark(KEYS.of(address), reason, at);
  }

  @Test
  void aRefusalMarksTheAddressWithItsOwnTime() {
    var before = Example.anna("email");
    var earlier = NOW.minus(Duration.ofDays(1));
    var after = refusing(before, earlier);
    assertEquals(
        List.of(mark("anna@example.com", "withdrawn:email", earlier)),
        marks(before, new ProfileStep.Put(after)));
    assertEquals(List.of(), marks(after, new ProfileStep.Put(after)), "said before");
    assertEquals(
        List.of(mark("anna@example.com", "withdrawn:email", earlier)),
        marks(null, new ProfileStep.Put(after)));
  }

  @Test
  void oneThatComesWithAnotherAddressMarksBoth() {
    var before = Example.anna("email");
    var after = refusing(before.with(Field.EMAIL, "ash@example.com"), NOW);
    assertEquals(
        List.of(
            mark("ash@example.com", "withdrawn:email", NOW),
            mark("anna@example.com", "withdrawn:email", NOW)),
        marks(before, new ProfileStep.Put(after)));
  }

  @Test
  void anErasureMarksTheAddressAndAConsentNothing() {
    var anna = Example.anna("email");
    assertEquals(
        List.of(mark("anna@example.com", "erased", NOW)), marks(anna, new ProfileStep.Remove()));
    assertEquals(List.of(), marks(null, new ProfileStep.Remove()));
    assertEquals(List.of(), marks(null, new ProfileStep.Put(anna)));
    var eve = refusing(Profile.empty("eve"), NOW);
    assertEquals(List.of(), marks(null, new ProfileStep.Put(eve)), "no address");
    var later = eve.with(Field.EMAIL, "eve@example.com");
    assertEquals(
        List.of(mark("eve@example.com", "withdrawn:email", NOW)),
        marks(eve, new ProfileStep.Put(later)),
        "refused before the address was known");
    assertEquals(List.of(), marks(anna, new ProfileStep.Keep()));
  }

  @ParameterizedTest(name = "{0}, consent {1} s later: {2}")
  @CsvSource({
    "withdrawn:email, -1, address-withdrawn",
    "withdrawn:email,  0, address-withdrawn",
    "withdrawn:email,  1, ",
    "withdrawn:news,  -1, ",
    "bounced,         -1, address-bounced",
    "bounced,          1, ",
    "complained,       0, address-complained",
    "complained,       1, ",
    "erased,          -1, address-erased",
    "erased,           1, ",
  })
  void onlyALaterConsentOpensAnAddressAgain(
      String reason, long seconds, @Nullable String forbidden) {
    var record = new AddressRecord(List.of(mark("a@example.com", reason, NOW)));
    var consent = new Consent(true, NOW.plusSeconds(seconds), "form", null);
    assertEquals(Optional.ofNullable(forbidden), record.forbidden("email", consent));
  }

  @ParameterizedTest(name = "{0} withdrawn, mail for {1}, consent to {2}: {3}")
  @CsvSource({
    "email,      email:home, email,      true",
    "email,      email:home, email:home, true",
    "email:home, email:home, email,      true",
    "email:home, email,      email,      false",
    "email:home, email:hom,  email,      false",
  })
  void aGeneralWithdrawalForbidsBrandsAsWellAndAGeneralConsentOpensThem(
      String withdrawn, String purpose, String consented, boolean forbidden) {
    var record = new AddressRecord(List.of(mark("a@example.com", "withdrawn:" + withdrawn, NOW)));
    for (int later : new int[] {-1, 1}) {
      var consent = new Consent(true, NOW.plusSeconds(later), "form", null);
      var profile = Profile.empty("anna").hearing(Map.of(consented, consent));
      assertEquals(
          forbidden && later < 0,
          record.forbidden(purpose, profile.consentFor(purpose)).isPresent());
    }
  }

  @Test
  void theLatestMarkCounts() {
    var record =
        new AddressRecord(
            List.of(
                mark("a@example.com", "withdrawn:email", NOW.minusSeconds(9)),
                mark("a@example.com", "withdrawn:email", NOW)));
    var between = new Consent(true, NOW.minusSeconds(5), "form", null);
    assertEquals(Optional.of("address-withdrawn"), record.forbidden("email", between));
    assertEquals(Optional.empty(), AddressRecord.NONE.forbidden("email", null));
  }
}
