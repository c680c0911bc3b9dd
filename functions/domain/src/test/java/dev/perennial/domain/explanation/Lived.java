package dev.perennial.domain.explanation;

import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.campaigns.Enrolment;
import dev.perennial.domain.campaigns.Enrolment.Outcome;
import dev.perennial.domain.campaigns.Entries;
import dev.perennial.domain.campaigns.Journeys;
import dev.perennial.domain.campaigns.Supplies;
import dev.perennial.domain.campaigns.Timetable;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.AddressRecord;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Place;
import dev.perennial.domain.mail.Dispatch;
import dev.perennial.domain.nightly.NightlyPass;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A customer's days as the stack lives them, one after another: at 02:30 the nightly pass, on
 * Tuesdays at 10:00 the weekly campaigns, journeys when they are due, mails as soon as they are
 * claimed. What {@link Why} foresees is held against it.
 */
final class Lived {
  final PlayedCustomer played;

  /** Entries that were made, by campaign: the first of each. */
  final Map<String, Why.Coming> entered = new HashMap<>();

  private final Rules rules;
  private final CampaignSet campaigns;
  private final ZoneId zone;
  private final List<HistoryLine> held = new ArrayList<>();
  private int heard;
  private Instant now;

  Lived(Rules rules, Instant from) {
    this(rules, new PlayedCustomer(rules), from);
  }

  private Lived(Rules rules, PlayedCustomer played, Instant from) {
    this.rules = rules;
    this.played = played;
    campaigns = rules.programme().get(CampaignSet.SECTION);
    zone = rules.programme().shop().zone();
    now = from;
  }

  /** The same customer, to be lived on by itself. */
  Lived copy() {
    var copy = new Lived(rules, new PlayedCustomer(rules, played), now);
    copy.heard = heard;
    return copy;
  }

  Instant now() {
    return now;
  }

  Known known() {
    var entries = new TreeMap<String, List<HistoryLine>>();
    var decisions = new TreeMap<String, List<HistoryLine>>();
    for (var campaign : campaigns.all()) {
      entries.put(campaign.id(), entriesOf(campaign));
      var prefix = LineId.decision(campaign.id() + "#");
      decisions.put(
          campaign.id(), held.stream().filter(line -> line.id().startsWith(prefix)).toList());
    }
    return new Known(
        played.customer(),
        entries,
        decisions,
        played.ledger().stream().sorted(Comparator.comparing(Place::of).reversed()).toList(),
        played.ledger().stream().map(HistoryLine::id).collect(Collectors.toSet()),
        AddressRecord.NONE);
  }

  private List<HistoryLine> entriesOf(Campaign campaign) {
    var prefix = LineId.entry(campaign.id(), "");
    return played.ledger().stream().filter(line -> line.id().startsWith(prefix)).toList();
  }

  /** Lives up to an instant, and is told of each night. */
  void until(Instant end, Consumer<Instant> night) {
    for (var day = now.atZone(zone).toLocalDate();
        !day.isAfter(end.atZone(zone).toLocalDate());
        day = day.plusDays(1)) {
      live(at(day, 2, 30), end, this::night, night);
      if (day.getDayOfWeek() == DayOfWeek.TUESDAY) {
        live(at(day, 10, 0), end, this::tick, _ -> {});
      }
    }
    resumeUntil(end);
    now = end;
  }

  private Instant at(LocalDate day, int hour, int minute) {
    return day.atTime(hour, minute).atZone(zone).toInstant();
  }

  private void live(Instant at, Instant end, Runnable what, Consumer<Instant> then) {
    if (at.isAfter(now) && !at.isAfter(end)) {
      resumeUntil(at.minusMillis(1));
      now = at;
      what.run();
      resume();
      then.accept(at);
    }
  }

  private void resumeUntil(Instant end) {
    for (var due = due(); due.isPresent() && !due.get().isAfter(end); due = due()) {
      now = due.get();
      resume();
    }
  }

