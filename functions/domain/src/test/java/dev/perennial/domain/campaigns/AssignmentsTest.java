package dev.perennial.domain.campaigns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.Assignment;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.MailLog;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is remembered of who entered which arm. */
class AssignmentsTest extends PlayedJourneys {
  private static final String MAIL = "\"steps\": [{\"email\": \"one\"}]";

  private void holdout(String more) {
    campaigns("{\"c\": {" + EVERY_ORDER + ", " + more + "}}");
  }

  private @Nullable Assignment after(String key, Instant at) {
    enter(key, at);
    return customer.mailLogOrNone().assigned().get("c");
  }

  private Assignment assigned(String key, Instant at) {
    return Objects.requireNonNull(after(key, at));
  }

  @Test
  void nobodyIsRememberedWhereNobodyIsCompared() {
    holdout(MAIL);
    assertNull(after("p1", START));
  }

  @Test
  void theFirstEntryCountsAndLaterOnesChangeNothingButCosts() {
    holdout("\"holdout\": 1, " + MAIL);
    var first = assigned("p1", START);
    assertEquals(Assignment.TREATED, first.arm());
    assertEquals(LocalDate.parse("2011-03-01"), first.day());
    assertEquals(1, first.mails());
    var second = assigned("p2", START.plus(Duration.ofDays(3)));
    assertEquals(first.day(), second.day());
    assertEquals(2, second.mails());
    assertEquals(2, assigned("p3", START.plus(Duration.ofDays(40))).mails(), "past the window");
  }

  @Test
  void spendBeforeAndWhatTheDayHasAlreadyIsRemembered() {
    var days =
        ActiveDays.NONE
            .plus(LocalDate.parse("2010-02-27"), 1, 5000, 0)
            .plus(LocalDate.parse("2010-03-02"), 1, 700, 0)
            .plus(LocalDate.parse("2011-03-01"), 2, 300, 0);
    customer =
        new Customer("anna", Example.account("anna", days, null), Example.anna("email"), null);
    holdout("\"holdout\": 1, " + MAIL);
    var assigned = assigned("p1", START);
    assertEquals(1000, assigned.before());
    assertEquals(2, assigned.orders());
    assertEquals(300, assigned.spend());
  }

  /** The shop's zone says which day it is, and when the window ends. */
  @ParameterizedTest
  @CsvSource({
    "2011-03-01T23:59:00Z, 2011-03-01, 2011-03-28T23:00:00Z",
    "2011-07-01T23:30:00Z, 2011-07-02, 2011-07-29T23:00:00Z",
  })
  void daysAreTheShops(Instant at, LocalDate day, Instant closes) {
    holdout("\"holdout\": 1, " + MAIL);
    var assigned = assigned("p1", at);
    assertEquals(day, assigned.day());
    assertEquals(closes, assigned.closes());
  }

  @Test
  void whoIsHeldOutIsRememberedAlike() {
    control = 50;
    holdout("\"holdout\": 90, " + MAIL);
    for (int i = 0; i < 40; i++) {
      customer =
          new Customer(
              "c" + i, Example.account("c" + i, Example.DAYS, null), Example.anna("email"), null);
      var assigned = assigned("p1", START);
      var journey = only();
      assertEquals(journey.heldOut() ? journey.arm() : Assignment.TREATED, assigned.arm());
      assertEquals(3000, assigned.before());
    }
  }

  @Test
  void anotherHoldoutPlanOrShareIsAnotherTest() {
    holdout("\"holdout\": 1, " + MAIL);
    var first = assigned("p1", START);
    for (var other :
        new String[] {
          "\"holdout\": 2, " + MAIL,
          "\"holdout\": 2, \"test\": {\"weeks\": 4}, " + MAIL,
          "\"holdout\": 2, \"test\": {\"weeks\": 4, \"begins\": \"2011-03-03\"}, " + MAIL
        }) {
      holdout(other);
      var next = assigned("p" + other.length(), START.plus(Duration.ofDays(3)));
      assertNotEquals(first.test(), next.test());
      assertEquals(LocalDate.parse("2011-03-04"), next.day());
      first = next;
    }
  }

  @Test
  void whoEntersBeforeTheTestBeginsIsInNone() {
    holdout("\"holdout\": 1, \"test\": {\"begins\": \"2011-03-02\"}, " + MAIL);
    assertNull(after("p1", START));
    assertEquals(
        LocalDate.parse("2011-03-02"), assigned("p2", START.plus(Duration.ofDays(1))).day());
  }

  @Test
  void theWayOfASplitIsTheArmUnlessItStandsInABranch() {
    holdout(
        "\"steps\": [{\"wait\": \"1 day\"}, {\"split\": {\"a\": {\"share\": 1}, \"b\": {\"share\":"
            + " 1}}}]");
    var assigned = assigned("p1", START);
    assertTrue(assigned.arm().matches("treated:[ab]"), assigned.arm());
    holdout(
        "\"steps\": [{\"if\": {\"orders\": {\"count\": [1]}}, \"then\": [{\"split\": {\"a\":"
            + " {\"share\": 1}, \"b\": {\"share\": 1}}}]}]");
    customer = new Customer("anna", customer.account(), customer.profile(), null);
    assertNull(after("p2", START));
  }

  @Test
  void giftsAreCounted() {
    holdout("\"holdout\": 1, \"steps\": [{\"points\": 70}, {\"email\": \"one\"}]");
    assertEquals(70, assigned("p1", START).points());
  }

  /** Two ids of one person: the first assignment stays, and what both cost is added. */
  @Test
  void ofOnePersonUnderTwoIdsTheFirstOfATestStays() {
    var early = assignment("t1", "2011-03-01", Journey.HELD_OUT, 0);
    var late = assignment("t1", "2011-03-05", Assignment.TREATED, 2);
    assertEquals(Journey.HELD_OUT, early.merged(late).arm());
    assertEquals(Journey.HELD_OUT, late.merged(early).arm());
    assertEquals(2, late.merged(early).mails());
    var other = assignment("t2", "2011-03-04", Assignment.TREATED, 1);
    assertEquals(other, other.merged(early));
    assertEquals(other, early.merged(other));
  }

  private static Assignment assignment(String test, String day, String arm, int mails) {
    return new Assignment(
        test, LocalDate.parse(day), Example.noon("2011-04-01"), arm, 0, 0, 0, mails, 0, List.of());
  }

  @Test
  void couponsAreRememberedInTheWindowAndAHundredAtMost() {
    var log = MailLog.NONE.assigned("c", assignment("t", "2011-03-01", "treated", 0), START);
    for (int i = 0; i <= Assignment.MOST_COUPONS; i++) {
      log = log.giving("c", "CODE" + i, START);
    }
    log = log.giving("c", "LATE", Example.noon("2011-04-02"));
    var assigned = Objects.requireNonNull(log.assigned().get("c"));
    assertEquals(Assignment.MOST_COUPONS, assigned.coupons().size());
    assertEquals("CODE0", assigned.coupons().getFirst());
    var one = assignment("t", "2011-03-01", "treated", 0);
    assertEquals(assigned.coupons(), one.merged(assigned).coupons());
  }

  @Test
  void whatIsLongAgoIsForgotten() {
    var log =
        MailLog.NONE
            .assigned("old", assignment("t", "2011-03-01", "treated", 0), START)
            .assigned(
                "new",
                assignment("t", "2012-05-05", "treated", 0),
                Instant.parse("2012-06-01T00:00:00Z"));
    assertEquals(Set.of("new"), log.assigned().keySet());
  }
}
