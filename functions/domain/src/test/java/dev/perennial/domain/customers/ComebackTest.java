package dev.perennial.domain.customers;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.activities.Activities;
import dev.perennial.domain.checkout.Checkout;
import dev.perennial.domain.customers.Profiles.Outcome;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.AddressMark;
import dev.perennial.domain.ledger.AddressRecord;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Life;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Field;
import dev.perennial.domain.ledger.Trail;
import dev.perennial.domain.loyalty.BrandStatement;
import dev.perennial.domain.loyalty.Statement;
import dev.perennial.domain.mail.Permission;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.purchases.Purchases;
import dev.perennial.domain.refunds.EarlyRefunds;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.refunds.Refunds;
import dev.perennial.domain.revisions.Revisions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who was erased comes back under the same id, and is a new customer. */
class ComebackTest {
  private static final Rules RULES =
      Example.rules(Example.LOYALTY, Map.of("reachable", "{\"consents\":{\"email\":[true]}}"));
  private static final Instant FIRST = noon("2011-03-01");
  private static final Instant ERASED = Instant.parse("2011-04-01T11:00:00Z");
  private static final Instant BACK = Instant.parse("2011-05-01T11:00:00Z");

  /** The last instant of before: the shop's clock may be ten minutes late. */
  private static final Instant LATEST = Instant.parse("2011-04-01T10:50:00Z");

  private final PlayedCustomer anna = new PlayedCustomer(RULES);

  private static Profile.Consent consent(boolean granted, String at) {
    return new Profile.Consent(granted, Instant.parse(at), "form", null);
  }

  private static ProfilePatch whole(@Nullable String at, Map<String, Profile.Consent> consents) {
    return new ProfilePatch(
        true,
        Map.of(Field.EMAIL, "anna@example.com"),
        Map.of(),
        Set.of(),
        consents,
        at == null ? null : Instant.parse(at));
  }

  private void buyAndErase() {
    anna.put(Example.anna("email"), FIRST);
    anna.buy(purchase("P1", FIRST, line("A", 2, 10_000)));
    anna.early(new Refund("E1", "P9", "anna", FIRST, List.of()), FIRST);
    anna.erase(ERASED);
  }

  private void comeBack() {
    apply(Comeback.put(anna.customer(), whole(null, Map.of()), RULES, BACK));
  }

  private void apply(Outcome outcome) {
    anna.apply(assertInstanceOf(Outcome.Changed.class, outcome).change());
  }

  @Test
  void nothingOfBeforeIsLeftButTheCountOfVersions() {
    var former = Example.remembering();
    var customer = new Customer("anna", former, Example.anna("email"), null);
    var erased = changed(Profiles.erase(customer, RULES, ERASED));
    var gone = new Customer("anna", erased.account(), null, erased.mailLog());
    var back = changed(Comeback.put(gone, whole(null, Map.of()), RULES, BACK)).account();
    var fresh = new Customer("anna", null, null, null);
    var like = changed(Profiles.change(fresh, whole(null, Map.of()), RULES, BACK)).account();
    var account = assertInstanceOf(Account.class, back);
    assertEquals(former.version() + 2, account.version());
    assertEquals(new Life(account.version(), ERASED), Life.SLICE.in(account));
    assertEquals(2, account.schema(), "a release that knows no return must not reckon with it");
    assertEquals(account.version(), Trail.of(account).since(), "nothing of before is found by it");
    var first = assertInstanceOf(Account.class, like);
    assertEquals(Trail.lost(first), Trail.lost(asFirst(account)));
  }

  private static Change changed(Outcome outcome) {
    return assertInstanceOf(Outcome.Changed.class, outcome).change();
  }

  /** The account, were it that of somebody who was never there. */
  private static Account asFirst(Account account) {
    return new Account(
        account.customerId(),
        1,
        1,
        account.writtenAt(),
        account.lots(),
        account.debt(),
        account.days(),
        account.purchases(),
        account.slices().with(Life.SLICE, null),
        account.tier(),
        account.segments(),
        account.erased(),
        account.later());
  }

  @Test
  void itIsANewCustomersLine() {
    buyAndErase();
    var outcome = Comeback.put(anna.customer(), whole(null, Map.of()), RULES, BACK);
    assertTrue(assertInstanceOf(Outcome.Changed.class, outcome).created());
    apply(outcome);
    assertEquals("profile#5", anna.last().id());
    assertEquals(new CameBack(List.of("email")), anna.last().event());
    assertEquals("Customer Created", anna.last().event().eventType());
    assertTrue(anna.last().changes().isNone(), "of tier and points of before nobody hears");
    assertEquals("anna@example.com", Objects.requireNonNull(anna.customer().profile()).email());
  }

