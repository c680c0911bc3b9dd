package dev.perennial.domain.mail;

import dev.perennial.domain.engagement.MailDays;
import dev.perennial.domain.ledger.AccountDraft;
import dev.perennial.domain.ledger.DomainEvent;
import org.jspecify.annotations.Nullable;

/** A mail was sent while some segment asked for mails; the event is that of {@link Mailed}. */
public record MailNoticed(String sendId) implements DomainEvent {
  @Override
  public @Nullable String eventType() {
    return null;
  }

  @Override
  public String title() {
    return "Mail Noticed";
  }

  @Override
  public void applyTo(AccountDraft next) {
    next.put(MailDays.SENT, MailDays.SENT.in(next).plus(next.day()));
  }
}
