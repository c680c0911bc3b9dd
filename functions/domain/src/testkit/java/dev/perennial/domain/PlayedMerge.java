package dev.perennial.domain;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.merges.Merging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Two played customers who are one person. */
final class PlayedMerge {
  private PlayedMerge() {}

  /** Under every id, the own first and then the nearest. */
  private static List<HistoryLine> lines(PlayedCustomer of) {
    var lines = new ArrayList<>(of.ledger());
    lines.addAll(of.former());
    return of.customer().own(lines);
  }

  static Merging.Outcome of(PlayedCustomer into, PlayedCustomer from, Rules rules, Instant now) {
    var goes = from.customer();
    var asked =
        new Merging.Asked(into.customer(), goes.customerId(), goes).with(lines(into), lines(from));
    var outcome = Merging.decide(asked, address -> address, rules, now);
    if (outcome instanceof Merging.Outcome.Merge merge) {
      from.apply(merge.from());
      into.apply(merge.into());
      into.former().addAll(0, from.former());
      into.former().addAll(0, from.ledger());
    }
    return outcome;
  }
}
