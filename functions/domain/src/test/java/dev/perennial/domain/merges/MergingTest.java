package dev.perennial.domain.merges;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.Notation;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.customers.AddressMarks;
import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.engagement.Answers;
import dev.perennial.domain.engagement.MailDays;
import dev.perennial.domain.engagement.Referral;
import dev.perennial.domain.engagement.Watched;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.AddressMark;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Consent;
import dev.perennial.domain.ledger.Profile.Field;
import dev.perennial.domain.ledger.Slice;
import dev.perennial.domain.loyalty.Adjustments;
import dev.perennial.domain.loyalty.BrandStatement;
import dev.perennial.domain.loyalty.Notice;
import dev.perennial.domain.loyalty.Statement;
import dev.perennial.domain.merges.Merging.Outcome;
import dev.perennial.domain.purchases.BonusesGiven;
import dev.perennial.domain.purchases.LastBought;
import dev.perennial.domain.refunds.Awaiting;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What becomes of two customers who are one person. */
class MergingTest {
  private static final Instant NOW = Example.noon("2011-03-01");
  private static final Rules RULES = Example.rules();
  private static final AddressKeys KEYS = address -> "key of " + address.toLowerCase(Locale.ROOT);

  private final PlayedCustomer anna = new PlayedCustomer(RULES);
  private final PlayedCustomer guest = new PlayedCustomer("guest", RULES, _ -> {});

  private static void give(PlayedCustomer who, String id, long points) {
    var asked = new Adjustments.Adjustment(id, "x", points, "because", "staff");
    var outcome = Adjustments.decide(who.customer(), asked, RULES, NOW);
    who.apply(assertInstanceOf(Adjustments.Outcome.Adjusted.class, outcome).change());
  }

  private static void buy(PlayedCustomer who, String id, String day, int price) {
    var purchase = Example.purchase(id, Example.noon(day), Example.line("S1", 1, price));
    who.buy(purchase.of(who.account().customerId()));
  }

  private Outcome.Merge merge() {
    return assertInstanceOf(Outcome.Merge.class, anna.merge(guest, NOW));
  }

  @Test
  void everyPointKeepsItsLot() {
    buy(anna, "P1", "2011-01-10", 1000);
    buy(guest, "P2", "2011-01-20", 700);
    buy(guest, "P3", "2011-02-27", 300);
    merge();
    assertEquals("2012-01 17, 2011-03-13/2012-02 3", sorted(anna));
    assertEquals("", Notation.text(guest.account().lots()));
    assertEquals(3, anna.account().purchases());
    assertEquals(3, anna.account().days().orders());
    assertEquals(0, guest.account().days().orders());
    assertEquals("anna", guest.customer().mergedInto());
    assertEquals(List.of("guest"), anna.customer().formerIds());
  }

  private static String sorted(PlayedCustomer who) {
    var text = new StringBuilder();
    who.account()
        .lots()
        .settledOn(RULES.dayOf(NOW))
        .points()
        .forEach(
            (lot, points) ->
                text.append(text.isEmpty() ? "" : ", ").append(lot).append(' ').append(points));
    return text.toString();
  }

  @ParameterizedTest(name = "{0} and {1} points make {2}, and a debt of {3}")
  @CsvSource({
    "50,    0,    50,  0",
    "0,     0,    0,   0",
    "50,    30,   80,  0",
    "50,    -30,  20,  0",
    "50,    -50,  0,   0",
    "50,    -70,  0,   20",
    "-30,   50,   20,  0",
    "-70,   50,   0,   20",
    "-30,   -40,  0,   70",
  })
  void whatOneOwesIsPaidFromWhatTheOtherHas(long mine, long theirs, long points, long debt) {
    indebted(anna, mine);
    indebted(guest, theirs);
    merge();
    assertEquals(points, anna.account().balanceOn(RULES.dayOf(NOW)));
    assertEquals(debt, anna.account().debt());
    assertEquals(0, guest.account().debt());
    assertEquals(0, guest.account().lots().total());
    for (var each : List.of(anna, guest)) {
      var today = RULES.dayOf(NOW);
      var id = each.account().customerId();
      var sums = Statement.of(id, each.ledger(), Example.LONDON, today).sums();
      assertEquals(each.account().balanceOn(today), sums.active(), id);
      var brands = BrandStatement.of(each.ledger(), Example.LONDON, today).values();
      var all = brands.stream().reduce(Statement.Sums.NONE, Statement.Sums::plus);
      assertEquals(sums.given(), all.given(), id);
      assertEquals(sums.active(), all.active(), id);
    }
    assertEquals(
        0, guest.ledger().stream().mapToLong(line -> line.changes().points()).sum(), "all is gone");
  }

