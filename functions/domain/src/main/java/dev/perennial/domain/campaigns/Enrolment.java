package dev.perennial.domain.campaigns;

import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.MailLog.Mail;
import dev.perennial.domain.ledger.MailLog.State;
import dev.perennial.domain.mail.Permission;
import dev.perennial.domain.programme.Shop;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an entry's mail is claimed. The order: eligible, then consent and suppression,
 * then the campaign's limit, then rest, then the claim; the first that says no is the reason.
 */
public final class Enrolment {
  private Enrolment() {}

  /** What an entry comes to. */
  public sealed interface Outcome {
    /** The mail is claimed: write the change and the stream queues it. */
    record Claimed(String sendId, Change change) implements Outcome {}

    /** The mail is held; the line says why. */
    record Held(HistoryLine decision) implements Outcome {}

    /** The claim was made before, or too lately for a schedule to make another. */
    record Already() implements Outcome {}

    /** The customer is not in the audience (any more): nothing to record. */
    record NotInAudience() implements Outcome {}
  }

  /**
   * The entry that a tick makes, keyed by its period in the shop's zone; by its day until it has
   * its number, when days are what lies between two.
   */
  public static Entry onTick(Trigger.OnTick trigger, Instant at, ZoneId zone) {
    var time = at.atZone(zone);
    var every = trigger.every();
    return new Entry(every == null ? time.toLocalDate().toString() : every.keyOf(time), at);
  }

  /**
   * The entry under the key by which it is remembered, once the earlier ones are known. Who comes
   * back after an erasure enters in the same period anew: an event's line has a key of its own.
   */
  public static Entry keyed(Customer customer, Campaign campaign, Entry entry, Entries earlier) {
    if (!(campaign.trigger() instanceof Trigger.OnTick on)) {
      return entry;
    }
    var keyed = on.every() == null ? earlier.numbered(entry.at()) : entry;
    return new Entry(customer.life().key(keyed.key()), keyed.at());
  }

  /** The send id of an entry's mail. */
  public static String sendId(Campaign campaign, Entry entry) {
    return campaign.id() + "#" + entry.key() + "#0";
  }

  /** The line that remembers the entry. */
  public static HistoryLine line(
      Customer customer, Campaign campaign, Entry entry, @Nullable String trigger, Instant now) {
    return HistoryLine.draft(
        customer.customerId(),
        LineId.entry(campaign.id(), entry.key()),
        customer.version(),
        entry.at(),
        now,
        Cause.RECORDED,
        new Entered(campaign.id(), entry.key(), trigger));
  }

  /**
   * Decides an entry into a campaign without a limit.
   *
   * @param customer with the mail log
   */
  public static Outcome decide(
      Customer customer, Campaign campaign, Entry entry, Shop shop, Instant now) {
    return decide(customer, campaign, entry, Entries.NONE, shop, now);
  }

  /**
   * Decides an entry.
   *
   * @param customer with sends
   * @param entry under its own key
   * @param earlier all entries of the customer into the campaign, if it has a limit
   */
  public static Outcome decide(
      Customer customer, Campaign campaign, Entry entry, Entries earlier, Shop shop, Instant now) {
    if (!inAudience(campaign, customer.account())) {
      return new Outcome.NotInAudience();
    }
    var sendId = sendId(campaign, entry);
    var mailLog = customer.mailLogOrNone();
    if (mailLog.mails().containsKey(sendId)) {
      return new Outcome.Already();
    }
    var limited = earlier.forbidden(entry, campaign.limit(), shop.zone());
    if (limited.isPresent() && campaign.trigger() instanceof Trigger.OnTick) {
      // as within a period: the tick comes every week, and tells nothing new of the customer
      return new Outcome.Already();
    }
    var expires = entry.at().plus(campaign.expires());
    var forbidden = Permission.forbidden(customer.profile(), mailLog, campaign.purpose());
    var reason =
        expires.isBefore(now)
            ? Optional.of("expired")
            : forbidden.or(() -> limited).or(() -> rest(mailLog, shop, now));
    if (reason.isPresent()) {
      return new Outcome.Held(
          Permission.decision(customer, sendId, campaign.id(), reason.get(), now));
    }
    var mail =
        new Mail(
            campaign.id(),
            campaign.template(),
            campaign.purpose(),
            campaign.trigger() instanceof Trigger.OnEvent ? entry.key() : null,
            State.CLAIMED,
            now,
            expires);
    return new Outcome.Claimed(
        sendId,
        Change.ofMailLog(
            customer.customerId(), mailLog, mailLog.claim(sendId, mail, now), List.of()));
  }

  /**
   * Whether a tick may come to something for whom a scan shows, by what {@link #decide} asks as
   * well. The mail log forgets, so that a yes is asked again; a no is one.
   */
  public static boolean mayEnter(Customer customer, Campaign campaign, Entry tick, Shop shop) {
    var mailLog = customer.mailLogOrNone();
    var mine = new Entry(customer.life().key(tick.key()), tick.at());
    return inAudience(campaign, customer.account())
        && !mailLog.mails().containsKey(sendId(campaign, mine))
        && Entries.in(mailLog, campaign).forbidden(tick, campaign.limit(), shop.zone()).isEmpty();
  }

  private static boolean inAudience(Campaign campaign, @Nullable Account account) {
    return account != null
        && !account.erased()
        && (campaign.segment() == null || account.segments().contains(campaign.segment()));
  }

  private static Optional<String> rest(MailLog mailLog, Shop shop, Instant now) {
    var since = now.minus(java.time.Duration.ofDays(shop.restDays()));
    return mailLog.mails().values().stream()
            .anyMatch(mail -> mail.state() != State.HELD && mail.since().isAfter(since))
        ? Optional.of("rest")
        : Optional.empty();
  }
}
