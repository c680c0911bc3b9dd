package dev.perennial.replay;

import dev.perennial.domain.activities.Active;
import dev.perennial.domain.activities.Activities;
import dev.perennial.domain.activities.Activity;
import dev.perennial.domain.activities.Noticed;
import dev.perennial.domain.activities.Reviews;
import dev.perennial.domain.campaigns.Emitted;
import dev.perennial.domain.campaigns.Entered;
import dev.perennial.domain.campaigns.Journeys;
import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.AddressMark;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Change.ProfileStep;
import dev.perennial.domain.ledger.Changes;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore.Written;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.loyalty.PointsExpiring;
import dev.perennial.domain.mail.ClickSeen;
import dev.perennial.domain.mail.Decided;
import dev.perennial.domain.mail.MailNoticed;
import dev.perennial.domain.mail.Mailed;
import dev.perennial.domain.mail.Returned;
import dev.perennial.domain.merges.MergedAway;
import dev.perennial.domain.nightly.Moved;
import dev.perennial.domain.nightly.Nights;
import dev.perennial.domain.programme.ProgrammeStore.Document;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Revised;
import dev.perennial.domain.purchases.WatchedSkus;
import dev.perennial.runtime.programme.RulesLog;
import dev.perennial.storage.AddressDocuments;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A shop's own past, gone through again in a dry run. Up to its start all is as History has it;
 * from then on what time, campaigns and mails made is left out, since the dry run makes its own.
 */
public final class HistoryAgain {
  /** What follows from time, campaigns and mails. */
  private static final Set<Class<? extends DomainEvent>> MADE =
      Set.of(
          Moved.class,
          PointsExpiring.class,
          Entered.class,
          Emitted.class,
          Decided.class,
          Mailed.class,
          MailNoticed.class,
          ClickSeen.class,
          Returned.class,
          Noticed.class);

  private final DryRun run;
  private boolean any;
  private int told;
  private int unfit;

  /** Into a shop without customers. */
  public HistoryAgain(DryRun run) {
    this.run = run;
  }

  /** Whether there was anything to tell, before the start or since. */
  public boolean any() {
    return any;
  }

  /** How many lines were told since the start. */
  public int told() {
    return told;
  }

  /** How many of them took points that were not there, such as a campaign had given. */
  public int unfit() {
    return unfit;
  }

  /** Lives it from the start on, and all that follows to an instant. */
  public void live(Past past, Instant end) {
    var start = run.clock().instant();
    any = past.facts().stream().anyMatch(each -> !each.at().isAfter(end));
    begin(
        past.facts().stream().filter(each -> !each.at().isAfter(start)).toList(), past.judgedBy());
    run.live(
        past.facts().stream()
            .filter(each -> each.at().isAfter(start) && !each.at().isAfter(end))
            .toList(),
        Past.Fact::at,
        this::again,
        end);
  }

  /** Customers as they were at the start. */
  private static final class Before {
    @Nullable Profile profile;
    final List<Past.Told> lines = new ArrayList<>();
  }

  private void begin(List<Past.Fact> facts, List<Document> judgedBy) {
    var start = run.clock().instant();
    var log = new RulesLog(run.stores().programme());
    for (var each : judgedBy) {
      if (!RulesLog.effectiveFrom(each).isAfter(start)) {
        log.put(RulesLog.next(log.after("")), RulesLog.kind(each), RulesLog.content(each));
      }
    }
    var customers = new TreeMap<String, Before>();
    for (var fact : facts) {
      switch (fact) {
        case Past.Told told -> of(customers, told.line().customerId()).lines.add(told);
        case Past.Said(_, var profile) -> of(customers, profile.customerId()).profile = profile;
        case Past.Marked marked -> mark(marked);
      }
    }
    var rules = run.rules().at(start);
    customers.forEach((id, before) -> write(begun(id, before, rules, start)));
    run.drain();
  }

  private static Before of(Map<String, Before> customers, String id) {
    return customers.computeIfAbsent(id, _ -> new Before());
  }

  private static Change begun(String id, Before before, Rules rules, Instant now) {
    var zone = rules.programme().shop().zone();
    var account = Account.empty(id, rules.programme().loyalty().tier());
    var lines = new ArrayList<HistoryLine>();
    for (var told : before.lines) {
      var line = told.line();
      if (line.advancesAccount()) {
        account = made(account, line.writtenAt(told.at()), zone).account;
        lines.add(line);
      } else if (!MADE.contains(line.event().getClass())) {
        lines.add(line);
      }
    }
    var profile = before.profile;
    var change =
        new Change(
            id,
            Evaluation.evaluate(account, profile, rules, now),
            0,
            profile == null ? new ProfileStep.Keep() : new ProfileStep.Put(profile),
            null,
            0,
            lines,
            List.of(),
            true);
    return Nights.dated(change, new Customer(id, null, null, null), rules, now);
  }