  private static void indebted(PlayedCustomer who, long points) {
    buy(who, "gift-" + who.account().customerId(), "2011-01-01", 0);
    if (points > 0) {
      give(who, "more", points);
    } else if (points < 0) {
      // bought before, spent, and given back
      buy(who, "old-" + who.account().customerId(), "2011-01-01", (int) (-points * 100));
      give(who, "gone", points);
      who.refund("R", "old-" + who.account().customerId(), NOW);
    }
  }

  @Test
  void anErasureIsOfTheAddressesThatWereHadBefore() {
    var into = customer("anna", "a@example.com", "-");
    var from = customer("guest", "b@example.com", "-");
    var outcome = Merging.decide(new Merging.Asked(into, "guest", from), KEYS, RULES, NOW);
    var change = assertInstanceOf(Outcome.Merge.class, outcome).into();
    var profile = assertInstanceOf(Change.ProfileStep.Put.class, change.profile()).profile();
    var person = new Customer("anna", change.account(), profile, change.mailLog());
    var erased =
        assertInstanceOf(Profiles.Outcome.Changed.class, Profiles.erase(person, RULES, NOW));
    var marked = AddressMarks.marked(person, erased.change(), KEYS, NOW);
    assertEquals(
        List.of("key of a@example.com", "key of b@example.com"),
        marked.sides().stream().map(side -> ((AddressMark) side).key()).toList());
  }

  static final List<Slice<?>> REMEMBERED =
      List.of(
          MailDays.CLICKED,
          MailDays.SENT,
          Answers.SLICE,
          Referral.SLICE,
          LastBought.SLICE,
          Watched.SLICE,
          BonusesGiven.SLICE,
          Awaiting.SLICE,
          Notice.SLICE);

  @ParameterizedTest
  @FieldSource("REMEMBERED")
  void whatRoomsRememberedOfTheOtherIsRemembered(Slice<?> slice) {
    var remembering = Example.remembering();
    var ben =
        new Customer(
            "ben",
            Account.empty("ben", "member")
                .evaluated("member", Example.remembering().slices(), List.of()),
            null,
            null);
    var into = new Customer("ben", ben.account(), null, null);
    var from = new Customer("anna", remembering, null, null);
    var empty = new Customer("ben", Account.empty("ben", "member"), null, null);
    var outcome = Merging.decide(new Merging.Asked(empty, "anna", from), KEYS, RULES, NOW);
    var account =
        Objects.requireNonNull(assertInstanceOf(Outcome.Merge.class, outcome).into().account());
    assertEquals(remembering.find(slice), account.find(slice));
    var both = Merging.decide(new Merging.Asked(into, "anna", from), KEYS, RULES, NOW);
    assertInstanceOf(Outcome.Merge.class, both);
  }

  @ParameterizedTest(name = "{0} and {1} at {2}: {3}")
  @CsvSource({
    "yes, yes, same,  yes",
    "yes, no,  same,  no",
    "no,  yes, same,  no",
    "yes, no,  other, no",
    "-,   yes, same,  yes",
    "-,   yes, other, -",
    "-,   no,  other, no",
    "yes, -,   other, yes",
    "no,  -,   same,  no",
    "-,   -,   same,  -",
  })
  void theStricterConsentWins(String mine, String theirs, String address, String expected) {
    var into = customer("anna", "a@example.com", mine);
    var from =
        customer("guest", address.equals("same") ? "A@example.com" : "b@example.com", theirs);
    var outcome = Merging.decide(new Merging.Asked(into, "guest", from), KEYS, RULES, NOW);
    var change = assertInstanceOf(Outcome.Merge.class, outcome).into();
    var profile = assertInstanceOf(Change.ProfileStep.Put.class, change.profile()).profile();
    var consent = profile.consentFor("email");
    assertEquals(expected, consent == null ? "-" : consent.granted() ? "yes" : "no");
    assertEquals("a@example.com", profile.email());
    var forbids = Objects.requireNonNull(change.mailLog()).forbids();
    assertEquals(expected.equals("no"), forbids.contains("withdrawn:email"));
  }

