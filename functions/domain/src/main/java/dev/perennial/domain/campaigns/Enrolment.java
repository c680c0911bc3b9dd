package dev.perennial.domain.campaigns;

import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.mail.Permission;
import dev.perennial.domain.programme.Shop;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a customer enters a campaign. The order: eligible, then consent and suppression,
 * then the campaign's limit, then the arm; the first that says no is the reason. When a mail then
 * goes is for {@link Journeys} to say.
 */
public final class Enrolment {
  private Enrolment() {}

  /** What an entry comes to. */
  public sealed interface Outcome {
    /** The journey begins: in an arm that gets nothing as well, so that others can be compared. */
    record Enters(Journey journey) implements Outcome {}

    /** The customer doesn't enter; the line says why. */
    record Held(HistoryLine decision) implements Outcome {}

    /** The entry was made before, or too lately for a schedule to make another. */
    record Already() implements Outcome {}

    /** The customer is not in the audience (any more): nothing to record. */
    record NotInAudience() implements Outcome {}
  }

  /**
   * The entry that a schedule makes at one of its instants: of what comes once under its time, or
   * else under its period; under its day until it has its number, when days are what lies between
   * two.
   *
   * @param shop the shop's zone
   */
  public static Entry onSchedule(Trigger.OnSchedule trigger, Instant at, ZoneId shop) {
    var time = at.atZone(trigger.zone(shop));
    var every = trigger.every();
    var key =
        switch (trigger.schedule()) {
          case Schedule.Now _ -> "once";
          case Schedule.Once once -> once.at().toString();
          case Schedule.Recurring _ ->
              every == null ? time.toLocalDate().toString() : every.keyOf(time);
        };
    return new Entry(key, at, Map.of());
  }

  /**
   * The entry under the key by which it is remembered, once the earlier ones are known. Who comes
   * back after an erasure enters in the same period anew: an event's line has a key of its own.
   */
  public static Entry keyed(Customer customer, Campaign campaign, Entry entry, Entries earlier) {
    if (!(campaign.trigger() instanceof Trigger.OnSchedule)) {
      return entry;
    }
    var keyed = isNumbered(campaign) ? earlier.numbered(entry.at()) : entry;
    return new Entry(customer.life().key(keyed.key()), keyed.at(), keyed.known());
  }

  /** Whether entries are keyed by their number: two at once may ask for the same. */
  public static boolean isNumbered(Campaign campaign) {
    return campaign.trigger() instanceof Trigger.OnSchedule on
        && on.schedule() instanceof Schedule.Recurring
        && on.every() == null;
  }

  /** The line that remembers the entry. */
  public static HistoryLine line(
      Customer customer, Journey journey, @Nullable String trigger, Instant now) {
    return HistoryLine.draft(
        customer.customerId(),
        LineId.entry(journey.campaign(), journey.entry()),
        customer.version(),
        journey.enteredAt(),
        now,
        Cause.RECORDED,
        new Entered(journey.campaign(), journey.entry(), trigger, journey.arm()));
  }

  /**
   * Decides an entry into a campaign without a limit.
   *
   * @param customer with the mail log
   */
  public static Outcome decide(
      Customer customer, Campaign campaign, Entry entry, Rules rules, Instant now) {
    return decide(customer, campaign, entry, Entries.NONE, rules, now);
  }

  /**
   * Decides an entry.
   *
   * @param customer with the mail log
   * @param entry under its own key
   * @param earlier all entries of the customer into the campaign, if it has a limit
   */
  public static Outcome decide(
      Customer customer,
      Campaign campaign,
      Entry entry,
      Entries earlier,
      Rules rules,
      Instant now) {
    if (!inAudience(campaign, customer, rules, later(entry.at(), now))) {
      return new Outcome.NotInAudience();
    }
    var shop = rules.programme().shop();
    var journey = journey(customer, campaign, entry, shop);
    var mailLog = customer.mailLogOrNone();
    if (mailLog.entered(journey.id())) {
      return new Outcome.Already();
    }
    var limited = limited(mailLog, campaign, entry, earlier, shop);
    if (limited.isPresent() && campaign.trigger() instanceof Trigger.OnSchedule) {
      // as within a period: the schedule comes again and again, and tells nothing new of the
      // customer
      return new Outcome.Already();
    }
    var reason =
        expired(campaign, entry, now).or(() -> forbidden(customer, campaign)).or(() -> limited);
    if (reason.isPresent()) {
      var sendId = Actions.stepId(journey);
      return new Outcome.Held(
          Permission.decision(customer, sendId, campaign.id(), reason.get(), now));
    }
    return new Outcome.Enters(journey);
  }

