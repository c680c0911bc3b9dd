package dev.perennial.domain.refunds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.AccountDraft;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A refund came before its purchase, and waits for it.
 *
 * @param lines what is to go back; empty for all that is left
 * @param paidBack null for goods alone, in the shop's currency
 */
public record RefundAwaiting(
    String refundId,
    String purchaseId,
    String digest,
    List<Refund.Line> lines,
    Refund.@Nullable PaidBack paidBack)
    implements DomainEvent {
  static RefundAwaiting of(Refund refund) {
    var beside = refund.paidBack();
    return new RefundAwaiting(
        refund.refundId(),
        refund.purchaseId(),
        Refunds.digest(refund),
        refund.lines(),
        beside.equals(Refund.PaidBack.NOTHING) ? null : beside);
  }

  /**
   * The refund that waits.
   *
   * @param at its business time
   */
  Refund refund(String customerId, Instant at) {
    var beside = Objects.requireNonNullElse(paidBack, Refund.PaidBack.NOTHING);
    return new Refund(refundId, purchaseId, customerId, at, lines, beside);
  }

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
