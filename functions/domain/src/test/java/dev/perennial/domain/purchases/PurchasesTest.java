package dev.perennial.domain.purchases;

import static dev.perennial.domain.Example.discounted;
import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.perennial.domain.Example;
import dev.perennial.domain.Notation;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Customer;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchasesTest {
  private static final Rules RULES = Example.rules();
  private static final Instant NOW = noon("2011-03-01");
  private static final Customer NOBODY = new Customer("anna", null, null, null);

  @Test
  void aStrangersPurchaseMakesAnAccountWithoutAProfile() {
    var anna = new PlayedCustomer(RULES);
    var receipt = anna.buy(purchase("P1", NOW, line("A", 2, 1999))).receipt();
    assertEquals(39, receipt.earned());
    assertEquals(39, receipt.pending());
    assertEquals(0, receipt.balance());
    assertEquals("member", receipt.tier());
    assertEquals(1, anna.account().version());
    assertEquals("2011-03-15/2012-03:39", Notation.text(anna.account().lots()));
    assertNull(anna.customer().profile());
  }

  @Test
  void theLineSaysWhatChangedUnderTheClientsOwnId() {
    var rules = Example.rules(Example.LOYALTY, Map.of("buyers", "{\"orders\":{\"count\":[1]}}"));
    var anna = new PlayedCustomer(rules);
    anna.buy(purchase("P1", NOW, line("A", 1, 5000)));
    assertEquals("ledger#purchase#P1", anna.last().id());
    assertEquals(List.of("buyers"), anna.last().changes().segmentsEntered());
    assertEquals(50, anna.last().changes().points());
    anna.buy(purchase("P2", NOW.plusSeconds(60), line("A", 1, 5000)));
    assertEquals(List.of("buyers"), anna.last().changes().segmentsLeft());
    assertEquals(2, anna.last().seq());
    assertEquals(2, ((Purchased) anna.last().event()).order());
  }

  @ParameterizedTest(name = "bought {0} and told at {1}: lot {2}")
  @CsvSource({
    // the shop's day decides, not UTC's: 23:30 in summer is 22:30 UTC
    "2011-06-30T22:30:00Z, 2011-06-30T22:30:00Z, 2011-07-14/2012-06",
    "2011-06-30T23:30:00Z, 2011-06-30T23:30:00Z, 2011-07-15/2012-07",
    "2011-12-31T23:30:00Z, 2011-12-31T23:30:00Z, 2012-01-14/2012-12",
    // a leap day lasts to the next February's end
    "2012-02-29T12:00:00Z, 2012-02-29T12:00:00Z, 2012-03-14/2013-02",
    // late: business time decides, and what has come due meanwhile is active at once
    "2011-01-05T12:00:00Z, 2011-03-01T12:00:00Z, 2012-01",
  })
  void businessTimeInTheShopsZoneDecidesTheLot(Instant at, Instant now, String lot) {
    var anna = new PlayedCustomer(RULES);
    anna.buy(purchase("P1", at, line("A", 1, 100)), now);
    assertEquals(lot + ":1", Notation.text(anna.account().lots()));
  }

  @Test
  void aLatePurchaseWhosePointsHaveExpiredEarnsThemAllTheSame() {
    var anna = new PlayedCustomer(RULES);
    var receipt = anna.buy(purchase("P1", noon("2010-02-01"), line("A", 1, 900)), NOW).receipt();
    assertEquals(9, receipt.earned());
    assertEquals(0, receipt.balance());
    assertEquals(0, receipt.pending());
  }

  @Test
  void timeIsBoundedOnBothSides() {
    var early = NOW.plus(Duration.ofMinutes(10));
    var late = NOW.minus(Duration.ofDays(400));
    assertInstanceOf(Purchases.Outcome.Recorded.class, decide(early));
    assertEquals(new Purchases.Outcome.TooEarly(early), decide(early.plusMillis(1)));
    assertInstanceOf(Purchases.Outcome.Recorded.class, decide(late));
    assertEquals(new Purchases.Outcome.TooLate(late), decide(late.minusMillis(1)));
  }

  private static Purchases.Outcome decide(Instant at) {
    return decide(NOBODY, purchase("P1", at, line("A", 1, 1)));
  }

  private static Purchases.Outcome decide(Customer customer, Purchase purchase) {
    return Purchases.decide(customer, purchase, Purchases.Referred.NOT, RULES, NOW);
  }

  @Test
  void anImportedPurchaseMayBeOfAnyAgeAndSaysSo() {
    var old = purchase("P1", noon("2001-01-01"), line("A", 1, 1));
    var outcome = Purchases.decide(NOBODY, old, RULES, NOW, Cause.IMPORTED);
    var recorded = assertInstanceOf(Purchases.Outcome.Recorded.class, outcome);
    assertEquals(Cause.IMPORTED, recorded.change().lines().getFirst().cause());
  }

  @Test
  void anErasedCustomerBuysNothing() {
    var erased = Account.empty("anna", "member");
    var gone = Example.erased(erased);
    var outcome =
        decide(new Customer("anna", gone, null, null), purchase("P1", NOW, line("A", 1, 1)));
    assertEquals(new Purchases.Outcome.CustomerErased(), outcome);
  }

  @Test
  void anotherCurrencyWithoutARateIsRefused() {
    var dollars =
        new Purchase(
            "P1",
            "anna",
            NOW,
            Currency.getInstance("USD"),
            null,
            null,
            0,
            0,
            0,
            null,
            null,
            List.of(line("A", 1, 1)));
    assertEquals(new Purchases.Outcome.NoRate("GBP"), decide(NOBODY, dollars));
  }

  @Test
  void theSameAgainGetsTheFirstAnswerAndOtherContentDoesNot() {
    var anna = new PlayedCustomer(RULES);
    var first = purchase("P1", NOW, line("A", 1, 5000));
    var receipt = anna.buy(first).receipt();
    anna.buy(purchase("P2", NOW, line("A", 1, 5000)));
    var existing = anna.line("ledger#purchase#P1");
    assertEquals(new Repeat.Same(receipt), Repeat.judge(existing, first));
    for (var other :
        List.of(
            purchase("P1", NOW.plusSeconds(1), line("A", 1, 5000)),
            purchase("P1", NOW, line("B", 1, 5000)),
            purchase("P1", NOW, line("A", 5000, 1)),
            purchase("P1", NOW, line("A", "x", 1, 5000)),
            purchase("P1", NOW, line("A", 1, 5000), line("A", 1, 5000)),
            discounted("P1", NOW, 1, line("A", 1, 5000)))) {
      assertEquals(new Repeat.Different(), Repeat.judge(existing, other), other.toString());
    }
  }

  @Test
  void theSameItemTwiceIsTwoLines() {
    var anna = new PlayedCustomer(RULES);
    anna.buy(purchase("P1", NOW, line("A", 1, 300), line("A", 2, 300)));
    var bought = (Purchased) anna.last().event();
    assertEquals(
        List.of(1_000_000L, 2_000_000L),
        bought.lines().list().stream().map(PaidLines.PaidLine::quantity).toList());
    assertEquals(900, bought.paid());
  }
}
