package dev.perennial.domain.refunds;

import dev.perennial.domain.ledger.Slice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Refunds that wait for their purchase.
 *
 * @param marks in the order in which they came
 */
public record Awaiting(List<Mark> marks) {
  /** None waits. */
  public static final Awaiting NONE = new Awaiting(List.of());

  /** The account's. */
  public static final Slice<Awaiting> SLICE =
      Slice.lasting("awaited", Awaiting.class, NONE, Awaiting::merged);

  public Awaiting {
    marks = List.copyOf(marks);
  }

  /**
   * That a refund waits.
   *
   * @param since the day on which it came, in the shop's zone
   */
  public record Mark(String purchaseId, String refundId, LocalDate since) {}

  /** Those of one person who was two customers; together they may be more than wait of one. */
  private Awaiting merged(Awaiting other) {
    var all = new ArrayList<>(marks);
    for (var mark : other.marks) {
      if (without(mark.purchaseId, mark.refundId).equals(this)) {
        all.add(mark);
      }
    }
    return new Awaiting(all);
  }

  Awaiting and(Mark more) {
    var all = new ArrayList<>(marks);
    all.add(more);
    return new Awaiting(all);
  }

  Awaiting without(String purchaseId, String refundId) {
    return new Awaiting(
        marks.stream()
            .filter(each -> !each.purchaseId.equals(purchaseId) || !each.refundId.equals(refundId))
            .toList());
  }
}
