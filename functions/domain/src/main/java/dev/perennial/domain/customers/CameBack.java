package dev.perennial.domain.customers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.AccountDraft;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.ledger.Receipt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who was erased came back under the same id: a new customer.
 *
 * @param fields names of the fields that the profile has, never their values
 */
public record CameBack(List<String> fields) implements DomainEvent {
  public CameBack {
    fields = List.copyOf(fields);
  }

  @Override
  public String eventType() {
    return "Customer Created";
  }

  /** So that a statement tells why nothing stands after it. */
  @Override
  public String entry() {
    return "new customer";
  }

  @Override
  public void applyTo(AccountDraft next) {
    next.restart();
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    Event.putAll(detail, "fields", fields);
  }
}
