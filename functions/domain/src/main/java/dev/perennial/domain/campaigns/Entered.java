package dev.perennial.domain.campaigns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Receipt;
import org.jspecify.annotations.Nullable;

/** The customer entered a campaign: kept for ever, so that nothing enters twice. */
public record Entered(String campaign, String entry, @Nullable String trigger)
    implements DomainEvent {
  @Override
  public @Nullable String eventType() {
    return null;
  }

  @Override
  public String title() {
    return "Campaign Entered";
  }

  @Override
  public boolean advancesAccount() {
    return false;
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("campaign", campaign);
  }
}
