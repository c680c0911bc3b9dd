package dev.perennial.domain.refunds;

import static dev.perennial.domain.Example.discounted;
import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.Notation;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.money.Millionths;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.refunds.Refunds.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefundsTest {
  private static final Instant NOW = noon("2011-03-01");
  private static final Instant LATER = noon("2011-04-01");

  private final PlayedCustomer anna = new PlayedCustomer(Example.rules());

  private static Refund.Line back(String sku, long quantity) {
    return new Refund.Line(sku, quantity, null);
  }

  private static Refund.Line back(String sku, long quantity, long price) {
    return new Refund.Line(sku, quantity, price);
  }

  private Outcome decide(Refund.Line... lines) {
    return anna.decide(new Refund("R", "P1", "anna", LATER, List.of(lines)), LATER);
  }

  private Refunded last() {
    return (Refunded) anna.last().event();
  }

  @Test
  void aWholeRefundLeavesNothingOfThePurchase() {
    anna.buy(purchase("P1", NOW, line("A", 3, 1000), line("B", 1, 499)));
    var receipt = anna.refund("R1", "P1", LATER).receipt();
    assertEquals(-34, receipt.earned());
    assertEquals("ledger#purchase#P1#refund#R1", anna.last().id());
    assertEquals(3499, last().amount());
    assertTrue(last().whole());
    assertEquals("", Notation.text(anna.account().lots()));
    assertEquals(ActiveDays.NONE, anna.account().days());
    assertEquals(new Outcome.NothingLeft(), decide());
    assertEquals(new Outcome.NothingLeft(), decide(back("A", 1)));
  }

  @Test
  void aCustomerHasOneFirstPurchaseEvenWhenItGoesBackWhole() {
    anna.buy(purchase("P1", NOW, line("A", 1, 1000)));
    anna.refund("R1", "P1", LATER);
    anna.buy(purchase("P2", LATER, line("A", 1, 1000)));
    assertEquals(2, ((Purchased) anna.last().event()).order());
  }

  private static List<Long> pieces(long... each) {
    return Arrays.stream(each).mapToObj(Millionths::of).toList();
  }

  @Test
  void allMeansAllThatEarlierRefundsLeft() {
    anna.buy(purchase("P1", NOW, line("A", 3, 1000), line("B", 1, 499)));
    anna.refund("R1", "P1", LATER, back("A", 2));
    anna.refund("R2", "P1", LATER);
    assertEquals(pieces(1, 1), last().quantities());
    assertTrue(last().whole());
  }

  @Test
  void moreThanIsLeftIsRefusedWithWhatIsLeft() {
    anna.buy(purchase("P1", NOW, line("A", 3, 1000), line("B", 1, 499)));
    assertEquals(new Outcome.TooMuch(0, "quantity", "A", 3_000_000), decide(back("A", 4)));
    assertEquals(new Outcome.TooMuch(1, "sku", "C", 0), decide(back("A", 1), back("C", 1)));
    assertEquals(new Outcome.TooMuch(0, "unitPrice", "A", 0), decide(back("A", 1, 999)));
    assertEquals(
        new Outcome.TooMuch(1, "quantity", "A", 1_000_000), decide(back("A", 2), back("A", 2)));
    anna.refund("R1", "P1", LATER, back("A", 2));
    assertEquals(new Outcome.TooMuch(0, "quantity", "A", 1_000_000), decide(back("A", 2)));
  }

  @Test
  void theSameItemTwiceIsTakenFirstLineFirstOrByItsPrice() {
    anna.buy(purchase("P1", NOW, line("A", 2, 300), line("A", 2, 200)));
    anna.refund("R1", "P1", LATER, back("A", 1, 200));
    assertEquals(pieces(0, 1), last().quantities());
    anna.refund("R2", "P1", LATER, back("A", 3));
    assertEquals(pieces(2, 1), last().quantities());
    assertTrue(last().whole());
  }

  @Test
  void aLineWithAPriceIsServedBeforeOneThatTakesAny() {
    anna.buy(purchase("P1", NOW, line("A", 1, 300), line("A", 1, 200)));
    anna.refund("R1", "P1", LATER, back("A", 1), back("A", 1, 300));
    assertEquals(pieces(1, 1), last().quantities());
  }

  @Test
  void whatGoesBackIsWhatWasPaidAfterTheOrdersDiscount() {
    anna.buy(discounted("P1", NOW, 500, line("A", 1, 1000), line("B", 1, 1000)));
    anna.refund("R1", "P1", LATER, back("A", 1));
    assertEquals(750, last().amount());
    assertEquals(750, anna.account().days().spend());
  }

  @Test
  void refundsCountAtThePurchasesOwnRates() {
    anna.buy(purchase("P1", NOW, line("T", "christmas", 1, 1000), line("P", "service", 1, 1000)));
    assertEquals(0, anna.refund("R1", "P1", LATER, back("P", 1)).receipt().earned());
    assertEquals(-20, anna.refund("R2", "P1", LATER, back("T", 1)).receipt().earned());
  }

  private void earnAndSpend() {
    anna.buy(purchase("P1", NOW, line("A", 1, 10_000)));
    anna.redeem("D1", "mug", LATER);
  }

  @Test
  void pointsSpentAlreadyBecomeDebtWhichTheNextPointsPay() {
    earnAndSpend();
    var receipt = anna.refund("R1", "P1", LATER).receipt();
    assertEquals(-100, receipt.earned());
    assertEquals(100, receipt.debt());
    assertEquals(100, last().newDebt());
    var next = anna.buy(purchase("P2", LATER, line("A", 1, 6000))).receipt();
    assertEquals(60, next.earned());
    assertEquals(0, next.pending());
    assertEquals(40, next.debt());
    var third = anna.buy(purchase("P3", LATER, line("A", 1, 6000))).receipt();
    assertEquals(20, third.pending());
    assertEquals(0, third.debt());
  }

  @Test
  void aPurchaseWhosePointsPaidDebtOwesThemAgainWhenItGoesBack() {
    earnAndSpend();
    anna.refund("R1", "P1", LATER);
    anna.buy(purchase("P2", LATER, line("A", 1, 6000)));
    assertEquals(100, anna.refund("R2", "P2", LATER).receipt().debt());
  }

  @Test
  void otherPointsArePayingBeforeDebtIsMade() {
    earnAndSpend();
    anna.buy(purchase("P2", LATER, line("A", 1, 2000)));
    var receipt = anna.refund("R1", "P1", LATER).receipt();
    assertEquals(0, receipt.balance());
    assertEquals(80, receipt.debt());
    assertEquals("[Take[lot=2011-04-15/2012-04, points=20]]", last().taken().toString());
  }

  @Test
  void pointsThatExpiredLongAgoAreNotTakenFromNewerOnes() {
    anna.buy(purchase("P1", noon("2008-01-01"), line("A", 1, 3000)));
    anna.put(Example.anna(), NOW);
    anna.buy(purchase("P2", NOW, line("A", 1, 2000)));
    var receipt = anna.refund("R1", "P1", LATER).receipt();
    assertEquals(20, receipt.balance());
    assertEquals(0, receipt.debt());
    assertEquals(0, receipt.earned());
    assertEquals(30, last().lapsed());
    assertEquals("[]", last().taken().toString());
  }

  @Test
  void aRefundFromTheFutureIsRefused() {
    anna.buy(purchase("P1", NOW, line("A", 1, 100)));
    var latest = NOW.plus(Duration.ofMinutes(10));
    var refund = new Refund("R", "P1", "anna", latest.plusMillis(1), List.of());
    assertEquals(new Outcome.TooEarly(latest), anna.decide(refund, NOW));
  }

  @Test
  void onlyPurchasesAreRefunded() {
    anna.buy(purchase("P1", NOW, line("A", 1, 100)));
    anna.put(Example.anna(), NOW);
    var refund = new Refund("R", "P1", "anna", LATER, List.of());
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Refunds.decide(
                    anna.customer(),
                    Returned.of(anna.last(), List.of()),
                    refund,
                    Example.rules(),
                    LATER));
    assertEquals("profile#2 is not a purchase", e.getMessage());
  }

  @Test
  void theSameRefundAgainGetsTheFirstAnswerAndOtherContentDoesNot() {
    anna.buy(purchase("P1", NOW, line("A", 3, 1000)));
    var receipt = anna.refund("R1", "P1", LATER, back("A", 1)).receipt();
    assertEquals(receipt, repeat(LATER, back("A", 1)));
    assertNull(repeat(LATER, back("A", 2)));
    assertNull(repeat(LATER, back("A", 1, 1000)));
    assertNull(repeat(LATER));
    assertNull(repeat(LATER.plusSeconds(1), back("A", 1)));
  }

  private @Nullable Receipt repeat(Instant at, Refund.Line... lines) {
    return Refunds.repeat(anna.last(), new Refund("R1", "P1", "anna", at, List.of(lines)));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void partialRefundsInAnyOrderEndInTheSamePlace(long seed) {
    var random = new Random(seed);
    var prices = List.of(1 + random.nextLong(999), 1 + random.nextLong(999), random.nextLong(99));
    var bits = new ArrayList<Refund.Line>();
    for (int i = 0; i < 3; i++) {
      bits.addAll(Collections.nCopies(3, back("S" + i, 1)));
      bits.add(back("S" + i, 2));
    }
    Collections.shuffle(bits, random);
    // some stay with the customer
    var returned = bits.subList(0, 7);
    String end = null;
    for (int order = 0; order < 20; order++) {
      Collections.shuffle(returned, random);
      var played = new PlayedCustomer(Example.rules());
      played.buy(purchase("P0", NOW, line("X", 1, 5555)));
      played.buy(
          discounted(
              "P1",
              NOW,
              99,
              line("S0", 5, prices.get(0)),
              line("S1", "christmas", 5, prices.get(1)),
              line("S2", 5, prices.get(2) + 20)));
      for (int i = 0; i < returned.size(); i++) {
        played.refund("R" + i, "P1", LATER, returned.get(i));
      }
      var account = played.account();
      var place = account.lots() + " " + account.debt() + " " + account.days();
      assertEquals(end == null ? place : end, place);
      end = place;
    }
  }

  @Test
  void pointsOfAnUntouchedRemainderStay() {
    anna.buy(purchase("P1", NOW, line("A", 3, 50)));
    assertEquals(
        0, assertInstanceOf(Outcome.Recorded.class, decide(back("A", 1))).receipt().earned());
    assertEquals(-1, anna.refund("R1", "P1", LATER, back("A", 2)).receipt().earned());
  }
}