  private Optional<Instant> due() {
    return Optional.ofNullable(played.customer().mailLogOrNone().due())
        .map(due -> due.isAfter(now) ? due : now.plus(Duration.ofMinutes(1)));
  }

  private void resume() {
    var due = played.customer().mailLogOrNone().due();
    if (due != null && !due.isAfter(now)) {
      while (write(journeys().due())) {
        // one mail and one gift at a time
      }
    }
    hearNew();
  }

  private Journeys journeys() {
    var done = played.ledger().stream().map(HistoryLine::id).collect(Collectors.toSet());
    return new Journeys(played.customer(), new Supplies(done, Map.of(), Map.of()), rules, now);
  }

  private boolean write(Journeys.Outcome outcome) {
    held.addAll(outcome.held());
    if (outcome.change() != null) {
      played.apply(outcome.change());
      send();
    }
    return outcome.more();
  }

  private void send() {
    for (var sendId : played.customer().mailLogOrNone().mails().keySet()) {
      if (Dispatch.decide(played.customer(), sendId, rules.programme().shop(), now, Duration.ZERO)
          instanceof Dispatch.Outcome.Send sends) {
        played.apply(sends.change());
        played.apply(Dispatch.sent(played.customer(), sendId, rules, now));
      }
    }
  }

  private void night() {
    NightlyPass.decide(played.customer(), rules, now).ifPresent(played::apply);
    hearNew();
  }

  private void tick() {
    for (var id : Timetable.of(campaigns, zone).at(now)) {
      var campaign = campaigns.find(id).orElseThrow();
      var entry = Enrolment.onSchedule((Trigger.OnSchedule) campaign.trigger(), now, zone);
      if (Enrolment.mayEnter(played.customer(), campaign, entry, rules, now)) {
        enter(campaign, entry);
      }
    }
  }

  /** Hears what lines raised that came since it was called. */
  void hearNew() {
    while (heard < played.ledger().size()) {
      var line = played.ledger().get(heard++);
      Event.of(line)
          .filter(event -> Trigger.EVENTS.contains(event.type()))
          .ifPresent(event -> hear(line, event));
    }
  }

  private void hear(HistoryLine line, Event event) {
    var occasion = campaigns.occasion(event.text());
    var happening =
        new Journeys.Happening(
            event.text(), line.id(), line.at(), path -> Event.said(Event.detail(line), path));
    if (occasion.concernsJourneys() && write(journeys().hear(happening))) {
      while (write(journeys().due())) {
        // one mail and one gift at a time
      }
    }
    if (!Journeys.isGift(line.id())) {
      occasion.started().forEach(each -> enter(each, new Entry(line.id(), line.at())));
    }
  }

  /** Makes an entry as the stack would; whether it was made. */
  boolean enter(Campaign campaign, Entry entry) {
    var counts = campaign.limit().counts();
    var earlier = counts ? Entries.of(entriesOf(campaign)) : Entries.NONE;
    var keyed = Enrolment.keyed(played.customer(), campaign, entry, earlier);
    var id = LineId.entry(campaign.id(), keyed.key());
    if (played.ledger().stream().anyMatch(line -> line.id().equals(id))) {
      return false;
    }
    var outcome = Enrolment.decide(played.customer(), campaign, keyed, earlier, rules, now);
    var journey =
        switch (outcome) {
          case Outcome.Enters(var enters) -> enters;
          case Outcome.Held(var line) -> {
            held.add(line);
            yield null;
          }
          case Outcome.Already _, Outcome.NotInAudience _ -> null;
        };
    if (journey == null) {
      return false;
    }
    var line = Enrolment.line(played.customer(), journey, null, now);
    played.apply(Change.ofSides(line.customerId(), List.of()).with(null, List.of(line)));
    entered.putIfAbsent(campaign.id(), new Why.Coming(now, journey.arm()));
    if (write(journeys().begin(journey))) {
      while (write(journeys().due())) {
        // one mail and one gift at a time
      }
    }
    return true;
  }
}
