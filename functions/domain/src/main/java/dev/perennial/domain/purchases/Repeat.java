package dev.perennial.domain.purchases;

import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Receipt;

/** What a purchase is whose id was recorded before. */
public sealed interface Repeat {
  /** The same content: the first answer is given again. */
  record Same(Receipt receipt) implements Repeat {}

  /** Another content under the same id. */
  record Different() implements Repeat {}

  /** Compares a purchase with the line that holds its id. */
  static Repeat judge(HistoryLine existing, Purchase purchase) {
    return existing.event() instanceof Purchased before
            && before.digest().equals(PurchaseDigest.of(purchase))
            && existing.answer() != null
        ? new Same(existing.answer())
        : new Different();
  }
}
