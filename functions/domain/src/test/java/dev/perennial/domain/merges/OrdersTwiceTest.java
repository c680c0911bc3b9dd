package dev.perennial.domain.merges;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.merges.Merging.Outcome;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.revisions.Revisions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders that both customers had who are one person: each counts once. */
class OrdersTwiceTest {
  private static final Instant NOW = Example.noon("2011-03-01");
  private static final Rules RULES = Example.rules();

  private final PlayedCustomer anna = new PlayedCustomer(RULES);
  private final PlayedCustomer guest = new PlayedCustomer("guest", RULES, _ -> {});

  private static void buy(PlayedCustomer who, String id, String day, int price) {
    var purchase = Example.purchase(id, Example.noon(day), Example.line("S1", 1, price));
    who.buy(purchase.of(who.account().customerId()));
  }

  private void merge() {
    assertInstanceOf(Outcome.Merge.class, anna.merge(guest, NOW));
  }

  @Test
  void anOrderOfBothCountsOnceAndItsReturnTakesBackOnce() {
    buy(anna, "P1", "2011-01-10", 1000);
    var once = anna.account();
    buy(guest, "P1", "2011-01-10", 1000);
    buy(guest, "P2", "2011-01-11", 500);
    merge();
    assertEquals(2, anna.account().purchases());
    assertEquals(2, anna.account().days().orders());
    assertEquals(once.lots().total() + 5, anna.account().lots().total());
    anna.refund("R1", "P1", NOW);
    assertEquals(5, anna.account().lots().total());
    anna.refund("R2", "P2", NOW);
    assertEquals(0, anna.account().lots().total());
    assertEquals(0, anna.account().days().orders());
  }

  @Test
  void anOrderThatHadGoneBackWholeIsNoDifference() {
    buy(anna, "P1", "2011-01-10", 1000);
    buy(guest, "P1", "2011-01-10", 2000);
    guest.refund("R", "P1", NOW);
    merge();
    assertEquals(1, anna.account().days().orders());
    anna.refund("R1", "P1", NOW);
    assertEquals(0, anna.account().days().orders());
  }

  @Test
  void anOrderOfWhichNotTheSameIsLeftIsNamed() {
    buy(anna, "P1", "2011-01-10", 1000);
    buy(guest, "P1", "2011-01-10", 1000);
    guest.refund("R", "P1", NOW);
    anna.refund("R", "P1", NOW);
    buy(anna, "P2", "2011-01-10", 1000);
    buy(guest, "P2", "2011-01-10", 1000);
    anna.refund("R2", "P2", NOW);
    assertEquals(new Outcome.OrdersDiffer(List.of("P2")), anna.merge(guest, NOW));
    guest.refund("R2", "P2", NOW);
    merge();
    assertEquals(0, anna.account().days().orders());
  }

  @Test
  void inAChainAnOrderOfAllThreeCountsOnce() {
    var till = new PlayedCustomer("till", RULES, _ -> {});
    for (var each : List.of(anna, guest, till)) {
      buy(each, "P1", "2011-01-10", 1000);
    }
    assertInstanceOf(Outcome.Merge.class, guest.merge(till, NOW));
    assertEquals(1, guest.account().days().orders());
    merge();
    assertEquals(1, anna.account().days().orders());
    assertEquals(1, anna.account().purchases());
    assertEquals(10, anna.account().lots().total());
    anna.refund("R1", "P1", NOW);
    assertEquals(0, anna.account().lots().total());
  }

  @Test
  void inAChainWhoseMiddleLacksTheOrderTheLiveCopyGoesBack() {
    var till = new PlayedCustomer("till", RULES, _ -> {});
    buy(till, "P1", "2011-01-10", 1000);
    buy(guest, "G1", "2011-01-10", 100);
    assertInstanceOf(Outcome.Merge.class, guest.merge(till, NOW));
    buy(anna, "P1", "2011-01-10", 1000);
    merge();
    assertEquals(2, anna.account().days().orders());
    anna.refund("R1", "P1", NOW);
    assertEquals(1, anna.account().days().orders());
    assertEquals(1, anna.account().lots().total());
  }

  @Test
  void whatTheMiddleGaveBackIsNotTakenOffAnothersCopy() {
    var till = new PlayedCustomer("till", RULES, _ -> {});
    buy(till, "P1", "2011-01-10", 1000);
    buy(guest, "G1", "2011-01-10", 100);
    assertInstanceOf(Outcome.Merge.class, guest.merge(till, NOW));
    guest.refund("R1", "P1", NOW);
    buy(anna, "P1", "2011-01-10", 1000);
    merge();
    assertEquals(2, anna.account().days().orders());
    anna.refund("R2", "P1", NOW);
    assertEquals(1, anna.account().days().orders());
  }

  @Test
  void ofTwoWhoWereMergedOneAfterTheOtherTheCopyThatWasNotTakenBackCounts() {
    var till = new PlayedCustomer("till", RULES, _ -> {});
    var web = new PlayedCustomer("web", RULES, _ -> {});
    buy(web, "P1", "2011-01-10", 1000);
    buy(anna, "A1", "2011-01-10", 100);
    assertInstanceOf(Outcome.Merge.class, anna.merge(web, NOW));
    buy(till, "P1", "2011-01-10", 1000);
    buy(guest, "G1", "2011-01-10", 100);
    assertInstanceOf(Outcome.Merge.class, guest.merge(till, NOW));
    merge();
    assertEquals(3, anna.account().days().orders());
    anna.refund("R1", "P1", NOW);
    assertEquals(2, anna.account().days().orders());
  }

  @Test
  void inAChainTheLiveCopyIsTheOneThatGoesBack() {
    var till = new PlayedCustomer("a-till", RULES, _ -> {});
    buy(till, "P1", "2011-01-10", 1000);
    buy(guest, "P1", "2011-01-10", 1000);
    buy(anna, "P2", "2011-01-10", 500);
    assertInstanceOf(Outcome.Merge.class, guest.merge(till, NOW));
    merge();
    anna.refund("R1", "P1", NOW);
    assertEquals(5, anna.account().lots().total());
    assertEquals(List.of("a-till", "guest"), anna.customer().formerIds());
  }

  @Test
  void whatWentBackBeforeTheMergeIsNotTakenTwiceAfterALaterVersion() {
    for (int i = 0; i < 9; i++) {
      buy(guest, "G" + i, "2011-01-10", 100);
    }
    var line = Example.line("S1", 3, 1000);
    var order = Example.purchase("P1", Example.noon("2011-01-10"), line);
    guest.buy(order.of("guest"));
    guest.refund("R1", "P1", NOW, new Refund.Line("S1", 1, null));
    buy(anna, "P2", "2011-01-10", 500);
    merge();
    var next = Example.purchase("P1", Example.noon("2011-02-10"), line, Example.line("S2", 1, 700));
    assertTrue(anna.tryRevise(new Revisions.Revision(next, null, false), NOW));
    anna.refund("R2", "P1", NOW, new Refund.Line("S1", 2, null));
    anna.refund("R3", "P1", NOW, new Refund.Line("S2", 1, null));
    assertEquals(10, anna.account().days().orders());
  }

  @Test
  void ordersOfOneIdWithOtherGoodsAreNamed() {
    buy(anna, "P1", "2011-01-10", 1000);
    buy(guest, "P1", "2011-01-10", 2000);
    var before = anna.account();
    assertEquals(new Outcome.OrdersDiffer(List.of("P1")), anna.merge(guest, NOW));
    assertEquals(before, anna.account());
  }
}
