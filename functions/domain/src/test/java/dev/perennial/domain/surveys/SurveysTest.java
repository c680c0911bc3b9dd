package dev.perennial.domain.surveys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.engagement.Answers;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.surveys.Surveys.Outcome;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SurveysTest {
  private static final Reply REPLY =
      new Reply(
          new TreeMap<>(Map.of("score", 3L)),
          new TreeMap<>(Map.of("why", "price")),
          new TreeMap<>(Map.of("more", "for my aunt")));
  private static final Customer ADA =
      new Customer("ada", Account.empty("ada", "member"), null, null);

  private static Outcome answer(Customer customer) {
    var unhappy = Map.of("unhappy", "{\"scores\":{\"order:score\":[{\"numeric\":[\"<=\",6]}]}}");
    var rules = Example.rules(Example.LOYALTY, unhappy);
    return Surveys.answer(customer, "order", "o1", REPLY, rules, Example.noon("2026-03-02"));
  }

  @Test
  void anAnswerIsOneLineAndTheAccountThatItMakes() {
    var change = assertInstanceOf(Outcome.Answered.class, answer(ADA)).change();
    var line = change.lines().getFirst();
    assertEquals("answer#order#o1", line.id());
    assertEquals(1, line.seq());
    assertEquals(List.of("unhappy"), line.changes().segmentsEntered());
    var account = Objects.requireNonNull(change.account());
    assertEquals(1, account.version());
    assertEquals(
        Answers.NONE.plus("order", REPLY.scores(), REPLY.choices(), LocalDate.parse("2026-03-02")),
        Answers.SLICE.in(account));
  }

  @Test
  void ofWhoIsUnknownOrErasedNothingIsRecorded() {
    assertEquals(new Outcome.Nobody(), answer(new Customer("ada", null, null, null)));
    var now = Example.noon("2026-03-01");
    var erased =
        assertInstanceOf(Profiles.Outcome.Changed.class, Profiles.erase(ADA, Example.rules(), now));
    var gone = new Customer("ada", erased.change().account(), null, null);
    assertEquals(new Outcome.Nobody(), answer(gone));
  }

  @Test
  void aLineWithoutItsWordsIsOtherwiseTheSame() {
    var change = assertInstanceOf(Outcome.Answered.class, answer(ADA)).change();
    var line = change.lines().getFirst();
    assertTrue(Surveys.hasWords(line));
    var less = Surveys.withoutWords(line);
    assertFalse(Surveys.hasWords(less));
    assertEquals(line, less.saying(line.event()));
    assertEquals("{score=3}", ((Answered) less.event()).scores().toString());
    assertEquals(less, Surveys.withoutWords(less));
  }
}
