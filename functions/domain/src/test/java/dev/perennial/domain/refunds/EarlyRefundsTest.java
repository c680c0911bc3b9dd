package dev.perennial.domain.refunds;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.nightly.NightlyPass;
import dev.perennial.domain.refunds.EarlyRefunds.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlyRefundsTest {
  private static final Instant NOW = noon("2011-03-01");

  private final PlayedCustomer anna = new PlayedCustomer(Example.rules());

  private static Refund refund(String id, long quantity) {
    return new Refund(id, "P1", "anna", NOW, List.of(new Refund.Line("A", quantity, null)));
  }

  @Test
  void itWaitsAndThePurchaseTakesItInOneTransaction() {
    anna.early(refund("R1", 1), NOW);
    assertEquals("ledger#purchase#P1#refund#R1", anna.last().id());
    assertEquals(1, anna.account().version());
    var recorded = anna.buy(purchase("P1", NOW, line("A", 3, 1000)));
    assertEquals(2, recorded.change().lines().size());
    assertEquals(30, recorded.receipt().earned());
    assertEquals(20, recorded.receipt().pending());
    assertEquals(recorded.receipt(), recorded.change().lines().getFirst().answer());
    assertEquals("ledger#purchase#P1#refund#R1#applied", anna.last().id());
    assertEquals(List.of(), Awaiting.SLICE.in(anna.account()).marks());
    assertEquals(-20, anna.refund("R2", "P1", NOW).receipt().earned());
  }

  @ParameterizedTest(name = "{0} of 5 go back early, then {1}")
  @CsvSource({"1, 2", "5, 0", "2, 3"})
  void whicheverComesFirstTheEndIsTheSame(long first, long second) {
    var other = new PlayedCustomer(Example.rules());
    anna.early(refund("R1", first), NOW);
    other.buy(purchase("P1", NOW, line("A", 5, 999)));
    if (second > 0) {
      anna.early(refund("R2", second), NOW);
      other.refund("R2", "P1", NOW, new Refund.Line("A", second, null));
    }
    anna.buy(purchase("P1", NOW, line("A", 5, 999)));
    other.refund("R1", "P1", NOW, new Refund.Line("A", first, null));
    assertEquals(other.account().lots(), anna.account().lots());
    assertEquals(other.account().days(), anna.account().days());
    assertEquals(other.account().purchases(), anna.account().purchases());
  }

  @Test
  void otherPurchasesLeaveItWaiting() {
    anna.early(refund("R1", 1), NOW);
    anna.buy(purchase("P2", NOW, line("A", 3, 1000)));
    assertEquals(30, anna.account().lots().total());
    assertEquals(1, Awaiting.SLICE.in(anna.account()).marks().size());
  }

  @Test
  void whatDoesNotFitIsRejectedByTheLineThatSaysWhy() {
    anna.early(refund("R1", 4), NOW);
    anna.early(refund("R2", 3), NOW);
    anna.buy(purchase("P1", NOW, line("A", 3, 1000)));
    var rejected = anna.line("ledger#purchase#P1#refund#R1#rejected");
    assertEquals(new RefundRejected("R1", "P1", "refund-exceeds-purchase"), rejected.event());
    assertEquals(0, anna.account().lots().total());
    var existing = anna.line("ledger#purchase#P1#refund#R1");
    assertEquals(
        new RefundRepeat.Rejected("refund-exceeds-purchase"),
        RefundRepeat.judge(existing, anna.ledger(), refund("R1", 4)));
  }

  @Test
  void oneFromBeforeThePurchaseIsRejected() {
    anna.early(refund("R1", 1), NOW);
    var later = NOW.plus(Duration.ofMinutes(11));
    anna.buy(purchase("P1", later, line("A", 3, 1000)));
    assertEquals(new RefundRejected("R1", "P1", "before-purchase"), anna.last().event());
    assertEquals(30, anna.account().lots().total());
  }

  @Test
  void whatNoPurchaseClaimsIsRejectedAfterThirtyDays() {
    for (int i = 0; i < 3; i++) {
      anna.early(refund("R" + i, 1), NOW);
    }
    assertTrue(NightlyPass.decide(anna.customer(), Example.rules(), noon("2011-03-31")).isEmpty());
    anna.apply(
        NightlyPass.decide(anna.customer(), Example.rules(), noon("2011-04-01")).orElseThrow());
    assertEquals(new RefundRejected("R1", "P1", "purchase-unknown"), anna.last().event());
    assertEquals(Cause.TIME, anna.last().cause());
    anna.apply(
        NightlyPass.decide(anna.customer(), Example.rules(), noon("2011-04-02")).orElseThrow());
    assertEquals(List.of(), Awaiting.SLICE.in(anna.account()).marks());
    anna.buy(purchase("P1", noon("2011-04-02"), line("A", 3, 1000)));
    assertEquals(30, anna.account().lots().total());
  }

  @Test
  void twentyMayWait() {
    for (int i = 0; i < EarlyRefunds.MAX; i++) {
      anna.early(refund("R" + i, 1), NOW);
    }
    var more = EarlyRefunds.decide(anna.customer(), refund("R", 1), Example.rules(), NOW);
    assertEquals(new Outcome.TooMany(20), more);
  }

  @Test
  void oneFromTheFutureIsRefused() {
    var latest = NOW.minusSeconds(1);
    var before = latest.minus(Duration.ofMinutes(10));
    var early = EarlyRefunds.decide(anna.customer(), refund("R", 1), Example.rules(), before);
    assertEquals(new Outcome.TooEarly(latest), early);
  }

  @Test
  void theSameAgainIsToldWhatBecameOfIt() {
    anna.early(refund("R1", 1), NOW);
    var existing = anna.last();
    assertEquals(
        new RefundRepeat.Waiting(), RefundRepeat.judge(existing, anna.ledger(), refund("R1", 1)));
    assertEquals(
        new RefundRepeat.Different(), RefundRepeat.judge(existing, anna.ledger(), refund("R1", 2)));
    anna.buy(purchase("P1", NOW, line("A", 3, 1000)));
    var same =
        assertInstanceOf(
            RefundRepeat.Same.class, RefundRepeat.judge(existing, anna.ledger(), refund("R1", 1)));
    assertEquals(-10, same.receipt().earned());
  }
}
