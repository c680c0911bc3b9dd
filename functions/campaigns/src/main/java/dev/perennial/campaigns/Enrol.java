package dev.perennial.campaigns;

import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.Enrolment;
import dev.perennial.domain.campaigns.Enrolment.Outcome;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Takes an entry into a campaign and claims its mail.
 *
 * @param trigger id of the event that made it, null for a schedule
 */
record Enrol(String customerId, Campaign campaign, Entry entry, @Nullable String trigger)
    implements Command.OfCustomer<Outcome> {
  /** As long as a claim is surely remembered. */
  private static final Duration CLAIM_REMEMBERED = Duration.ofDays(30);

  @Override
  public boolean readsMailLog() {
    return true;
  }

  @Override
  public Decision<Outcome> decide(Customer customer, Moment at) {
    var shop = at.rules().programme().shop();
    var outcome = Enrolment.decide(customer, campaign, entry, shop, at.now());
    return switch (outcome) {
      case Outcome.Already _, Outcome.NotInAudience _, Outcome.Held _ ->
          new Decision.Answer<>(outcome);
      case Outcome.Claimed claimed ->
          new Decision.Note<>(
              Enrolment.line(customer, campaign, entry, trigger, at.now()),
              new Decision.Write<>(claimed.change(), outcome));
    };
  }

  /**
   * The entry outlives the claim: taken before, it was claimed before, unless it is so young that
   * its claim would still be remembered. Then it is the same entry, tried again after a crash.
   */
  @Override
  public Existing<Outcome> existing(HistoryLine line, Moment at) {
    return line.recordedAt().plus(CLAIM_REMEMBERED).isAfter(at.now())
        ? new Existing.Counts<>()
        : new Existing.Answers<>(new Outcome.Already());
  }
}
