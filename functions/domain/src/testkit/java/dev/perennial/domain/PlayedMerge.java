package dev.perennial.domain;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.merges.Merging;
import java.time.Instant;

/** Two played customers who are one person. */
final class PlayedMerge {
  private PlayedMerge() {}

  static Merging.Outcome of(PlayedCustomer into, PlayedCustomer from, Rules rules, Instant now) {
    var goes = from.customer();
    var asked =
        new Merging.Asked(into.customer(), goes.customerId(), goes)
            .with(into.customer().own(into.ledger()), goes.own(from.ledger()));
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
