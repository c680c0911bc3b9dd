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
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.loyalty.PointsExpiring;
import dev.perennial.domain.mail.ClickSeen;
import dev.perennial.domain.mail.Decided;
import dev.perennial.domain.mail.MailNoticed;
import dev.perennial.domain.mail.Mailed;
import dev.perennial.domain.mail.Returned;
import dev.perennial.domain.nightly.Moved;
import dev.perennial.domain.nightly.Nights;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Revised;
import dev.perennial.domain.purchases.WatchedSkus;
import dev.perennial.storage.AddressDocuments;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private int told;
  private int unfit;

  /** Into a shop without customers. */
  public HistoryAgain(DryRun run) {
    this.run = run;
  }

  /** How many lines were told since the start. */
  public int told() {
    return told;
  }

  /** How many of them did not fit, such as points spent that a campaign had given. */
  public int unfit() {
    return unfit;
  }

  /** Lives it from the start on, and all that follows to an instant. */
  public void live(Past past, Instant end) {
    var start = run.clock().instant();
    begin(past.facts().stream().filter(each -> !each.at().isAfter(start)).toList());
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
    final List<HistoryLine> lines = new ArrayList<>();
  }

  private void begin(List<Past.Fact> facts) {
    var customers = new TreeMap<String, Before>();
    for (var fact : facts) {
      switch (fact) {
        case Past.Told(_, var line) -> of(customers, line.customerId()).lines.add(line);
        case Past.Said(_, var profile) -> of(customers, profile.customerId()).profile = profile;
        case Past.Marked marked -> mark(marked);
      }
    }
    var now = run.clock().instant();
    var rules = run.rules().at(now);
    customers.forEach((id, before) -> write(begun(id, before, rules, now)));
    run.drain();
  }

  private static Before of(Map<String, Before> customers, String id) {
    return customers.computeIfAbsent(id, _ -> new Before());
  }

  private static Change begun(String id, Before before, Rules rules, Instant now) {
    var zone = rules.programme().shop().zone();
    var account = Account.empty(id, rules.programme().loyalty().tier());
    for (var line : before.lines) {
      account = line.advancesAccount() ? account.after(line, zone) : account;
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
            before.lines,
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
    var made = made(before, draft, line, rules.programme().shop().zone());
    if (made == null) {
      unfit++;
      return;
    }
    var after = Evaluation.evaluate(made, customer.profile(), rules, now);
    var changes = Changes.between(before, after, line.changes().points());
    var change = Change.of(before, after, draft.concluded(changes, line.answer()));
    write(Nights.dated(change, customer, rules, now));
  }

  /**
   * What a line makes of an account; null when it takes points that nobody gave in this past. An
   * import took from lots that were active by its own time, and may not be by that of the order.
   */
  private static @Nullable Account made(
      Account before, HistoryLine now, HistoryLine then, ZoneId zone) {
    for (var recorded : new Instant[] {now.recordedAt(), then.recordedAt()}) {
      try {
        return before.after(now.writtenAt(recorded), zone);
      } catch (IllegalStateException e) {
        // takes more from a lot than it holds
      }
    }
    return null;
  }

  private static HistoryLine at(HistoryLine line, long seq, DomainEvent event, Instant now) {
    return new HistoryLine(
        line.customerId(),
        line.id(),
        seq,
        line.at(),
        now,
        line.cause() == Cause.IMPORTED ? Cause.RECORDED : line.cause(), // it is lived now
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
    run.stores().customers().write(change);
  }
}