  /** The journey that an entry begins, in the customer's arm. */
  public static Journey journey(Customer customer, Campaign campaign, Entry entry, Shop shop) {
    var first = campaign.flow().first();
    var journey =
        Journey.begun(campaign.id(), entry.key(), entry.at(), first, entry.known())
            .inArm(Arms.of(campaign, customer, shop));
    return campaign.trigger() instanceof Trigger.OnSchedule on && on.ownZone()
        ? journey.at(first, on.starts(entry.at(), customer.zoneOr(shop.zone())))
        : journey;
  }

  /**
   * Why the campaign's limits leave no room for an entry: {@code entered-recently}, {@code
   * entered-enough} or {@code under-way}; empty when they do.
   */
  public static Optional<String> limited(
      MailLog mailLog, Campaign campaign, Entry entry, Entries earlier, Shop shop) {
    return earlier
        .forbidden(entry, campaign.limit(), shop.zone())
        .or(() -> underWay(mailLog, campaign));
  }

  private static Optional<String> expired(Campaign campaign, Entry entry, Instant now) {
    return campaign.flow().at(campaign.flow().first()).orElse(null) instanceof Step.Email first
            && entry.at().plus(first.expires()).isBefore(now)
        ? Optional.of("expired")
        : Optional.empty();
  }

  private static Optional<String> forbidden(Customer customer, Campaign campaign) {
    return campaign.flow().mail().isEmpty()
        ? Optional.empty()
        : Permission.forbidden(customer.profile(), customer.mailLogOrNone(), campaign.purpose());
  }

  private static Optional<String> underWay(MailLog mailLog, Campaign campaign) {
    var going =
        mailLog.journeys().values().stream()
            .filter(each -> !each.ended() && each.campaign().equals(campaign.id()))
            .count();
    return going >= campaign.limit().atOnce() ? Optional.of("under-way") : Optional.empty();
  }

  /**
   * Whether a tick may come to something for whom a scan shows, by what {@link #decide} asks as
   * well. The mail log forgets, so that a yes is asked again; a no is one.
   */
  public static boolean mayEnter(
      Customer customer, Campaign campaign, Entry tick, Rules rules, Instant now) {
    var shop = rules.programme().shop();
    var mailLog = customer.mailLogOrNone();
    var mine = new Entry(customer.life().key(tick.key()), tick.at(), Map.of());
    return !mailLog.entered(campaign.id() + "#" + mine.key())
        && underWay(mailLog, campaign).isEmpty()
        && !wasAssigned(mailLog, campaign, tick, shop)
        && Entries.in(mailLog, campaign).forbidden(tick, campaign.limit(), shop.zone()).isEmpty()
        && inAudience(campaign, customer, rules, later(tick.at(), now));
  }

  /** Whether an assignment, which outlives the mails, tells of an entry that forbids another. */
  private static boolean wasAssigned(MailLog mailLog, Campaign campaign, Entry tick, Shop shop) {
    var assigned = mailLog.assigned().get(campaign.id());
    if (assigned == null) {
      return false;
    }
    var limit = campaign.limit();
    var since =
        ChronoUnit.DAYS.between(assigned.day(), tick.at().atZone(shop.zone()).toLocalDate());
    // a day less, as the entry's may be that of another zone
    return limit.atMost() == 1 || (since >= 0 && since < limit.days() - 1);
  }

  /** A clock may be behind the one that says that it is time. */
  private static Instant later(Instant at, Instant now) {
    return at.isAfter(now) ? at : now;
  }

  /**
   * Whether a customer is in a campaign's audience, by the files in force: those of before may have
   * been the last by which the account was judged.
   */
  private static boolean inAudience(
      Campaign campaign, Customer customer, Rules rules, Instant now) {
    var account = customer.account();
    if (account == null || account.erased()) {
      return false;
    }
    return campaign.segment() == null
        || inAudience(campaign, Evaluation.evaluate(account, customer.profile(), rules, now));
  }

  /** Whether an account, as it was judged, is in a campaign's audience. */
  public static boolean inAudience(Campaign campaign, Account judged) {
    return campaign.segment() == null || judged.segments().contains(campaign.segment());
  }
}
