package dev.perennial.domain.campaigns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Receipt;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The customer entered a campaign: kept for ever, so that nothing enters twice.
 *
 * @param trigger the event that began it, null for a schedule
 * @param arm as journeys have it: empty of those who get what the campaign sends
 */
public record Entered(String campaign, String entry, @Nullable String trigger, String arm)
    implements DomainEvent {
  public Entered {
    // lines of earlier releases have none
    arm = Objects.requireNonNullElse(arm, "");
  }

  /** Of a customer who gets what the campaign sends. */
  public Entered(String campaign, String entry, @Nullable String trigger) {
    this(campaign, entry, trigger, "");
  }

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
