package dev.perennial.domain.customers;

import dev.perennial.domain.ledger.AccountDraft;
import dev.perennial.domain.ledger.DomainEvent;

/** The customer was erased. */
public record Erased() implements DomainEvent {
  @Override
  public String eventType() {
    return "Customer Erased";
  }

  @Override
  public boolean erases() {
    return true;
  }

  @Override
  public void applyTo(AccountDraft next) {
    next.erase();
  }
}
