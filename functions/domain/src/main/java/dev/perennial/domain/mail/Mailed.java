package dev.perennial.domain.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Receipt;
import org.jspecify.annotations.Nullable;

/** A mail was accepted by SES. */
public record Mailed(String sendId, String campaign, String template) implements DomainEvent {
  @Override
  public String eventType() {
    return "Email Sent";
  }

  @Override
  public boolean advancesAccount() {
    return false;
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("sendId", sendId);
    detail.put("campaign", campaign);
    detail.put("template", template);
  }
}
