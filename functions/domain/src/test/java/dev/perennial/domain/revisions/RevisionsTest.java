package dev.perennial.domain.revisions;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static dev.perennial.domain.Example.rules;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.money.Millionths;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.revisions.Revisions.Outcome;
import dev.perennial.domain.revisions.Revisions.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionsTest {
  private static final Instant NOW = noon("2011-03-01");
  private static final Instant LATER = noon("2011-03-05");

  private final PlayedCustomer anna = new PlayedCustomer(rules());

  private static Revision next(Purchase.Line... lines) {
    return new Revision(purchase("P1", NOW, lines), null, false);
  }

  private void revise(Revision revision) {
    var recorded = assertInstanceOf(Outcome.Recorded.class, anna.decide(revision, LATER));
    anna.apply(recorded.change());
  }

  private void assertStands(long points, long spend, long orders) {
    var account = anna.account();
    assertEquals(points, account.lots().total() - account.debt(), "points");
    assertEquals(spend, account.days().spend(), "spend");
    assertEquals(orders, account.days().orders(), "orders");
  }

  @Test
  void anEditedOrderEndsAsIfItHadBeenMadeSo() {
    anna.buy(purchase("P1", NOW, line("A", 2, 3000)));
    revise(next(line("A", 1, 3000), line("B", 1, 1200)));
    assertStands(42, 4200, 1);
    revise(next(line("A", 3, 3000)));
    assertStands(90, 9000, 1);
    assertEquals(2, anna.ledger().stream().filter(l -> l.id().contains("#revision#")).count());
  }

  @Test
  void whatWentBackStaysGoneInTheNextVersion() {
    anna.buy(purchase("P1", NOW, line("A", 2, 3000)));
    anna.refund("R1", "P1", LATER, new Refund.Line("A", 1, null));
    revise(next(line("A", 2, 3000), line("B", 1, 1200)));
    assertStands(42, 4200, 1);
    assertEquals(
        new Outcome.WentBack("A", Millionths.ONE), anna.decide(next(line("B", 1, 500)), LATER));
    anna.refund("R2", "P1", LATER, new Refund.Line("A", 1, null), new Refund.Line("B", 1, null));
    assertStands(0, 0, 0);
  }

  @Test
  void moneyPaidBackIsOffTheNextVersionToo() {
    anna.buy(purchase("P1", NOW, line("A", 1, 12000)));
    anna.refund("R1", "P1", LATER, Refund.Line.ofOrder(1000));
    revise(next(line("B", 1, 10000)));
    assertStands(90, 9000, 1);
  }

  @Test
  void aCancelledOrderCountsAgainOnlyWhenItIsSaid() {
    var order = purchase("P1", NOW, line("A", 1, 3000));
    anna.buy(order);
    assertEquals(new Outcome.NotCancelled(), anna.decide(new Revision(order, null, true), LATER));
    anna.refund("R1", "P1", LATER);
    assertStands(0, 0, 0);
    assertEquals(new Outcome.Cancelled(), anna.decide(next(line("A", 2, 3000)), LATER));
    revise(new Revision(order, null, true));
    assertStands(30, 3000, 1);
    anna.refund("R2", "P1", LATER);
    assertStands(0, 0, 0);
  }

  @Test
  void aVersionIsRecordedOnceAndAnOlderOneChangesNothing() {
    anna.buy(purchase("P1", NOW, line("A", 1, 3000)));
    assertInstanceOf(Outcome.Same.class, anna.decide(next(line("A", 1, 3000)), LATER));
    var third = new Revision(purchase("P1", NOW, line("A", 3, 3000)), 3, false);
    revise(third);
    assertInstanceOf(Outcome.Same.class, anna.decide(third, LATER));
    assertInstanceOf(Outcome.Same.class, anna.decide(next(line("A", 3, 3000)), LATER));
    var second = new Revision(purchase("P1", NOW, line("A", 2, 3000)), 2, false);
    assertEquals(new Outcome.Outdated(3), anna.decide(second, LATER));
    var other = new Revision(purchase("P1", NOW, line("A", 2, 3000)), 3, false);
    assertEquals(new Outcome.Different(3), anna.decide(other, LATER));
    assertStands(90, 9000, 1);
  }

  /** In the end of any edits and refunds, all going back leaves nothing. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whateverIsEditedAndRefundedTheEndIsNothing(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      var one = new PlayedCustomer(rules());
      one.buy(purchase("P1", NOW, line("A", 2, 3000)));
      for (int step = 0; step < 8; step++) {
        if (random.nextBoolean()) {
          var lines = new ArrayList<Purchase.Line>();
          for (int n = random.nextInt(3); n >= 0; n--) {
            lines.add(line(n == 0 ? "A" : "B" + n, 1 + random.nextInt(4), random.nextInt(5000)));
          }
          var order = purchase("P1", NOW, lines.toArray(Purchase.Line[]::new));
          one.tryRevise(new Revision(order, null, random.nextInt(4) == 0), LATER);
        } else {
          var line =
              random.nextBoolean()
                  ? new Refund.Line("A", 1, null)
                  : Refund.Line.ofOrder(1 + random.nextInt(900));
          var refund = new Refund("R" + step, "P1", "anna", LATER, List.of(line));
          one.tryRefund(refund, LATER);
        }
        one.checkFold();
      }
      one.tryRefund(new Refund("end", "P1", "anna", LATER, List.of()), LATER);
      assertEquals(0, one.account().lots().total() - one.account().debt());
      assertEquals(0, one.account().days().spend());
      assertTrue(one.account().days().orders() == 0);
    }
  }
}
