package dev.perennial.domain.refunds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.AccountDraft;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * A refund that waited for its purchase is not taken.
 *
 * @param reason {@code purchase-unknown} when none came, {@code refund-exceeds-purchase}, {@code
 *     refund-ambiguous}, {@code other-currency} or {@code before-purchase} when it did not fit
 */
public record RefundRejected(String refundId, String purchaseId, String reason)
    implements DomainEvent {
  @Override
  public String eventType() {
    return "Refund Rejected";
  }

  @Override
  public void applyTo(AccountDraft next) {
    next.put(Awaiting.SLICE, Awaiting.SLICE.in(next).without(purchaseId, refundId));
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("refundId", refundId);
    detail.put("purchaseId", purchaseId);
    detail.put("problem", reason);
  }
}
