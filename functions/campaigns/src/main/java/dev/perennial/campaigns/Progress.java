package dev.perennial.campaigns;

import dev.perennial.domain.campaigns.Journeys;
import dev.perennial.domain.ledger.HistoryLine;
import java.util.List;

/**
 * What a step of a customer's journeys leaves to be done.
 *
 * @param held mails that are not sent, and why: recorded when the reason is another than before
 * @param more whether something is left that is due at once
 */
record Progress(List<HistoryLine> held, boolean more) {
  /** Nothing. */
  static final Progress NONE = new Progress(List.of(), false);

  static Progress of(Journeys.Outcome outcome) {
    return new Progress(outcome.held(), outcome.more());
  }
}
