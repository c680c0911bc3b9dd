package dev.perennial.campaigns;

import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.Enrolment;
import dev.perennial.domain.campaigns.Enrolment.Outcome;
import dev.perennial.domain.campaigns.Entries;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.runtime.events.Happened;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes an entry into a campaign and claims its mail.
 *
 * @param trigger the event that made it, null for a schedule
 * @param history asked for earlier entries, when the campaign has a limit
 */
record Enrol(
    String customerId,
    Campaign campaign,
    Entry entry,
    @Nullable Happened trigger,
    HistoryStore history)
    implements Command<Enrol.Read, Outcome> {
  /** As long as a claim is surely remembered. */
  private static final Duration CLAIM_REMEMBERED = Duration.ofDays(30);

  /** What is decided on: the mail log's version is read first, so no entry comes in between. */
  record Read(Customer customer, Entries earlier) {}

  @Override
  public boolean readsMailLog() {
    return true;
  }

  @Override
  public Read read(Customer customer, Moment at) {
    return new Read(
        customer,
        campaign.limit().counts()
            ? Entries.of(
                customer.own(
                    PersonHistory.of(history, customer)
                        .startingWith(LineId.entry(campaign.id(), ""))))
            : Entries.NONE);
  }

  @Override
  public Decision<Outcome> decide(Read read, Moment at) {
    var customer = read.customer();
    if (trigger != null && customer.lifeOf(trigger.customerId()).isAfter(trigger.seq())) {
      // of a customer who was erased, though the same id is another's by now
      return new Decision.Answer<>(new Outcome.NotInAudience());
    }
    var shop = at.rules().programme().shop();
    var keyed = Enrolment.keyed(customer, campaign, entry, read.earlier());
    var outcome = Enrolment.decide(customer, campaign, keyed, read.earlier(), shop, at.now());
    return switch (outcome) {
      case Outcome.Already _, Outcome.NotInAudience _, Outcome.Held _ ->
          new Decision.Answer<>(outcome);
      case Outcome.Claimed claimed -> {
        var line =
            Enrolment.line(
                customer, campaign, keyed, trigger == null ? null : trigger.eventId(), at.now());
        // what is counted is written with the claim: an entry without one would use up the limit
        yield campaign.limit().counts()
            ? new Decision.Write<>(claimed.change().with(null, List.of(line)), outcome)
            : new Decision.Note<>(line, new Decision.Write<>(claimed.change(), outcome));
      }
    };
  }

  /**
   * The entry outlives the claim: taken before, it was claimed before, unless it is so young that
   * its claim would still be remembered. Then it is the same entry, tried again after a crash.
   */
  @Override
  public Existing<Outcome> existing(HistoryLine line, Moment at) {
    return !campaign.limit().counts() && line.recordedAt().plus(CLAIM_REMEMBERED).isAfter(at.now())
        ? new Existing.Counts<>()
        : new Existing.Answers<>(new Outcome.Already());
  }
}
