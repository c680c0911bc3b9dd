package dev.perennial.domain.surveys;

import dev.perennial.domain.evaluation.LedgerStep;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import java.time.Instant;
import java.util.TreeMap;

/** Decides what an answer to a survey does: one line, and the account that remembers it. */
public final class Surveys {
  private Surveys() {}

  /** What became of an answer before it is written. */
  public sealed interface Outcome {
    /** To be written: the line and the account, judged, together. */
    record Answered(Change change) implements Outcome {}

    /** Nothing is known of the customer, or no longer: nothing is recorded. */
    record Nobody() implements Outcome {}
  }

  /**
   * Decides an answer. That there is one for the occasion already shows when it is written.
   *
   * @param customer as last written
   * @param occasion for which the customer was asked
   * @param now when it is recorded
   */
  public static Outcome answer(
      Customer customer, String surveyId, String occasion, Reply reply, Rules rules, Instant now) {
    var account = customer.account();
    if (account == null || account.erased()) {
      return new Outcome.Nobody();
    }
    var fact = new Answered(surveyId, reply.scores(), reply.choices(), reply.words());
    var step = new LedgerStep(customer, account, rules, now);
    return new Outcome.Answered(step.unanswered(LineId.answer(surveyId, occasion), now, fact));
  }

  /** Whether a line has words that must not outlive its customer's erasure. */
  public static boolean hasWords(HistoryLine line) {
    return line.event() instanceof Answered said && !said.words().isEmpty();
  }

  /** The same line without words: it made a version of the account, so it has to stay. */
  public static HistoryLine withoutWords(HistoryLine line) {
    return line.event() instanceof Answered said
        ? line.saying(new Answered(said.surveyId(), said.scores(), said.choices(), new TreeMap<>()))
        : line;
  }
}
