package dev.perennial.domain.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.engagement.MailDays;
import dev.perennial.domain.ledger.AccountDraft;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * A person followed a link of a mail; of each mail one click is recorded.
 *
 * @param link which of the mail's links, 1 the first
 */
public record Clicked(String sendId, String campaign, int link) implements DomainEvent {
  @Override
  public String eventType() {
    return "Email Clicked";
  }

  @Override
  public void applyTo(AccountDraft next) {
    next.put(MailDays.CLICKED, MailDays.CLICKED.in(next).plus(next.day()));
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("sendId", sendId);
    detail.put("campaign", campaign);
    detail.put("link", link);
  }
}
