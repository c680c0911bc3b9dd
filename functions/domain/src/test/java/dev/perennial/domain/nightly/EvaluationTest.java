package dev.perennial.domain.nightly;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Slices;
import dev.perennial.domain.segments.Bands;
import dev.perennial.domain.segments.Boundaries;
import dev.perennial.domain.value.ValueBands;
import dev.perennial.domain.value.ValueBands.Churn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Map<String, String> SEGMENTS =
      Map.of(
          "idle", "{\"orders\":{\"daysSinceLast\":[{\"numeric\":[\">\",60]}]}}",
          "spendable", "{\"points\":{\"balance\":[{\"numeric\":[\">\",0]}]}}",
          "best", "{\"rfm\":{\"monetary\":[5]}}");
  private static final Rules RULES = Example.rules(Example.LOYALTY, SEGMENTS);

  private static Boundaries boundaries(String version, String from, long cut) {
    var cuts = List.of(cut, cut, cut, cut);
    return new Boundaries(version, noon(from), cuts, cuts, cuts, 9);
  }

  private static PlayedCustomer bought(Rules rules, String day) {
    var anna = new PlayedCustomer(rules);
    anna.buy(purchase("P1", noon(day), line("A", 1, 5000)));
    return anna;
  }

  @Test
  void timeAloneMovesACustomer() {
    var anna = bought(RULES, "2011-03-01");
    assertEquals(List.of(), anna.account().segments());
    assertEquals(Optional.empty(), NightlyPass.decide(anna.customer(), RULES, noon("2011-03-14")));
    var change = NightlyPass.decide(anna.customer(), RULES, noon("2011-03-15")).orElseThrow();
    anna.apply(change);
    assertEquals(List.of("spendable"), anna.account().segments());
    assertEquals("moved#2", anna.last().id());
    assertEquals(Cause.TIME, anna.last().cause());
    assertEquals(new Moved(), anna.last().event());
    assertEquals(List.of("spendable"), anna.last().changes().segmentsEntered());
    assertEquals(0, anna.last().changes().points());
  }

  @Test
  void theDocumentHasTheTierOfTheDayAndNotTheOneLastStored() {
    var account = bought(RULES, "2011-03-01").account();
    var stale = account.evaluated("a-tier-of-before", Slices.NONE, List.of());
    var day = noon("2011-03-02");
    assertEquals(
        Evaluation.document(account, null, RULES, day).json(),
        Evaluation.document(stale, null, RULES, day).json());
  }

  @Test
  void aPassThatChangesNothingWritesNothing() {
    var anna = bought(RULES, "2011-03-01");
    NightlyPass.decide(anna.customer(), RULES, noon("2011-03-15")).ifPresent(anna::apply);
    assertEquals(Optional.empty(), NightlyPass.decide(anna.customer(), RULES, noon("2011-03-15")));
    assertEquals(Optional.empty(), NightlyPass.decide(anna.customer(), RULES, noon("2011-03-16")));
  }

  @Test
  void aLatePassLeavesAccountsAloneThatWereWrittenSince() {
    var anna = bought(RULES, "2011-03-01");
    anna.buy(purchase("P2", noon("2011-06-01"), line("A", 1, 100)));
    assertTrue(anna.account().segments().contains("spendable"));
    // at that instant she would have been idle: too late to say so
    assertEquals(Optional.empty(), NightlyPass.decide(anna.customer(), RULES, noon("2011-05-20")));
  }

  @Test
  void twoPassesOfOneInstantMoveOnce() {
    var anna = bought(RULES, "2011-03-01");
    var first = NightlyPass.decide(anna.customer(), RULES, noon("2011-05-20")).orElseThrow();
    anna.apply(first);
    assertEquals(Optional.empty(), NightlyPass.decide(anna.customer(), RULES, noon("2011-05-20")));
  }

  @Test
  void aPassNeverTouchesTheLedger() {
    var anna = bought(RULES, "2011-03-01");
    var before = anna.account();
    anna.apply(NightlyPass.decide(anna.customer(), RULES, noon("2011-05-20")).orElseThrow());
    assertEquals(before.debt(), anna.account().debt());
    assertEquals(before.days(), anna.account().days());
    assertEquals(50, anna.account().balanceOn(RULES.dayOf(noon("2011-05-20"))));
  }

  @Test
  void nobodyAndTheErasedArePassedOver() {
    var nobody = new Customer("anna", null, Example.anna(), null);
    assertEquals(Optional.empty(), NightlyPass.decide(nobody, RULES, noon("2011-05-20")));
    var anna = bought(RULES, "2011-03-01");
    var erased = Profiles.erase(anna.customer(), RULES, noon("2011-03-02"));
    anna.apply(((Profiles.Outcome.Changed) erased).change());
    assertEquals(Optional.empty(), NightlyPass.decide(anna.customer(), RULES, noon("2011-05-20")));
  }

  @Test
  void newBoundariesReclassifyAndTimeDoesNot() {
    var high = boundaries("2011-02", "2011-02-01", 90_000);
    var low = boundaries("2011-04", "2011-04-01", 100);
    var segments = Map.of("best", "{\"rfm\":{\"monetary\":[5]}}");
    var rules = Example.rules(Example.LOYALTY, segments, high, low);
    var anna = bought(rules, "2011-03-01");
    assertEquals(List.of(), anna.account().segments());
    assertEquals(Optional.empty(), NightlyPass.decide(anna.customer(), rules, noon("2011-03-31")));
    anna.apply(NightlyPass.decide(anna.customer(), rules, noon("2011-04-02")).orElseThrow());
    assertEquals(Cause.RECLASSIFIED, anna.last().cause());
    assertEquals(List.of("best"), anna.account().segments());
    var bands = anna.account().find(Bands.SLICE);
    assertNotNull(bands);
    assertEquals("2011-04", bands.version());
  }

  @Test
  void aMoveThatTheStoredBoundariesWouldHaveMadeTooIsOfTime() {
    var first = boundaries("2011-02", "2011-02-01", 100);
    var second = boundaries("2011-04", "2011-04-01", 200);
    var segments = Map.of("away", "{\"rfm\":{\"recency\":[1]}}");
    var rules = Example.rules(Example.LOYALTY, segments, first, second);
    var anna = bought(rules, "2011-03-01");
    anna.apply(NightlyPass.decide(anna.customer(), rules, noon("2011-11-01")).orElseThrow());
    assertEquals(Cause.TIME, anna.last().cause());
  }

  @Test
  void theFirstBoundariesOfAllCountAsTime() {
    var rules = Example.rules(Example.LOYALTY, SEGMENTS, boundaries("2011-04", "2011-04-01", 100));
    var anna = bought(rules, "2011-03-01");
    anna.apply(NightlyPass.decide(anna.customer(), rules, noon("2011-04-02")).orElseThrow());
    assertTrue(anna.account().segments().contains("best"));
    assertEquals(Cause.TIME, anna.last().cause());
  }

  private static final Map<String, String> BY_VALUE =
      Map.of(
          "late", "{\"value\":{\"churn\":[\"cooling\",\"at-risk\",\"gone\"]}}",
          "precious", "{\"value\":{\"band\":[5]}}");

  private static PlayedCustomer fortnightly(Rules rules) {
    var anna = new PlayedCustomer(rules);
    for (int i = 0; i < 10; i++) {
      var at = noon("2011-01-04").plus(Duration.ofDays(14L * i));
      anna.buy(purchase("P" + i, at, line("A", 1, 2000)));
    }
    return anna;
  }

  @Test
  void bandsByAModelCardMoveACustomerAndTheLedgerIsAsBefore() {
    var rules =
        Example.rules(
            Example.rules(Example.LOYALTY, BY_VALUE),
            Example.card("2011-01", "2011-01-01", 10_000));
    var anna = fortnightly(rules);
    assertEquals(List.of("precious"), anna.account().segments());
    assertEquals(new ValueBands(Churn.SAFE, 5, "2011-01"), anna.account().find(ValueBands.SLICE));
    var before = anna.account();
    assertEquals(Optional.empty(), NightlyPass.decide(anna.customer(), rules, noon("2011-05-12")));
    anna.apply(NightlyPass.decide(anna.customer(), rules, noon("2011-06-25")).orElseThrow());
    assertEquals(List.of("late", "precious"), anna.account().segments());
    assertEquals(Cause.TIME, anna.last().cause());
    assertEquals(new Moved(), anna.last().event());
    // apply() has folded the ledger and compared; of an account without bands nothing differs
    var bare = unevaluated(anna.account());
    assertEquals(List.of(), anna.account().differences(bare, Evaluation.SLICES));
    assertEquals(before.days(), anna.account().days());
  }

  @Test
  void aBandThatMovesNoSegmentWritesNothing() {
    var rules =
        Example.rules(
            Example.rules(Example.LOYALTY, Map.of("gone", "{\"value\":{\"churn\":[\"gone\"]}}")),
            Example.card("2011-01", "2011-01-01", 10_000));
    var anna = fortnightly(rules);
    var later = noon("2011-06-10");
    var judged = Evaluation.evaluate(anna.account(), null, rules, later).find(ValueBands.SLICE);
    assertNotEquals(anna.account().find(ValueBands.SLICE), judged);
    assertEquals(Optional.empty(), NightlyPass.decide(anna.customer(), rules, later));
  }

  @Test
  void aNewModelCardReclassifies() {
    var base = Example.rules(Example.LOYALTY, BY_VALUE);
    var rules =
        Example.rules(
            base,
            Example.card("2011-01", "2011-01-01", 9_000_000),
            Example.card("2011-06", "2011-05-11", 10_000));
    var anna = fortnightly(rules);
    assertEquals(List.of(), anna.account().segments());
    anna.apply(NightlyPass.decide(anna.customer(), rules, noon("2011-05-12")).orElseThrow());
    assertEquals(List.of("precious"), anna.account().segments());
    assertEquals(Cause.RECLASSIFIED, anna.last().cause());
    var value = anna.account().find(ValueBands.SLICE);
    assertEquals("2011-06", value == null ? "none" : value.version());
  }

  @Test
  void theFirstModelCardOfAllCountsAsTime() {
    var base = Example.rules(Example.LOYALTY, BY_VALUE);
    var rules = Example.rules(base, Example.card("2011-06", "2011-05-11", 10_000));
    var anna = fortnightly(rules);
    assertNull(anna.account().find(ValueBands.SLICE));
    anna.apply(NightlyPass.decide(anna.customer(), rules, noon("2011-05-12")).orElseThrow());
    assertEquals(List.of("precious"), anna.account().segments());
    assertEquals(Cause.TIME, anna.last().cause());
  }

  @Test
  void theErasedHaveNoBands() {
    var rules =
        Example.rules(
            Example.rules(Example.LOYALTY, BY_VALUE),
            Example.card("2011-01", "2011-01-01", 10_000));
    var anna = fortnightly(rules);
    var erased = Profiles.erase(anna.customer(), rules, noon("2011-05-20"));
    anna.apply(((Profiles.Outcome.Changed) erased).change());
    assertNull(anna.account().find(ValueBands.SLICE));
    assertEquals(List.of(), anna.account().segments());
  }

  private static Account unevaluated(Account account) {
    var slices = account.slices();
    for (var each : Evaluation.SLICES) {
      slices = slices.with(each, null);
    }
    return account.evaluated("member", slices, List.of());
  }
}
