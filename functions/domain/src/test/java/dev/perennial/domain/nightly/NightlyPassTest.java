package dev.perennial.domain.nightly;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Slices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the pass of an instant judges. What it judges by is EvaluationTest's. */
class NightlyPassTest {
  private static final Rules RULES =
      Example.rules(
          Example.LOYALTY,
          Map.of("spendable", "{\"points\":{\"balance\":[{\"numeric\":[\">\",0]}]}}"));

  /** By then 50 points can be spent, and they came in on the day before. */
  private static final Instant WRITTEN = noon("2011-03-16");

  private static PlayedCustomer written() {
    var anna = new PlayedCustomer(RULES);
    anna.buy(purchase("P1", noon("2011-03-01"), line("A", 1, 5000)));
    anna.buy(purchase("P2", WRITTEN, line("A", 1, 100)));
    assertEquals(List.of("spendable"), anna.account().segments());
    return anna;
  }

  /** On 1 April she was not idle; said after she was found to be, it would be wrong. */
  @Test
  void aPassThatRunsLateSaysNothingOfAccountsWrittenSince() {
    var idle = Map.of("idle", "{\"orders\":{\"daysSinceLast\":[{\"numeric\":[\">\",60]}]}}");
    var rules = Example.rules(Example.LOYALTY, idle);
    var anna = new PlayedCustomer(rules);
    anna.buy(purchase("P1", noon("2011-03-01"), line("A", 1, 5000)));
    anna.put(Example.anna("email"), noon("2011-05-16"));
    assertEquals(List.of("idle"), anna.account().segments());
    assertEquals(Optional.empty(), NightlyPass.decide(anna.customer(), rules, noon("2011-04-01")));
  }

  /** An account whose evaluation is due, whenever it was written: only the instant decides. */
  @ParameterizedTest(name = "{0} s after the account was written: judged {1}")
  @CsvSource({"-86400, false", "-1, false", "0, true", "1, true", "86400, true"})
  void anAccountIsJudgedFromTheInstantOnAtWhichItWasWritten(long seconds, boolean judged) {
    var due = written().account().evaluated("member", Slices.NONE, List.of());
    var pass =
        NightlyPass.decide(
            new Customer("anna", due, null, null),
            RULES,
            WRITTEN.plus(Duration.ofSeconds(seconds)));
    assertEquals(judged, pass.isPresent());
    assertTrue(pass.isEmpty() || pass.get().lines().getFirst().event() instanceof Moved);
  }
}
