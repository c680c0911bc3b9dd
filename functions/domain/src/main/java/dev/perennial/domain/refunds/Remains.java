package dev.perennial.domain.refunds;

import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.purchases.PaidLines;
import dev.perennial.domain.purchases.PaidLines.PaidLine;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Revised;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * What is left of a purchase, line by line.
 *
 * @param lines of its last version
 * @param quantities in millionths
 * @param credits what was paid back beyond what the goods that went back had cost, below 0 where it
 *     was less; minor units
 */
public record Remains(PaidLines lines, List<Long> quantities, List<Long> credits) {
  public Remains {
    quantities = List.copyOf(quantities);
    credits = List.copyOf(credits);
  }

  /** All of the lines. */
  public static Remains whole(PaidLines lines) {
    return new Remains(
        lines,
        lines.list().stream().map(PaidLine::quantity).toList(),
        Collections.nCopies(lines.list().size(), 0L));
  }

  /**
   * What is left of a purchase.
   *
   * @param further the lines under its key, of one customer in any order, of one who was merged in
   *     that of {@link PersonHistory#ofPurchase}; those of other events say nothing of it
   */
  public static Remains of(Purchased bought, List<HistoryLine> further) {
    var inTurn =
        further.stream()
            .filter(line -> line.event() instanceof Refunded || line.event() instanceof Revised)
            .sorted(inTurn(further))
            .toList();
    var left = whole(bought.lines());
    for (var line : inTurn) {
      left =
          line.event() instanceof Revised revised
              ? new Remains(revised.lines(), revised.left(), revised.credits())
              : left.after((Refunded) line.event());
    }
    return left;
  }

  /** By the version that they made; lines of several ids stand in their order already. */
  private static Comparator<HistoryLine> inTurn(List<HistoryLine> lines) {
    return lines.stream().map(HistoryLine::customerId).distinct().count() > 1
        ? (_, _) -> 0
        : Comparator.comparingLong(HistoryLine::seq);
  }

  private Remains after(Refunded refund) {
    var left = new ArrayList<Long>();
    var credited = new ArrayList<Long>();
    for (int i = 0; i < quantities.size(); i++) {
      // a release that knew whole pieces alone took those that were begun
      left.add(Math.max(0, quantities.get(i) - refund.quantities().get(i)));
      credited.add(credits.get(i) + (refund.credits().isEmpty() ? 0 : refund.credits().get(i)));
    }
    return new Remains(lines, left, credited);
  }

  /** What is left of what was paid for a line. */
  public long paid(int line) {
    var of = lines.list().get(line);
    return Math.clamp(of.paidFor(quantities.get(line)) - credits.get(line), 0, of.paid());
  }

  /** The same with the tax that was in its price. */
  public long gross(int line) {
    var of = lines.list().get(line);
    var net = paid(line);
    return of.tax() == 0 || of.paid() == 0 ? net : net + Amounts.share(of.tax(), net, of.paid());
  }

  /** What is left of what was paid for each line. */
  public List<Long> paid() {
    var paid = new ArrayList<Long>();
    for (int i = 0; i < quantities.size(); i++) {
      paid.add(paid(i));
    }
    return paid;
  }

  /** What is left of what was paid. */
  public long total() {
    return paid().stream().mapToLong(each -> each).sum();
  }

  /** Whether nothing is left: neither goods nor money. */
  public boolean isNothing() {
    return quantities.stream().allMatch(each -> each == 0) && total() == 0;
  }

  /** Nothing of the same lines. */
  Remains gone() {
    var none = Collections.nCopies(quantities.size(), 0L);
    return new Remains(lines, none, credits.stream().map(each -> Math.max(0, each)).toList());
  }
}
