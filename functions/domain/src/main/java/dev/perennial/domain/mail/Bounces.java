package dev.perennial.domain.mail;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.AddressMark;
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
import org.jspecify.annotations.Nullable;

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
   * @param addresses that it came back from, or of whom it was called spam; empty when SES did not
   *     say: then it is the customer's. When the customer has another by now, a bounce forbids
   *     nothing of that
   */
  public static Optional<Change> decide(
      Customer customer,
      String sendId,
      Told told,
      Set<String> addresses,
      AddressKeys keys,
      Rules rules,
      Instant now) {
    return switch (told) {
      case SENT -> {
        var mail = customer.mailLogOrNone().mails().get(sendId);
        var open = mail != null && (mail.state() == State.UNKNOWN || mail.state() == State.SENDING);
        yield open ? Optional.of(Dispatch.sent(customer, sendId, rules, now)) : Optional.empty();
      }
      case BOUNCED -> {
        var marks = marks(customer, addresses, "bounced", keys, now);
        yield isOf(customer, addresses)
            ? forbid(customer, sendId, "bounced", marks, now)
            : Optional.of(Change.ofSides(customer.customerId(), marks));
      }
      case COMPLAINED ->
          forbid(
              customer,
              sendId,
              "complained",
              marks(customer, addresses, "complained", keys, now),
              now);
    };
  }

  private static boolean isOf(Customer customer, Set<String> addresses) {
    var email = email(customer);
    return email == null
        || addresses.isEmpty()
        || addresses.stream().anyMatch(email::equalsIgnoreCase);
  }

  private static @Nullable String email(Customer customer) {
    return customer.profile() == null ? null : customer.profile().email();
  }

  private static List<AddressMark> marks(
      Customer customer, Set<String> addresses, String reason, AddressKeys keys, Instant now) {
    var email = email(customer);
    var all = addresses.isEmpty() && email != null ? Set.of(email) : addresses;
    return all.stream()
        .map(keys::of)
        .distinct()
        .map(key -> new AddressMark(key, reason, now))
        .toList();
  }

  private static Optional<Change> forbid(
      Customer customer, String sendId, String reason, List<AddressMark> marks, Instant now) {
    var mailLog = customer.mailLogOrNone();
    if (mailLog.forbids().contains(reason)) {
      return Optional.of(Change.ofSides(customer.customerId(), marks));
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
    var change =
        Change.ofMailLog(
            customer.customerId(), mailLog, mailLog.forbidding(reason, true), List.of(line));
    for (var mark : marks) {
      change = change.with(mark);
    }
    return Optional.of(change);
  }
}
