package dev.perennial.domain.customers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.ledger.Receipt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The profile was created or changed.
 *
 * @param fields names of the fields that changed, never their values
 * @param consentOnly true when nothing but consents changed
 */
public record Profiled(boolean created, boolean consentOnly, List<String> fields)
    implements DomainEvent {
  @Override
  public String eventType() {
    if (created) {
      return "Customer Created";
    }
    return consentOnly ? "Consent Changed" : "Customer Changed";
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    Event.putAll(detail, "fields", fields);
  }
}
