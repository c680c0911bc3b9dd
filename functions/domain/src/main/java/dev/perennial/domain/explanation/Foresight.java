package dev.perennial.domain.explanation;

import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.campaigns.CampaignVersions;
import dev.perennial.domain.campaigns.Enrolment;
import dev.perennial.domain.campaigns.Entries;
import dev.perennial.domain.campaigns.Journeys;
import dev.perennial.domain.campaigns.Supplies;
import dev.perennial.domain.campaigns.Timetable;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.explanation.Why.Coming;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Change.ProfileStep;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.mail.Dispatch;
import dev.perennial.domain.nightly.NightlyPass;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A customer's time to come, if nobody does anything: nightly passes, schedules and journeys, each
 * decided by the rooms' own rules on the customer in memory. Mails that are claimed are taken as
 * sent; boundaries and model cards stay those in force.
 */
final class Foresight {
  private final Rules rules;
  private final CampaignSet campaigns;
  private final CampaignVersions versions;
  private final ZoneId zone;
  private final Timetable timetable;
  private final Known known;
  private final Map<String, List<HistoryLine>> entries = new HashMap<>();
  private final Set<String> given;
  private final Map<String, Coming> entrances = new TreeMap<>();

  private Customer customer;
  private Instant now;

  /**
   * @param from after which it comes
   */
  Foresight(Known known, Rules rules, Instant from) {
    this.known = known;
    this.rules = rules;
    campaigns = rules.programme().get(CampaignSet.SECTION);
    versions = new CampaignVersions(rules);
    zone = rules.programme().shop().zone();
    timetable = Timetable.of(campaigns, zone);
    customer = known.customer();
    known.entries().forEach((id, lines) -> entries.put(id, new ArrayList<>(lines)));
    given = new HashSet<>(known.given());
    now = from;
  }

  /** The first entries that were foreseen, by campaign. */
  Map<String, Coming> entrances() {
    return entrances;
  }

  /** The customer as of now. */
  Customer customer() {
    return customer;
  }

  /** How far it was looked. */
  Instant now() {
    return now;
  }

  /**
   * Goes on to the next instant at which something is looked at by itself, and does it.
   *
   * @return whether it was a nightly pass
   */
  boolean step() {
    var night = Ticks.after(Ticks.NIGHTLY, now, zone).orElseThrow();
    var next = night;
    next = earlier(next, timetable.next(now).orElse(next));
    var due = customer.mailLogOrNone().due();
    if (due != null) {
      // what was due before is looked at by the next minute
      next = earlier(next, due.isAfter(now) ? due : now.plus(Duration.ofMinutes(1)));
    }
    now = next;
    if (now.equals(night)) {
      NightlyPass.decide(customer, rules, now).ifPresent(this::apply);
    }
    var begun = timetable.at(now);
    for (var campaign : campaigns.all()) {
      if (campaign.trigger() instanceof Trigger.OnSchedule on && begun.contains(campaign.id())) {
        enter(campaign, Enrolment.onSchedule(on, now, zone));
      }
    }
    resume();
    return now.equals(night);
  }

  private static Instant earlier(Instant one, Instant other) {
    return other.isBefore(one) ? other : one;
  }

  private Journeys journeys() {
    return journeys(customer.mailLogOrNone().journeys().values());
  }

  /** Those of the customer; of coupons that some issue nobody asks the codes. */
  private Journeys journeys(Collection<Journey> some) {
    var codes = new HashMap<String, String>();
    Supplies.coupons(some, versions).keySet().forEach(id -> codes.put(id, ""));
    return new Journeys(customer, new Supplies(given, Map.of(), codes), rules, now);
  }

  /** Takes journeys on that are due: one mail and one gift at a time. */
  private void resume() {
    var due = customer.mailLogOrNone().due();
    for (var more = due != null && !due.isAfter(now); more; ) {
      var outcome = journeys().due();
      apply(outcome);
      more = outcome.more();
    }
  }

  private void enter(Campaign campaign, Entry entry) {
    var lines = entries.computeIfAbsent(campaign.id(), _ -> new ArrayList<>());
    var earlier = campaign.limit().counts() ? Entries.of(lines) : Entries.NONE;
    var keyed = Enrolment.keyed(customer, campaign, entry, earlier);
    var id = LineId.entry(campaign.id(), keyed.key());
    if (lines.stream().anyMatch(line -> line.id().equals(id))) {
      return; // in the same period
    }
    switch (Enrolment.decide(customer, campaign, keyed, earlier, rules, now)) {
      case Enrolment.Outcome.Enters(var journey) -> {
        note(journey, lines);
        apply(journeys(List.of(journey)).begin(journey));
        resume();
      }
      case Enrolment.Outcome.Held _,
          Enrolment.Outcome.Already _,
          Enrolment.Outcome.NotInAudience _ -> {}
    }
  }

  /** Whether a journey may wait for an event, or end by it, that finishes on another version. */
  private boolean concernsFinishing(String event) {
    return customer.mailLogOrNone().journeys().values().stream()
        .filter(each -> !each.ended())
        .map(versions::campaigns)
        .distinct()
        .anyMatch(each -> each != campaigns && each.occasion(event).concernsJourneys());
  }

  private void note(Journey journey, List<HistoryLine> lines) {
    lines.add(Enrolment.line(customer, journey, null, now));
    entrances.putIfAbsent(journey.campaign(), new Coming(now, journey.arm()));
  }

  private void apply(Journeys.Outcome outcome) {
    if (outcome.change() != null) {
      apply(outcome.change());
    }
  }

  private void apply(Change change) {
    customer =
        new Customer(
            customer.customerId(),
            change.account() == null ? customer.account() : change.account(),
            change.profile() instanceof ProfileStep.Put put ? put.profile() : customer.profile(),
            change.mailLog() == null ? customer.mailLog() : change.mailLog());
    change.lines().forEach(line -> given.add(line.id()));
    var log = change.mailLog();
    if (log != null && log.lastChange().equals("CLAIMED") && log.lastId() != null) {
      send(log.lastId());
    }
    change.lines().forEach(this::hear);
  }

  private void send(String sendId) {
    if (Dispatch.decide(customer, sendId, rules.programme().shop(), now, Duration.ZERO)
        instanceof Dispatch.Outcome.Send send) {
      apply(send.change());
      var purpose = send.mail().purpose();
      apply(
          known
              .address()
              .forbidden(purpose, send.profile().consentFor(purpose))
              .map(reason -> Dispatch.hold(customer, sendId, reason, now).change())
              .orElseGet(() -> Dispatch.sent(customer, sendId, rules, now)));
    }
  }

  private void hear(HistoryLine line) {
    var event = Event.of(line).filter(each -> Trigger.EVENTS.contains(each.type()));
    if (event.isEmpty()) {
      return;
    }
    var occasion = campaigns.occasion(event.get().text());
    var detail = Event.detail(line);
    if (occasion.concernsJourneys() || concernsFinishing(event.get().text())) {
      apply(
          journeys()
              .hear(
                  new Journeys.Happening(
                      event.get().text(), line.id(), line.at(), path -> Event.said(detail, path))));
      resume();
    }
    if (Journeys.isGift(line.id())) {
      return;
    }
    for (var campaign : occasion.started()) {
      var said = new TreeMap<String, String>();
      campaign.asked().forEach(path -> Event.said(detail, path).ifPresent(v -> said.put(path, v)));
      enter(campaign, new Entry(line.id(), line.at(), said));
    }
  }
}
