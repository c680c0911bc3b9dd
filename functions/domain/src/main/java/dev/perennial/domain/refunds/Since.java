package dev.perennial.domain.refunds;

import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Revised;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a purchase since a call of it, or of its refund, was answered.
 *
 * @param cancelled whether nothing of it is left
 * @param refunded what was paid back for goods, minor units of the shop's currency
 * @param revision the number of its last version, 0 when there is none
 */
public record Since(boolean cancelled, long refunded, int revision) {

  /**
   * Of a purchase, null when nothing changed it.
   *
   * @param purchase its line
   * @param answered the line whose answer is given again
   * @param further all lines under its key
   */
  public static @Nullable Since of(
      HistoryLine purchase, HistoryLine answered, List<HistoryLine> further) {
    long refunded = 0;
    var revision = 0;
    var changed = false;
    for (var line : further) {
      if (line.event() instanceof Refunded back) {
        refunded += back.amount();
        // one that had waited for the purchase was in its first answer already
        changed |= isLater(line, answered) && !LineId.isApplied(line.id());
      } else if (line.event() instanceof Revised next) {
        revision = Math.max(revision, next.revision());
        changed |= isLater(line, answered);
      }
    }
    return changed && purchase.event() instanceof Purchased bought
        ? new Since(Remains.of(bought, further).isNothing(), refunded, revision)
        : null;
  }

  /** Each id counts its own lines: whoever was merged wrote no more after those of the other. */
  private static boolean isLater(HistoryLine line, HistoryLine answered) {
    return line.customerId().equals(answered.customerId())
        ? line.seq() > answered.seq()
        : line.recordedAt().isAfter(answered.recordedAt());
  }
}
