package dev.perennial.domain.refunds;

import static dev.perennial.domain.Example.GBP;
import static dev.perennial.domain.Example.discounted;
import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static dev.perennial.domain.Example.rules;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.money.Millionths;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.refunds.Refunds.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Money back without goods, lines by their id, parts of a weight, and lines that look alike. */
class RefundsOfMoneyTest {
  private static final Instant NOW = noon("2011-03-01");
  private static final Instant LATER = noon("2011-03-05");

  private final PlayedCustomer anna = new PlayedCustomer(rules());
  private int refunds;

  private Outcome decide(Refund.Line... lines) {
    return decide(Refund.PaidBack.NOTHING, lines);
  }

  private Outcome decide(Refund.PaidBack beside, Refund.Line... lines) {
    var refund = new Refund("R" + ++refunds, "P1", "anna", LATER, List.of(lines), beside);
    return anna.decide(refund, LATER);
  }

  /** Points that a refund takes; it is applied. */
  private long taken(Refund.Line... lines) {
    var recorded = assertInstanceOf(Outcome.Recorded.class, decide(lines));
    anna.apply(recorded.change());
    return -recorded.receipt().earned();
  }

  private Refunded last() {
    return (Refunded) anna.last().event();
  }

  private static Refund.Line pieces(String sku, long pieces) {
    return new Refund.Line(sku, pieces, null);
  }

  private static Refund.Line of(String lineId, long millionths, @Nullable Long amount) {
    return new Refund.Line(lineId, null, millionths, null, amount);
  }

  private static Purchase.Line named(String lineId, long pieces, long price, long discount) {
    var exact = Millionths.of(price);
    return new Purchase.Line(
        lineId, "A", null, Millionths.of(pieces), exact, discount, null, null, null);
  }

  @Test
  void moneyBackLeavesTheGoodsAndTakesWhatItHadEarned() {
    anna.buy(purchase("P1", NOW, line("A", 1, 12000)));
    assertEquals(10, taken(Refund.Line.ofOrder(1000)));
    assertEquals(11000, anna.account().days().spend());
    assertEquals(1, anna.account().days().orders());
    assertEquals(110, taken(), "the rest goes back whole");
    assertTrue(last().whole());
    assertEquals(0, anna.account().days().spend());
  }

  @Test
  void allMoneyBackForGoodsThatAreKeptIsAnOrderStill() {
    anna.buy(purchase("P1", NOW, line("A", 1, 12000)));
    assertEquals(120, taken(Refund.Line.ofOrder(12000)));
    assertFalse(last().whole());
    assertEquals(1, anna.account().days().orders());
    assertEquals(new Outcome.TooMuchMoney("/amount", 0), decide(Refund.Line.ofOrder(1)));
    assertEquals(0, taken(pieces("A", 1)));
    assertTrue(last().whole());
  }

  @ParameterizedTest(name = "{0} of an order of 120.00")
  @CsvSource({"12001, false", "12000, true", "1, true"})
  void noMoreIsPaidBackThanWasPaid(long amount, boolean fits) {
    anna.buy(purchase("P1", NOW, line("A", 1, 6000), line("B", 2, 3000)));
    assertEquals(fits, decide(Refund.Line.ofOrder(amount)) instanceof Outcome.Recorded);
  }

  @Test
  void aFeeThatIsKeptStaysPaid() {
    anna.buy(purchase("P1", NOW, line("A", 1, 10000)));
    assertEquals(90, taken(new Refund.Line(null, "A", Millionths.ONE, null, 9000L)));
    assertEquals(1000, anna.account().days().spend());
    assertEquals(10, taken(), "the fee, too");
    assertTrue(last().whole());
    assertEquals(0, anna.account().days().orders());
  }

  @Test
  void ofTwoLikeLinesThatCostDifferentlyARefundMustSayWhich() {
    anna.buy(purchase("P1", NOW, named("dear", 1, 5000, 0), named("cheap", 1, 5000, 4900)));
    assertEquals(new Outcome.Ambiguous(0, "A"), decide(pieces("A", 1)));
    assertEquals(
        new Outcome.Ambiguous(0, "A"), decide(new Refund.Line("A", 1, 5000L)), "same list price");
    assertEquals(new Outcome.TooMuch(0, "lineId", "line x", 0), decide(of("x", 1, null)));
    assertEquals(1, taken(of("cheap", Millionths.ONE, null)));
    assertEquals(50, taken(pieces("A", 1)), "one is left: nothing is ambiguous");
  }