  private void again(Past.Fact fact) {
    switch (fact) {
      case Past.Told(_, var line) -> {
        if (!MADE.contains(line.event().getClass()) && !Journeys.isGift(line.id())) {
          told++;
          again(line);
        }
      }
      case Past.Said(_, var profile) -> write(said(profile));
      case Past.Marked marked -> mark(marked);
    }
  }

  private static Change said(Profile profile) {
    return Change.ofSides(profile.customerId(), List.of())
        .with(new ProfileStep.Put(profile))
        .quietly();
  }

  private void mark(Past.Marked marked) {
    var key = run.keys().of(marked.address());
    var mark = new AddressMark(key, marked.reason(), marked.at());
    run.stores().programme().putNew(AddressDocuments.document(mark));
  }

  private void again(HistoryLine line) {
    var now = run.clock().instant();
    var rules = run.rules().at(now);
    var customer = run.stores().customers().readWithMailLog(line.customerId());
    if (line.event() instanceof Active active) {
      active(line, active, customer, rules, now);
      return;
    }
    var before = customer.accountOr(rules.programme().loyalty().tier());
    if (!line.advancesAccount()) {
      run.stores().history().putNew(at(line, before.version(), line.event(), now), line.expires());
      return;
    }
    var draft = at(line, before.version() + 1, watched(line.event(), rules), now);
    var made = made(before, draft, rules.programme().shop().zone());
    unfit += made.fits ? 0 : 1;
    var after = Evaluation.evaluate(made.account, customer.profile(), rules, now);
    var changes = Changes.between(before, after, line.changes().points());
    var change = Change.of(before, after, made.line.concluded(changes, line.answer()));
    change = Past.isUndated(line) ? change.quietly() : change;
    if (line.event() instanceof MergedAway && customer.mailLog() != null) {
      change = change.with(customer.mailLog(), customer.mailLog().erased());
    }
    write(Nights.dated(change, customer, rules, now));
  }

  /**
   * What a line makes of an account.
   *
   * @param fits whether it found all points that it takes
   */
  private record Made(Account account, HistoryLine line, boolean fits) {}

  /**
   * Applies a line. What it takes lies in the lot that it names, or in another of the same month
   * where it was recorded later than it is told; what campaigns had given isn't there.
   */
  private static Made made(Account before, HistoryLine line, ZoneId zone) {
    var today = line.recordedAt().atZone(zone).toLocalDate();
    var there = before.lots().settledOn(today).points();
    var postings = new ArrayList<Posting>();
    var fits = true;
    for (var posting : line.postings()) {
      var found = posting.points() >= 0 ? posting : found(posting, there);
      fits &= found != null;
      if (found != null) {
        postings.add(found);
      }
    }
    var told = line.posting(postings);
    try {
      return new Made(before.after(told, zone), told, fits);
    } catch (IllegalStateException e) { // several take from one lot
      postings.removeIf(each -> each.points() < 0);
      told = line.posting(postings);
      return new Made(before.after(told, zone), told, false);
    }
  }

  private static @Nullable Posting found(Posting taken, Map<Lots.Lot, Long> there) {
    var named = Objects.requireNonNull(taken.lot());
    if (there.getOrDefault(named, 0L) >= -taken.points()) {
      return taken;
    }
    return there.entrySet().stream()
        .filter(each -> each.getKey().expiry().equals(named.expiry()))
        .filter(each -> each.getValue() >= -taken.points())
        .map(each -> taken.in(each.getKey()))
        .findFirst()
        .orElse(null);
  }

  private static HistoryLine at(HistoryLine line, long seq, DomainEvent event, Instant now) {
    return new HistoryLine(
        line.customerId(),
        line.id(),
        seq,
        line.at(),
        now,
        // an imported order is lived now
        line.cause() == Cause.IMPORTED && !Past.isUndated(line) ? Cause.RECORDED : line.cause(),
        Changes.NONE,
        event,
        line.postings(),
        line.answer());
  }

  /** What today's segments ask for may be another than what those of then did. */
  private static DomainEvent watched(DomainEvent event, Rules rules) {
    return switch (event) {
      case Purchased it -> it.watchedBy(WatchedSkus.of(it.lines(), rules));
      case Revised it -> it.watchedBy(WatchedSkus.of(it.lines(), rules));
      default -> event;
    };
  }

  /** An activity, with what segments ask for of it; what a review earned is a line of its own. */
  private void active(
      HistoryLine line, Active active, Customer customer, Rules rules, Instant now) {
    var activity =
        new Activity(
            active.activityId(),
            line.customerId(),
            active.kind(),
            line.at(),
            active.sku(),
            active.properties());
    switch (Activities.decide(customer, activity, Reviews.Known.NOTHING, rules, now)) {
      case Activities.Outcome.Noted(var noted) ->
          run.stores().history().putNew(noted, noted.expires());
      case Activities.Outcome.Recorded(var change) ->
          write(Nights.dated(change, customer, rules, now));
      default -> unfit++;
    }
  }

  private void write(Change change) {
    if (run.stores().customers().write(change) instanceof Written.Stale) {
      throw new IllegalStateException("nobody else writes " + change.customerId());
    }
  }
}
