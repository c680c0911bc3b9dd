package dev.perennial.domain.mail;

import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.Profile;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a customer may be written to: asked at the claim, and once more just before sending. */
public final class Permission {
  private Permission() {}

  /** Why a mail must not go to the customer, whatever the campaign; empty when it may. */
  public static Optional<String> forbidden(
      @Nullable Profile profile, MailLog mailLog, String purpose) {
    if (profile == null) {
      return Optional.of("no-profile");
    }
    if (profile.email() == null) {
      return Optional.of("no-address");
    }
    if (!profile.consentsTo(purpose)) {
      return Optional.of("no-consent");
    }
    // "withdrawn" forbids one purpose, the others all mail
    return mailLog.forbids().stream()
        .filter(reason -> !reason.startsWith("withdrawn:") || reason.equals("withdrawn:" + purpose))
        .findFirst();
  }

  /** The line that says why a mail was not sent. */
  public static HistoryLine decision(
      Customer customer, String sendId, String campaign, String reason, Instant now) {
    return decision(customer, new Decided(sendId, campaign, reason), now);
  }

  /** The line of a decision. */
  static HistoryLine decision(Customer customer, Decided decided, Instant now) {
    return HistoryLine.draft(
        customer.customerId(),
        LineId.decision(decided.sendId()),
        customer.version(),
        now,
        now,
        Cause.RECORDED,
        decided);
  }
}
