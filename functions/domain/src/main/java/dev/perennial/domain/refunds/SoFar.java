package dev.perennial.domain.refunds;

import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Revised;
import java.util.List;

/**
 * What became of a purchase up to a refund.
 *
 * @param quantities what is left of each line of its last version, in millionths
 * @param credits by line, as {@link Remains} has them
 * @param shipping what was paid back of it, in minor units
 * @param amount what was paid back for goods, without tax
 * @param revision the number of the last version, 0 when there is none
 * @param lines how many refunds and versions there are
 */
public record SoFar(
    List<Long> quantities,
    List<Long> credits,
    long shipping,
    long tax,
    long amount,
    int revision,
    int lines) {
  /** From so many lines on the next refund writes it down: fewer are read as fast. */
  static final int MANY = 16;

  public SoFar {
    quantities = List.copyOf(quantities);
    credits = List.copyOf(credits);
  }

  static SoFar of(Purchased bought, List<HistoryLine> further) {
    var left = Remains.of(bought, further);
    long shipping = 0;
    long tax = 0;
    long amount = 0;
    var revision = 0;
    var lines = 0;
    for (var line : further) {
      if (line.event() instanceof Refunded refund) {
        shipping += refund.shipping();
        tax += refund.tax();
        amount += refund.amount();
        lines++;
      } else if (line.event() instanceof Revised revised) {
        revision = Math.max(revision, revised.revision());
        lines++;
      }
    }
    return new SoFar(left.quantities(), left.credits(), shipping, tax, amount, revision, lines);
  }

  /** The same after one more refund. */
  SoFar after(Remains left, long moreShipping, long moreTax, long moreAmount) {
    return new SoFar(
        left.quantities(),
        left.credits(),
        shipping + moreShipping,
        tax + moreTax,
        amount + moreAmount,
        revision,
        lines + 1);
  }
}
