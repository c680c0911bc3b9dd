package dev.perennial.campaigns;

import dev.perennial.domain.campaigns.Journeys;
import dev.perennial.domain.ledger.HistoryLine;
import org.jspecify.annotations.Nullable;

/**
 * What a step of a customer's journeys leaves to be done.
 *
 * @param refused why an entry was not made: recorded when the reason is another than before
 * @param held how many steps were not done, each with a line that is written already
 * @param more whether something is left that is due at once
 */
record Progress(@Nullable HistoryLine refused, int held, boolean more) {
  /** Nothing. */
  static final Progress NONE = new Progress(null, 0, false);

  static Progress of(Journeys.Outcome outcome) {
    return new Progress(null, outcome.held().size(), outcome.more());
  }
}
