package dev.perennial.campaigns;

import dev.perennial.domain.campaigns.Assignments;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.Enrolment;
import dev.perennial.domain.campaigns.Enrolment.Outcome;
import dev.perennial.domain.campaigns.Entered;
import dev.perennial.domain.campaigns.Entries;
import dev.perennial.domain.campaigns.Journeys;
import dev.perennial.domain.campaigns.Supplies;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.events.Happened;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes an entry into a campaign, and its journey as far as it goes at once.
 *
 * @param trigger the event that made it, null for a schedule
 * @param stores asked for earlier entries, when the campaign has a limit, and for what steps need
 */
record Enrol(
    String customerId, Campaign campaign, Entry entry, @Nullable Happened trigger, Stores stores)
    implements Command<Enrol.Read, Progress> {
  /** As long as a journey is surely remembered. */
  private static final Duration SURELY_REMEMBERED = Duration.ofDays(30);

  /** What is decided on: the mail log's version is read first, so no entry comes in between. */
  record Read(Customer customer, Entry keyed, Entries earlier, Supplies supplies) {}

  @Override
  public boolean readsMailLog() {
    return true;
  }

  @Override
  public Read read(Customer customer, Moment at) {
    var earlier =
        campaign.limit().counts()
            ? Entries.of(
                customer.own(
                    PersonHistory.of(stores.history(), customer)
                        .startingWith(LineId.entry(campaign.id(), ""))))
            : Entries.NONE;
    var keyed = Enrolment.keyed(customer, campaign, entry, earlier);
    var journey = Enrolment.journey(customer, campaign, keyed, at.rules().programme().shop());
    var supplies = Provision.of(List.of(journey), customer, at.rules(), stores);
    return new Read(customer, keyed, earlier, supplies);
  }

  @Override
  public Decision<Progress> decide(Read read, Moment at) {
    var customer = read.customer();
    if (trigger != null && customer.lifeOf(trigger.customerId()).isAfter(trigger.seq())) {
      // of a customer who was erased, though the same id is another's by now
      return new Decision.Answer<>(Progress.NONE);
    }
    return switch (Enrolment.decide(
        customer, campaign, read.keyed(), read.earlier(), at.rules(), at.now())) {
      case Outcome.Already _, Outcome.NotInAudience _ -> new Decision.Answer<>(Progress.NONE);
      case Outcome.Held(var decision) -> new Decision.Answer<>(new Progress(decision, 0, false));
      case Outcome.Enters(var journey) ->
          enters(customer, journey, journeys(read, journey, at).begin(journey), at);
    };
  }

  /** Those of the customer once assigned, so that one write remembers both. */
  private Journeys journeys(Read read, Journey journey, Moment at) {
    var shop = at.rules().programme().shop();
    var assigned = Assignments.assigned(read.customer(), campaign, journey, shop, at.now());
    return new Journeys(assigned, read.supplies(), at.rules(), at.now());
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
    if (!(line.event() instanceof Entered)) {
      return new Existing.Outdates<>(); // what a step makes was made since it was looked for
    }
    if (Enrolment.isNumbered(campaign) && !line.at().equals(entry.at())) {
      return new Existing.Outdates<>(); // another of its schedule's times took the number
    }
    return !campaign.limit().counts() && line.recordedAt().plus(SURELY_REMEMBERED).isAfter(at.now())
        ? new Existing.Counts<>()
        : new Existing.Answers<>(Progress.NONE);
  }
}
