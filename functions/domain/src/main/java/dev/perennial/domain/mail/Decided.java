package dev.perennial.domain.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Receipt;
import org.jspecify.annotations.Nullable;

/** A mail was decided against, and why. */
public record Decided(String sendId, String campaign, String reason) implements DomainEvent {
  @Override
  public @Nullable String eventType() {
    return null;
  }

  @Override
  public String title() {
    return "Mail Held";
  }

  @Override
  public boolean advancesAccount() {
    return false;
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("sendId", sendId);
    detail.put("campaign", campaign);
    detail.put("reason", reason);
  }
}