  @Test
  void theAmountTellsOfWhichLineItCanBe() {
    anna.buy(purchase("P1", NOW, named("cheap", 1, 5000, 4900), named("dear", 1, 5000, 0)));
    assertEquals(50, taken(new Refund.Line(null, "A", Millionths.ONE, null, 5000L)));
    assertEquals(1, taken(new Refund.Line(null, "A", Millionths.ONE, null, 100L)));
  }

  @ParameterizedTest(name = "category {0} and {1}: ambiguous {2}")
  @CsvSource({"christmas, service, true", "christmas, christmas, false"})
  void linesThatEarnDifferentlyAreNotAlike(String one, String other, boolean ambiguous) {
    anna.buy(purchase("P1", NOW, line("A", one, 1, 1000), line("A", other, 1, 1000)));
    assertEquals(ambiguous, decide(pieces("A", 1)) instanceof Outcome.Ambiguous);
    assertInstanceOf(Outcome.Recorded.class, decide(pieces("A", 2)), "both are no question");
  }

  @Test
  void aPennyOfRoundingTellsNoLinesApart() {
    anna.buy(discounted("P1", NOW, 1, line("A", 1, 1000), line("A", 1, 1000)));
    assertInstanceOf(Outcome.Recorded.class, decide(pieces("A", 1)));
  }

  @Test
  void aPartOfAWeightGoesBack() {
    var cheese =
        new Purchase.Line(null, "C", null, 350_000, Millionths.of(1890), 0, null, null, null);
    anna.buy(purchase("P1", NOW, cheese));
    assertEquals(662, anna.account().days().spend());
    taken(new Refund.Line(null, "C", 100_000, null, null));
    assertEquals(472, anna.account().days().spend(), "of 0.25: 6.62 x 25/35 rounded down");
    assertEquals(
        new Outcome.TooMuch(0, "quantity", "C", 250_000),
        decide(new Refund.Line(null, "C", 250_001, null, null)));
    taken(new Refund.Line(null, "C", 250_000, null, null));
    assertTrue(last().whole());
  }

  @Test
  void shippingIsPaidBackAtMostOnceAndTakesNoPoints() {
    var lines = List.of(line("A", 1, 1000));
    anna.buy(new Purchase("P1", "anna", NOW, GBP, null, null, 0, 395, 0, null, null, lines));
    var some = new Refund.PaidBack(null, 300, 0);
    var outcome = assertInstanceOf(Outcome.Recorded.class, decide(some, Refund.Line.ofOrder(0)));
    assertEquals(0, outcome.receipt().earned());
    anna.apply(outcome.change());
    assertEquals(new Outcome.TooMuchMoney("/shipping", 95), decide(some, Refund.Line.ofOrder(0)));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void refundsInAnyOrderEndInTheSamePlace(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      var bought =
          purchase("P1", NOW, named("a", 3, 1 + random.nextInt(999), 0), line("B", 2, 450));
      var all =
          new ArrayList<>(
              List.of(
                  of("a", Millionths.ONE, null),
                  pieces("B", 1),
                  of("a", 0, (long) random.nextInt(200)),
                  Refund.Line.ofOrder(random.nextInt(300))));
      var ends = new HashSet<Long>();
      for (int j = 0; j < 4; j++) {
        Collections.shuffle(all, random);
        var one = new PlayedCustomer(rules());
        one.buy(bought);
        var taken = true;
        for (int k = 0; k < all.size(); k++) {
          var refund = new Refund("R" + k, "P1", "anna", LATER, List.of(all.get(k)));
          taken &= one.tryRefund(refund, LATER);
        }
        if (taken) {
          one.refund("last", "P1", LATER);
          ends.add(one.account().lots().total() + 1000 * one.account().days().spend());
        }
      }
      assertTrue(ends.isEmpty() || ends.equals(Set.of(0L)), ends.toString());
    }
  }
}
