package dev.perennial.domain.mail;

import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.MailLog.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides what news of a mail changes. */
public final class Bounces {
  private Bounces() {}

  /** What SES told. */
  public enum Told {
    /** The mail was accepted or delivered. */
    SENT,
    /** The address does not exist. */
    BOUNCED,
    /** The shopper called it spam. */
    COMPLAINED
  }

  /**
   * The change that news of a mail makes, if any.
   *
   * @param customer with the mail log, the mail in it
   * @param bounced addresses that it came back from, empty when SES did not say: when the customer
   *     has another by now, nothing speaks against mail to that
   */
  public static Optional<Change> decide(
      Customer customer, String sendId, Told told, Set<String> bounced, Instant now) {
    return switch (told) {
      case SENT -> {
        var mail = customer.mailLogOrNone().mails().get(sendId);
        var open = mail != null && (mail.state() == State.UNKNOWN || mail.state() == State.SENDING);
        yield open ? Optional.of(Dispatch.sent(customer, sendId, now)) : Optional.empty();
      }
      case BOUNCED ->
          isOf(customer, bounced) ? forbid(customer, sendId, "bounced", now) : Optional.empty();
      case COMPLAINED -> forbid(customer, sendId, "complained", now);
    };
  }

  private static boolean isOf(Customer customer, Set<String> bounced) {
    var email = customer.profile() == null ? null : customer.profile().email();
    return email == null || bounced.isEmpty() || bounced.stream().anyMatch(email::equalsIgnoreCase);
  }

  private static Optional<Change> forbid(
      Customer customer, String sendId, String reason, Instant now) {
    var mailLog = customer.mailLogOrNone();
    if (mailLog.forbids().contains(reason)) {
      return Optional.empty();
    }
    var line =
        HistoryLine.draft(
            customer.customerId(),
            LineId.returned(sendId, reason),
            customer.version(),
            now,
            now,
            Cause.RECORDED,
            new Returned(sendId, reason));
    return Optional.of(
        Change.ofMailLog(
            customer.customerId(), mailLog, mailLog.forbidding(reason, true), List.of(line)));
  }
}
