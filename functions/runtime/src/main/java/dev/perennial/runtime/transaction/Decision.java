package dev.perennial.runtime.transaction;

import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.HistoryLine;

/**
 * What is to be done about a command.
 *
 * @param <A> what the caller is told
 */
public sealed interface Decision<A> {
  /** Write the change, then answer. */
  record Write<A>(Change change, A answer) implements Decision<A> {}

  /** Write the changes of two customers, both or none, then answer. */
  record WriteBoth<A>(Change one, Change other, A answer) implements Decision<A> {}

  /** Put a line that stands alone, then go on. */
  record Note<A>(HistoryLine line, Decision<A> then) implements Decision<A> {}

  /** Answer; nothing is written. */
  record Answer<A>(A answer) implements Decision<A> {}

  /**
   * Answer, unless a line exists: what is no longer taken may have been recorded when it was, and
   * then it has its answer.
   */
  record AnswerUnless<A>(String lineId, A answer) implements Decision<A> {}
}