  @ParameterizedTest(name = "said of {0}: {1}")
  @CsvSource({
    "2011-03-31T11:00:00Z,           SaidBefore",
    "2011-04-01T11:00:00Z,           SaidBefore",
    "2011-04-01T11:00:00.000000001Z, Changed",
    "2011-05-01T11:10:00Z,           Changed",
    ",                               Changed",
    "2011-05-01T11:10:01Z,           Refused",
  })
  void onlyWhatIsSoSinceTheErasureBringsBack(@Nullable String at, String outcome) {
    buyAndErase();
    var told = Comeback.put(anna.customer(), whole(at, Map.of()), RULES, BACK);
    assertEquals(outcome, told.getClass().getSimpleName());
  }

  @ParameterizedTest(name = "{0} at {1}: {2}, mail {3}")
  @CsvSource({
    "true,  2011-03-31T11:00:00Z, 0, no-consent",
    "true,  2011-04-01T11:00:00Z, 0, no-consent",
    "true,  2011-04-01T11:00:01Z, 1, may go",
    "false, 2011-03-31T11:00:00Z, 1, no-consent",
    "false, 2011-04-15T11:00:00Z, 1, no-consent",
  })
  void aConsentOfBeforeEndedAndARefusalStands(boolean granted, String at, int taken, String mail) {
    buyAndErase();
    var said = Map.of("email", consent(granted, at));
    apply(Comeback.put(anna.customer(), whole(null, said), RULES, BACK));
    assertConsents(taken, mail);
    assertEquals(granted ? Set.of() : Set.of("withdrawn:email"), forbids());
    // nor is it taken when it comes once more
    var late = Profiles.change(anna.customer(), ProfilePatch.of(said), RULES, BACK);
    assertInstanceOf(Outcome.Unchanged.class, late);
    assertConsents(taken, mail);
  }

  private Set<String> forbids() {
    return anna.customer().mailLogOrNone().forbids();
  }

  private void assertConsents(int taken, String mail) {
    var profile = Objects.requireNonNull(anna.customer().profile());
    assertEquals(taken, profile.consents().size());
    var why = Permission.forbidden(profile, anna.customer().mailLogOrNone(), "email");
    assertEquals(mail, why.orElse("may go"));
  }

  @Test
  void itsAddressStaysClosedUntilAConsentOfLater() {
    buyAndErase();
    var mark = new AddressMark("key", "erased", ERASED);
    var record = new AddressRecord(List.of(mark));
    assertEquals("address-erased", record.forbidden("email", null).orElse(""));
    var since = consent(true, "2011-04-20T11:00:00Z");
    assertTrue(record.forbidden("email", since).isEmpty());
  }

  @Test
  void mailsOfBeforeNeitherRestNorCount() {
    var log = MailLog.NONE.claim("thanks#1#0", Mails.sent(FIRST), FIRST);
    var erased = log.forbidding("complained", true).erased();
    var anew = erased.anew(new TreeSet<>());
    assertEquals(Map.of(), anew.mails());
    assertEquals(Set.of(), anew.forbids());
    assertEquals(erased.version() + 1, anew.version());
    assertEquals("PERMITTED", anew.lastChange(), "and no mail is queued for it");
  }

  private static final class Mails {
    static MailLog.Mail sent(Instant at) {
      return new MailLog.Mail(
          "thanks", "thanks", "email", null, MailLog.State.SENT, at, at.plusSeconds(60));
    }
  }

  @Test
  void onlyAWholeProfileBringsBack() {
    buyAndErase();
    var some = new ProfilePatch(false, Map.of(Field.NAME, "A"), Map.of(), Set.of(), Map.of(), null);
    var erased = new Outcome.CustomerErased();
    assertEquals(erased, Comeback.put(anna.customer(), some, RULES, BACK));
    assertEquals(erased, Profiles.change(anna.customer(), whole(null, Map.of()), RULES, BACK));
    assertEquals(erased, Profiles.unsubscribe(anna.customer(), "link", RULES, BACK));
  }

  @Test
  void ofWhoIsThereItIsAnyChange() {
    anna.put(Example.anna("email"), FIRST);
    apply(Comeback.put(anna.customer(), whole(null, Map.of()), RULES, BACK));
    assertInstanceOf(Profiled.class, anna.last().event());
    assertFalse(anna.customer().life().isLater());
  }

