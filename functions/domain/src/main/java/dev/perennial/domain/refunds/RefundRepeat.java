package dev.perennial.domain.refunds;

import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Receipt;
import java.util.List;

/** What a refund is whose id was recorded before. */
public sealed interface RefundRepeat {
  /** The same content: the first answer is given again. */
  record Same(Receipt receipt) implements RefundRepeat {}

  /** The same content, and it waits for its purchase. */
  record Waiting() implements RefundRepeat {}

  /**
   * The same content: it waited, and was not taken.
   *
   * @param reason as {@link RefundRejected} has it
   */
  record Rejected(String reason) implements RefundRepeat {}

  /** Another content under the same id. */
  record Different() implements RefundRepeat {}

  /**
   * Compares a refund with the line that holds its id.
   *
   * @param lines of the purchase's refunds: they tell what became of one that waited
   */
  static RefundRepeat judge(HistoryLine existing, List<HistoryLine> lines, Refund refund) {
    if (existing.event() instanceof RefundAwaiting waiting
        && waiting.digest().equals(Refunds.digest(refund))) {
      return ofWaiting(lines, refund);
    }
    var receipt = Refunds.repeat(existing, refund);
    return receipt == null ? new Different() : new Same(receipt);
  }

  private static RefundRepeat ofWaiting(List<HistoryLine> lines, Refund refund) {
    var applied = LineId.appliedRefund(refund.purchaseId(), refund.refundId());
    var rejected = LineId.rejectedRefund(refund.purchaseId(), refund.refundId());
    for (var line : lines) {
      if (line.id().equals(applied) && line.answer() != null) {
        return new Same(line.answer());
      }
      if (line.id().equals(rejected) && line.event() instanceof RefundRejected fact) {
        return new Rejected(fact.reason());
      }
    }
    return new Waiting();
  }
}
