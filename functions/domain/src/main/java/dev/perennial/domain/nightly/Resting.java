package dev.perennial.domain.nightly;

import dev.perennial.domain.evaluation.Rest;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Due;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Predicate;

/** Whose accounts the pass of a scheduled instant may pass over: judged, they would stay as is. */
public final class Resting implements Predicate<Due> {
  private final Rules rules;
  private final Instant at;
  private final LocalDate today;
  private final String mark;

  /**
   * @param rules in force at the instant
   * @param at the scheduled instant
   */
  public Resting(Rules rules, Instant at) {
    this.rules = rules;
    this.at = at;
    today = rules.dayOf(at);
    mark = Rest.mark(rules);
  }

  /** Whether an account rests by its due day, which is of the account's version. */
  @Override
  public boolean test(Due due) {
    return today.isBefore(due.day())
        && due.mark().equals(mark)
        && Rest.bandsStay(due.measured(), rules, at);
  }
}
