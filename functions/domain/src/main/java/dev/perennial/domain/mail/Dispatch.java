package dev.perennial.domain.mail;

import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Changes;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.MailLog.Mail;
import dev.perennial.domain.ledger.MailLog.State;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.programme.Shop;
import dev.perennial.domain.segments.SegmentSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of a claimed mail: CLAIMED, then SENDING just before the one call of SES, then SENT.
 * What is not known to have failed is never sent again.
 */
public final class Dispatch {
  private Dispatch() {}

  /** What is to be done with a queued mail. */
  public sealed interface Outcome {
    /** Write {@code change}, then send once. */
    record Send(Profile profile, Mail mail, Change change) implements Outcome {}

    /** Quiet hours began since it was claimed: it is to be asked again when they end. */
    record Later(Instant until) implements Outcome {}

    /** It must not be sent any more; the change says why. */
    record Hold(String reason, Change change) implements Outcome {}

    /** An earlier try may have sent it: the change marks it UNKNOWN. */
    record Lost(Change change) implements Outcome {}

    /** Another worker is sending it just now. */
    record InHand() implements Outcome {}

    /** There is nothing to do: sent, held, settled or forgotten. */
    record Done() implements Outcome {}
  }

  /**
   * Decides on a queued mail.
   *
   * @param customer with the mail log, just read
   * @param shop its quiet hours
   * @param inHand how long a SENDING may be another worker's: the queue's visibility timeout
   */
  public static Outcome decide(
      Customer customer, String sendId, Shop shop, Instant now, Duration inHand) {
    var mailLog = customer.mailLogOrNone();
    var mail = mailLog.mails().get(sendId);
    if (mail == null) {
      return new Outcome.Done();
    }
    return switch (mail.state()) {
      case CLAIMED -> claimed(customer, mailLog, sendId, mail, shop, now);
      case SENDING ->
          mail.since().plus(inHand).isAfter(now)
              ? new Outcome.InHand()
              : new Outcome.Lost(step(customer, sendId, State.UNKNOWN, now, List.of()));
      case SENT, HELD, UNKNOWN -> new Outcome.Done();
    };
  }

  private static Outcome claimed(
      Customer customer, MailLog mailLog, String sendId, Mail mail, Shop shop, Instant now) {
    var profile = customer.profile();
    var forbidden =
        mail.expires().isBefore(now)
            ? Optional.of("expired")
            : Permission.forbidden(profile, mailLog, mail.purpose());
    if (forbidden.isPresent() || profile == null) {
      return hold(customer, sendId, forbidden.orElse("no-profile"), now);
    }
    var quiet = shop.pace().quiet();
    var end =
        quiet == null ? Optional.<Instant>empty() : quiet.end(now, customer.zoneOr(shop.zone()));
    if (end.isPresent()) {
      return new Outcome.Later(end.get());
    }
    return new Outcome.Send(profile, mail, step(customer, sendId, State.SENDING, now, List.of()));
  }

  /**
   * Where a template could not be filled in: nothing of the customer.
   *
   * @param template its file, such as {@code thanks.mjml}
   * @param line in that file, from 1; 0 when it isn't known
   * @param variable that has no value, as the file names it; empty when something else failed
   */
  public record Unwritten(String template, int line, String variable) {}

  /** Holds a claimed mail for a reason that no template has to do with. */
  public static Outcome.Hold hold(Customer customer, String sendId, String reason, Instant now) {
    return hold(customer, sendId, reason, null, now);
  }

  /**
   * Holds a claimed mail for a reason found outside: an address that can't be written, say.
   *
   * @param where of a template that can't be filled in; null for other reasons
   */
  public static Outcome.Hold hold(
      Customer customer, String sendId, String reason, @Nullable Unwritten where, Instant now) {
    var campaign = mail(customer, sendId).campaign();
    var decided =
        where == null
            ? new Decided(sendId, campaign, reason)
            : new Decided(
                sendId,
                campaign,
                reason,
                where.template(),
                where.line(),
                where.variable().isEmpty() ? null : where.variable());
    var line = Permission.decision(customer, decided, now);
    return new Outcome.Hold(reason, step(customer, sendId, State.HELD, now, List.of(line)));
  }

  /**
   * SES accepted the mail, by its answer or by its event: SENT always wins. Where some segment asks
   * for mails, the account notes it.
   *
   * @param customer with the mail log
   */
  public static Change sent(Customer customer, String sendId, Rules rules, Instant now) {
    var account = customer.account();
    var isNoticed = rules.programme().get(SegmentSet.SECTION).names("mails");
    if (account == null || account.erased() || !isNoticed) {
      var line = sentLine(customer, sendId, customer.version(), now);
      return step(customer, sendId, State.SENT, now, List.of(line));
    }
    var seq = account.version() + 1;
    var noticed = draft(customer, LineId.noticed(seq), seq, new MailNoticed(sendId), now);
    var next = account.after(noticed, rules.programme().shop().zone());
    var after = Evaluation.evaluate(next, customer.profile(), rules, now);
    var line =
        sentLine(customer, sendId, seq, now).concluded(Changes.between(account, after, 0), null);
    var mailLog = customer.mailLogOrNone();
    return Change.of(account, after, line)
        .with(after, List.of(line, noticed))
        .with(mailLog, settled(customer, sendId, State.SENT, now));
  }

  private static HistoryLine sentLine(Customer customer, String sendId, long seq, Instant now) {
    var mail = mail(customer, sendId);
    var fact = new Mailed(sendId, mail.campaign(), mail.template());
    return draft(customer, LineId.sent(sendId), seq, fact, now);
  }

  private static HistoryLine draft(
      Customer customer, String id, long seq, DomainEvent fact, Instant now) {
    return HistoryLine.draft(customer.customerId(), id, seq, now, now, Cause.RECORDED, fact);
  }

  /** SES refused and surely sent nothing: the mail may be tried again. */
  public static Change refused(Customer customer, String sendId, Instant now) {
    var mailLog = customer.mailLogOrNone();
    var back = mail(customer, sendId).in(State.CLAIMED, now);
    // named REFUSED, so that the stream does not queue it: the message at hand comes again by
    // itself
    var after = mailLog.with(sendId, back, "REFUSED", now);
    return Change.ofMailLog(customer.customerId(), mailLog, after, List.of());
  }

  /** The answer of SES was lost: the mail may have been sent, and is not sent again. */
  public static Change lost(Customer customer, String sendId, Instant now) {
    return step(customer, sendId, State.UNKNOWN, now, List.of());
  }

  private static Change step(
      Customer customer, String sendId, State state, Instant now, List<HistoryLine> lines) {
    return Change.ofMailLog(
        customer.customerId(),
        customer.mailLogOrNone(),
        settled(customer, sendId, state, now),
        lines);
  }

  private static MailLog settled(Customer customer, String sendId, State state, Instant now) {
    var next = mail(customer, sendId).in(state, now);
    return customer.mailLogOrNone().with(sendId, next, state.name(), now);
  }

  private static Mail mail(Customer customer, String sendId) {
    var mail = customer.mailLogOrNone().mails().get(sendId);
    if (mail == null) {
      throw new IllegalArgumentException("no mail " + sendId);
    }
    return mail;
  }
}
