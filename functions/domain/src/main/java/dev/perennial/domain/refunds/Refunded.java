package dev.perennial.domain.refunds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.AccountDraft;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.purchases.OftenReturned;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A purchase was taken back, whole or in part.
 *
 * @param quantities by line of the purchase, in its order: how many went back this time, in
 *     millionths
 * @param credits by line: what was paid back beyond what those had cost, below 0 where it was less;
 *     minor units. Empty when all are 0
 * @param shipping of what was paid for it, in minor units
 * @param amount what was paid back for goods, without tax
 * @param clawedBack points taken back: {@code taken} plus {@code newDebt}
 * @param newDebt points that had been spent already
 * @param lapsed points of a lot that expired so long ago that it is no longer kept: nobody has
 *     them, and nobody owes them
 * @param whole true when nothing of the purchase is left
 * @param purchaseDay the purchase's day in the shop's zone
 * @param counted whether the purchase's points are noted by its day
 * @param referred whether a friend's code brought the customer with the purchase
 * @param soFar with this refund, once there are many of the purchase; null before
 */
public record Refunded(
    String refundId,
    String purchaseId,
    String digest,
    List<Long> quantities,
    List<Long> credits,
    long shipping,
    long tax,
    long amount,
    long clawedBack,
    List<Lots.Take> taken,
    long newDebt,
    long lapsed,
    boolean whole,
    LocalDate purchaseDay,
    boolean counted,
    boolean referred,
    @Nullable SoFar soFar)
    implements DomainEvent {
  /** Points that the purchase no longer stands for. */
  public long lost() {
    return clawedBack + lapsed;
  }

  @Override
  public String eventType() {
    return "Purchase Refunded";
  }

  @Override
  public String entry() {
    return "refund";
  }

  @Override
  public List<Posting> postings() {
    return Posting.clawedBack(taken, newDebt, LineId.purchase(purchaseId));
  }

  @Override
  public void applyTo(AccountDraft next) {
    next.days(days -> days.plus(purchaseDay, whole ? -1 : 0, -amount, counted ? -lost() : 0));
    var often = OftenReturned.SLICE.in(next);
    next.put(
        OftenReturned.SLICE,
        soFar == null ? often.without(purchaseId) : often.and(purchaseId, refundId));
    next.put(Awaiting.SLICE, Awaiting.SLICE.in(next).without(purchaseId, refundId));
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("refundId", refundId);
    detail.put("purchaseId", purchaseId);
    detail.put("whole", whole);
    detail.put("clawedBack", clawedBack);
    detail.put("debt", newDebt);
    if (referred) {
      detail.put("referred", true);
    }
  }
}