  private static Customer customer(String id, String email, String consent) {
    var profile = Profile.empty(id).with(Field.EMAIL, email);
    if (!consent.equals("-")) {
      profile = profile.with("email", new Consent(consent.equals("yes"), NOW, "form", null));
    }
    return new Customer(id, Account.empty(id, "member"), profile, null);
  }

  @Test
  void whatIsMissingIsFilledAndNothingIsReplaced() {
    var mine = Profile.empty("anna").with(Field.NAME, "Anna");
    var theirs =
        Profile.empty("guest")
            .with(Field.NAME, "A.")
            .with(Field.EMAIL, "a@example.com")
            .with(Field.COUNTRY, "GB");
    var into = new Customer("anna", Account.empty("anna", "member"), mine, null);
    var from = new Customer("guest", Account.empty("guest", "member"), theirs, null);
    var profile = Objects.requireNonNull(MergedProfile.of(into, from));
    assertEquals("anna", profile.customerId());
    assertEquals("Anna", profile.name());
    assertEquals("a@example.com", profile.email());
    assertEquals("GB", profile.country());
    var nobody = new Customer("nobody", Account.empty("nobody", "member"), null, null);
    assertNull(MergedProfile.of(nobody, nobody));
    assertEquals(mine, MergedProfile.of(into, nobody));
  }

  @Test
  void mailsUnderWayComeAlongAndCanBeClaimedByNobodyElse() {
    var mail =
        new MailLog.Mail(
            "thanks", "t", "email", null, MailLog.State.CLAIMED, NOW, NOW.plusSeconds(9));
    var claimed =
        MailLog.NONE
            .claim("s1", mail, NOW)
            .with("s2", mail, "CLAIMED", NOW)
            .with("s3", mail.in(MailLog.State.SENT, NOW), "SENT", NOW);
    var sent =
        MailLog.NONE
            .with("s2", mail.in(MailLog.State.SENT, NOW), "SENT", NOW)
            .claim("s3", mail, NOW);
    var into = new Customer("anna", Account.empty("anna", "member"), null, sent);
    var from =
        new Customer(
            "guest",
            Account.empty("guest", "member"),
            null,
            claimed.forbidding("complained", true));
    var merge =
        assertInstanceOf(
            Outcome.Merge.class,
            Merging.decide(new Merging.Asked(into, "guest", from), KEYS, RULES, NOW));
    var mine = Objects.requireNonNull(merge.into().mailLog());
    assertEquals(Set.of("s1", "s2", "s3"), mine.mails().keySet());
    assertEquals(MailLog.State.SENT, Objects.requireNonNull(mine.mails().get("s2")).state());
    assertEquals(MailLog.State.SENT, Objects.requireNonNull(mine.mails().get("s3")).state());
    assertEquals(MailLog.State.CLAIMED, Objects.requireNonNull(mine.mails().get("s1")).state());
    assertTrue(mine.forbids().contains("complained"));
    assertEquals("MERGED", mine.lastChange());
    var theirs = Objects.requireNonNull(merge.from().mailLog());
    assertEquals(Map.of(), theirs.mails());
    assertTrue(merge.from().quiet());
  }

  @Test
  void aLoopAndARepeatAreAnswered() {
    buy(anna, "P1", "2011-01-10", 1000);
    buy(guest, "P2", "2011-01-10", 1000);
    merge();
    assertInstanceOf(
        Outcome.Again.class, Merging.decide(asked(anna.customer(), "guest"), KEYS, RULES, NOW));
    assertEquals(
        new Outcome.TheOtherWay("anna"),
        Merging.decide(asked(anna.customer(), "anna"), KEYS, RULES, NOW));
    var other = new Customer("other", Account.empty("other", "member"), null, null);
    assertEquals(
        new Outcome.Elsewhere("anna"),
        Merging.decide(new Merging.Asked(other, "guest", anna.customer()), KEYS, RULES, NOW));
  }

  private static Merging.Asked asked(Customer person, String from) {
    return new Merging.Asked(person, from, person);
  }
}
