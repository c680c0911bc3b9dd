package dev.perennial.domain.mail;

import dev.perennial.domain.evaluation.LedgerStep;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.MailLog.State;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * A link of a mail that was followed: by the customer, or by one of the machines that open every
 * link of every mail to see whether it is safe.
 *
 * @param link which of the mail's links, 1 the first
 * @param automated whether the browser said that no person drives it
 */
public record FollowedLink(String sendId, int link, boolean automated) {
  /** Machines look within moments of a mail's arrival; few people read as fast. */
  static final Duration TOO_SOON = Duration.ofSeconds(30);

  /** A mail that was handed to SES may have arrived, though no answer came. */
  private static final Set<State> MAY_HAVE_ARRIVED =
      EnumSet.of(State.SENDING, State.SENT, State.UNKNOWN);

  /** What following it does. */
  public sealed interface Outcome {
    /** It counts: to be written, unless a click of the mail is on record already. */
    record Counts(Change change) implements Outcome {}

    /** It seems no person's: to be noted apart, unless one of the mail is. */
    record Seen(HistoryLine line) implements Outcome {}

    /** Of a mail that is forgotten or never left, or a customer who is erased: nothing. */
    record Ignored() implements Outcome {}
  }

  /**
   * Decides what it does.
   *
   * @param customer with the mail log, just read
   * @param now when it was followed
   */
  public Outcome decide(Customer customer, Rules rules, Instant now) {
    var account = customer.account();
    var mail = customer.mailLogOrNone().mails().get(sendId);
    if (account == null
        || account.erased()
        || mail == null
        || !MAY_HAVE_ARRIVED.contains(mail.state())) {
      return new Outcome.Ignored();
    }
    if (automated) {
      return seen(customer, mail, account.version(), "automated", now);
    }
    if (now.isBefore(mail.since().plus(TOO_SOON))) {
      return seen(customer, mail, account.version(), "too-soon", now);
    }
    var fact = new Clicked(sendId, mail.campaign(), link);
    return new Outcome.Counts(
        new LedgerStep(customer, account, rules, now).unanswered(LineId.click(sendId), now, fact));
  }

  private Outcome seen(
      Customer customer, MailLog.Mail mail, long version, String reason, Instant now) {
    return new Outcome.Seen(
        HistoryLine.draft(
            customer.customerId(),
            LineId.clickSeen(sendId),
            version,
            now,
            now,
            Cause.RECORDED,
            new ClickSeen(sendId, mail.campaign(), link, reason)));
  }
}
