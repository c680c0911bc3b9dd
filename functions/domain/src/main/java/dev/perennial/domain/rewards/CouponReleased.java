package dev.perennial.domain.rewards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Receipt;
import org.jspecify.annotations.Nullable;

/** A coupon's use on an order that came to nothing was taken back: it can be used again. */
public record CouponReleased(String redemptionId, String rewardId, String purchaseId)
    implements DomainEvent {
  @Override
  public @Nullable String eventType() {
    return null;
  }

  @Override
  public String title() {
    return "Coupon Released";
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("purchaseId", purchaseId);
    detail.put("rewardId", rewardId);
  }
}
