package dev.perennial.domain.refunds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.AccountDraft;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Receipt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refund came before its purchase, and waits for it.
 *
 * @param lines what is to go back; empty for all that is left
 */
public record RefundAwaiting(
    String refundId, String purchaseId, String digest, List<Refund.Line> lines)
    implements DomainEvent {
  @Override
  public @Nullable String eventType() {
    return null;
  }

  /** Whether a mark of the account stands for this refund. */
  public boolean isMarkedBy(Awaiting.Mark mark) {
    return mark.purchaseId().equals(purchaseId) && mark.refundId().equals(refundId);
  }

  @Override
  public String title() {
    return "Refund Waiting";
  }

  @Override
  public void applyTo(AccountDraft next) {
    next.put(
        Awaiting.SLICE,
        Awaiting.SLICE.in(next).and(new Awaiting.Mark(purchaseId, refundId, next.today())));
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("refundId", refundId);
    detail.put("purchaseId", purchaseId);
  }
}
