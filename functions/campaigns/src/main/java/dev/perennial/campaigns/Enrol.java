package dev.perennial.campaigns;

import dev.perennial.domain.campaigns.Assignments;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.Enrolment;
import dev.perennial.domain.campaigns.Enrolment.Outcome;
import dev.perennial.domain.campaigns.Entries;
import dev.perennial.domain.campaigns.Journeys;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.runtime.events.Happened;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes an entry into a campaign, and its journey as far as it goes at once.
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
    implements Command<Enrol.Read, Progress> {
  /** As long as a journey is surely remembered. */
  private static final Duration SURELY_REMEMBERED = Duration.ofDays(30);

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
  public Decision<Progress> decide(Read read, Moment at) {
    var customer = read.customer();
    if (trigger != null && customer.lifeOf(trigger.customerId()).isAfter(trigger.seq())) {
      // of a customer who was erased, though the same id is another's by now
      return new Decision.Answer<>(Progress.NONE);
    }
    var keyed = Enrolment.keyed(customer, campaign, entry, read.earlier());
    var shop = at.rules().programme().shop();
    return switch (Enrolment.decide(customer, campaign, keyed, read.earlier(), shop, at.now())) {
      case Outcome.Already _, Outcome.NotInAudience _ -> new Decision.Answer<>(Progress.NONE);
      case Outcome.Held(var decision) ->
          new Decision.Answer<>(new Progress(List.of(decision), false));
      case Outcome.Enters(var journey) ->
          enters(customer, journey, journeys(customer, journey, at).begin(journey), at);
      case Outcome.HeldOut(var journey) ->
          enters(customer, journey, journeys(customer, journey, at).note(journey), at);
    };
  }

  /** Those of the customer once assigned, so that one write remembers both. */
  private Journeys journeys(Customer customer, Journey journey, Moment at) {
    var shop = at.rules().programme().shop();
    var assigned = Assignments.assigned(customer, campaign, journey, shop, at.now());
    return new Journeys(assigned, Set.of(), at.rules(), at.now());
  }

  private Decision<Progress> enters(
      Customer customer, Journey journey, Journeys.Outcome outcome, Moment at) {
    var line =
        Enrolment.line(customer, journey, trigger == null ? null : trigger.eventId(), at.now());
    var answer = Progress.of(outcome);
    var change = outcome.change();
    if (change == null) {
      return new Decision.Note<>(line, new Decision.Answer<>(answer));
    }
    // what is counted is written with the journey: an entry without one would use up the limit
    if (campaign.limit().counts()) {
      return new Decision.Write<>(change.and(line), answer);
    }
    return new Decision.Note<>(line, new Decision.Write<>(change, answer));
  }

  /**
   * The entry outlives the journey: taken before, it went its way before, unless it is so young
   * that its journey would still be remembered. Then it is the same entry, tried again after a
   * crash.
   */
  @Override
  public Existing<Progress> existing(HistoryLine line, Moment at) {
    return !campaign.limit().counts() && line.recordedAt().plus(SURELY_REMEMBERED).isAfter(at.now())
        ? new Existing.Counts<>()
        : new Existing.Answers<>(Progress.NONE);
  }
}
