package dev.perennial.domain.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * A mail was decided against, and why.
 *
 * @param template the file of a template that could not be filled in; null for other reasons
 * @param line in that file, from 1; 0 when it isn't known
 * @param variable that it prints and the customer has no value for; null when there is none
 */
public record Decided(
    String sendId,
    String campaign,
    String reason,
    @Nullable String template,
    int line,
    @Nullable String variable)
    implements DomainEvent {
  /** For a reason that no template has to do with. */
  public Decided(String sendId, String campaign, String reason) {
    this(sendId, campaign, reason, null, 0, null);
  }

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
    if (template != null) {
      detail.put("template", template);
    }
    if (line > 0) {
      detail.put("line", line);
    }
    if (variable != null) {
      detail.put("variable", variable);
    }
  }
}