  @Test
  void whatRefersToBeforeIsRefusedAndTakesNothing() {
    buyAndErase();
    comeBack();
    anna.buy(purchase("P2", BACK, line("A", 1, 50_000)));
    var before = anna.account();
    assertEquals(Refunds.Outcome.CustomerErased.class, refund("P1").getClass());
    var order = purchase("P1", FIRST, line("A", 1, 10_000));
    var revised = anna.decide(new Revisions.Revision(order, null, false), BACK);
    assertEquals(new Revisions.Outcome.CustomerErased(), revised);
    var early = new Refund("E2", "P8", "anna", LATEST, List.of());
    assertEquals(new EarlyRefunds.Outcome.CustomerErased(), anna.decideEarly(early, BACK));
    assertFalse(anna.tryBuy(purchase("P3", LATEST, line("A", 1, 100)), BACK));
    var review = Example.review("V1", "A", LATEST);
    assertEquals(new Activities.Outcome.CustomerErased(), anna.decide(review, BACK));
    assertEquals(before, anna.account());
    assertInstanceOf(Refunds.Outcome.Recorded.class, refund("P2"));
    assertTrue(anna.tryBuy(purchase("P4", LATEST.plusNanos(1), line("A", 1, 100)), BACK));
  }

  private Refunds.Outcome refund(String purchaseId) {
    return anna.decide(new Refund("R", purchaseId, "anna", BACK, List.of()), BACK);
  }

  @Test
  void goodsOfBeforeDontComeBackInAnExchange() {
    buyAndErase();
    comeBack();
    var back = new Purchase.Return("P1", null, "A", 1_000_000, 10_000);
    var exchange =
        new Purchase(
            "X",
            "anna",
            BACK,
            Example.GBP,
            Purchase.Pricing.PLAIN,
            null,
            null,
            0,
            0,
            0,
            null,
            null,
            List.of(line("B", 1, 20_000)),
            List.of(back));
    var known = new Checkout.Known(null, List.of(), null, Map.of("P1", anna.ledger()));
    var refused =
        assertInstanceOf(
            Purchases.Outcome.ReturnRefused.class,
            Checkout.decide(anna.customer(), exchange, known, RULES, BACK));
    assertEquals(Purchases.Outcome.ReturnRefused.Why.ERASED, refused.why());
  }

  @Test
  void aRefundThatWaitedIsForgotten() {
    buyAndErase();
    comeBack();
    anna.buy(purchase("P9", BACK, line("A", 1, 10_000)));
    assertEquals(1, anna.account().days().orders(), "the refund of before went with who asked it");
  }

  @Test
  void pointsAndDebtOfBeforeAreClosedInTheStatement() {
    anna.buy(purchase("P1", FIRST, line("A", 1, 100_000)));
    anna.redeem("D1", "mug", noon("2011-03-20"));
    anna.refund("R1", "P1", noon("2011-03-25"));
    var owed = anna.account().debt();
    assertTrue(owed > 0, "debt");
    anna.buy(purchase("P2", noon("2011-03-26"), line("A", 1, 200)));
    anna.erase(ERASED);
    var day = LocalDate.parse("2011-05-02");
    var erased = Statement.of("anna", anna.ledger(), Example.LONDON, day).sums();
    comeBack();
    assertEquals(Lots.NONE, anna.account().lots());
    var statement = Statement.of("anna", anna.ledger(), Example.LONDON, day);
    assertEquals(erased, statement.sums(), "a return gives and takes nothing");
    assertEquals(anna.last().id(), statement.entries().getLast().lineId());
    assertEquals(0, statement.entries().getLast().balance());
    anna.buy(purchase("P3", BACK, line("A", 1, 3_000)));
    var after = Statement.of("anna", anna.ledger(), Example.LONDON, day).sums();
    assertEquals(erased.forgiven(), after.forgiven());
    assertEquals(anna.account().lots().total(), after.active() + after.pending());
    var brands = BrandStatement.of(anna.ledger(), Example.LONDON, day);
    assertEquals(
        after.expired(), brands.values().stream().mapToLong(Statement.Sums::expired).sum());
    assertEquals(
        after.pending(), brands.values().stream().mapToLong(Statement.Sums::pending).sum());
  }

  @Test
  void whoIsErasedAgainMayComeBackAgain() {
    buyAndErase();
    comeBack();
    anna.buy(purchase("P2", BACK, line("A", 1, 50_000)));
    var second = anna.customer().life();
    anna.erase(noon("2011-06-01"));
    assertEquals(second, anna.customer().life(), "it outlives the erasure");
    assertEquals(3, anna.customer().own(anna.ledger()).size(), "back, bought, erased");
    apply(Comeback.put(anna.customer(), whole(null, Map.of()), RULES, noon("2011-07-01")));
    assertEquals(new Life(anna.account().version(), noon("2011-06-01")), anna.customer().life());
    assertEquals(Refunds.Outcome.CustomerErased.class, refund("P1").getClass());
    assertEquals(Refunds.Outcome.CustomerErased.class, refund("P2").getClass());
    assertEquals(List.of(anna.last()), anna.customer().own(anna.ledger()));
    anna.checkFold();
  }
}
