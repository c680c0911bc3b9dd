package dev.perennial.domain.refunds;

import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Trail;
import dev.perennial.domain.purchases.OftenReturned;
import dev.perennial.domain.purchases.PaidLines;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Revised;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A purchase, and what became of it up to now.
 *
 * @param purchase its line
 */
public record Returned(HistoryLine purchase, Remains left, SoFar soFar) {
  /**
   * By all lines.
   *
   * @param further under the purchase's key, as {@link Remains#of} wants them
   * @throws IllegalArgumentException when {@code purchase} is not the line of a purchase
   */
  public static Returned of(HistoryLine purchase, List<HistoryLine> further) {
    var bought = bought(purchase);
    return new Returned(purchase, Remains.of(bought, further), SoFar.of(bought, further));
  }

  /**
   * By the last refund, when its line says what is left: a few lines are read, however many there
   * are.
   *
   * @return null when all lines must be read
   */
  public static @Nullable Returned find(
      HistoryStore history, Customer customer, String purchaseId) {
    var account = customer.account();
    if (account == null || !customer.allFormerIds().isEmpty()) {
      return null;
    }
    var last = OftenReturned.SLICE.in(account).of(purchaseId).orElse(null);
    var trail = Trail.of(account);
    if (last == null || trail.keys().isEmpty()) {
      return null;
    }
    var id = customer.customerId();
    var line = history.find(id, LineId.refund(purchaseId, last.refundId())).orElse(null);
    // a release that kept no trail may have written refunds after it, and not said what is left
    if (line == null
        || line.seq() + 1 < trail.since()
        || !(line.event() instanceof Refunded refund)
        || refund.soFar() == null) {
      return null;
    }
    var soFar = refund.soFar();
    var purchase = history.find(id, LineId.purchase(purchaseId)).orElse(null);
    if (purchase == null) {
      return null;
    }
    var lines = lines(history, purchase, soFar.revision());
    return lines == null
        ? null
        : new Returned(purchase, new Remains(lines, soFar.quantities(), soFar.credits()), soFar);
  }

  /** Those of the last version; null when they are nowhere. */
  private static @Nullable PaidLines lines(
      HistoryStore history, HistoryLine purchase, int revision) {
    var bought = bought(purchase);
    if (revision == 0) {
      return bought.lines();
    }
    var id = LineId.revision(bought.purchaseId(), revision);
    return history
        .find(purchase.customerId(), id)
        .map(line -> line.event() instanceof Revised revised ? revised.lines() : null)
        .orElse(null);
  }

  Purchased bought() {
    return bought(purchase);
  }

  private static Purchased bought(HistoryLine purchase) {
    if (purchase.event() instanceof Purchased bought) {
      return bought;
    }
    throw new IllegalArgumentException(purchase.id() + " is not a purchase");
  }
}
