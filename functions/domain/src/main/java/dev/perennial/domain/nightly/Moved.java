package dev.perennial.domain.nightly;

import dev.perennial.domain.ledger.DomainEvent;

/** The scheduled pass found the customer in other segments. */
public record Moved() implements DomainEvent {
  @Override
  public String eventType() {
    return "Customer Reclassified";
  }
}
