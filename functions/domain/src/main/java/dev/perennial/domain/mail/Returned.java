package dev.perennial.domain.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * A mail came back.
 *
 * @param kind {@code bounced} or {@code complained}
 */
public record Returned(String sendId, String kind) implements DomainEvent {
  @Override
  public String eventType() {
    return kind.equals("bounced") ? "Email Bounced" : "Email Complained";
  }

  @Override
  public boolean advancesAccount() {
    return false;
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("sendId", sendId);
  }
}
