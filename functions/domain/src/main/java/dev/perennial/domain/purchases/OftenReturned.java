package dev.perennial.domain.purchases;

import dev.perennial.domain.ledger.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Purchases that went back piece by piece so often that the line of the last refund says what is
 * left, so that the next needs to read no other.
 *
 * @param refunds the last of each such purchase, the latest last
 */
public record OftenReturned(List<Last> refunds) {
  /** None did. */
  public static final OftenReturned NONE = new OftenReturned(List.of());

  /** The account's. Lines of two ids are told apart by reading all. */
  public static final Slice<OftenReturned> SLICE =
      Slice.personal("oftenReturned", OftenReturned.class, NONE, (_, _) -> NONE);

  /** Some 40 bytes each in the account's item. */
  private static final int MAX = 8;

  public OftenReturned {
    refunds = List.copyOf(refunds);
  }

  /** The last refund of a purchase. */
  public record Last(String purchaseId, String refundId) {}

  /** That of a purchase, if it is one of them. */
  public Optional<Last> of(String purchaseId) {
    return refunds.stream().filter(each -> each.purchaseId.equals(purchaseId)).findFirst();
  }

  /** These after a refund whose line says what is left. */
  public OftenReturned and(String purchaseId, String refundId) {
    var next = new ArrayList<>(without(purchaseId).refunds);
    next.add(new Last(purchaseId, refundId));
    return new OftenReturned(next.subList(Math.max(0, next.size() - MAX), next.size()));
  }

  /** These without a purchase. */
  public OftenReturned without(String purchaseId) {
    return new OftenReturned(
        refunds.stream().filter(each -> !each.purchaseId.equals(purchaseId)).toList());
  }
}
