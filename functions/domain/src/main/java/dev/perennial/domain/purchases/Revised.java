package dev.perennial.domain.purchases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.engagement.Watched;
import dev.perennial.domain.ledger.AccountDraft;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.ledger.Receipt;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order has a next version: what is so of it from now on, and the difference to what was so.
 *
 * @param revision its number, 1 for the first after the purchase
 * @param digest of the order's canonical content
 * @param lines of the order as it is now
 * @param left by line: what of it has not gone back, in millionths
 * @param credits by line: what was paid back beyond what went back, minor units
 * @param amount what is paid for goods more than before, or below 0 less
 * @param orders 1 when it counts as an order again, -1 when no longer, else 0
 * @param earned points more than before
 * @param debtPaid of those, what paid debt
 * @param taken points less than before, from where
 * @param newDebt points less than before that had been spent already
 * @param lapsed points less than before of a lot that is no longer kept
 * @param lot of the purchase
 * @param purchaseDay the purchase's day in the shop's zone
 * @param counted whether the purchase's points are noted by its day
 * @param watched by which names segments asked for something of it, when it was recorded
 */
public record Revised(
    String purchaseId,
    int revision,
    String digest,
    PaidLines lines,
    List<Long> left,
    List<Long> credits,
    long amount,
    int orders,
    long earned,
    long debtPaid,
    List<Lots.Take> taken,
    long newDebt,
    long lapsed,
    Lots.Lot lot,
    LocalDate purchaseDay,
    boolean counted,
    @Nullable String brand,
    List<String> watched)
    implements DomainEvent {
  public Revised {
    left = List.copyOf(left);
    credits = List.copyOf(credits);
    taken = List.copyOf(taken);
    watched = List.copyOf(watched);
  }

  /** Points more than before, below 0 when less; those of a lapsed lot are nobody's. */
  public long points() {
    return earned - newDebt - taken.stream().mapToLong(Lots.Take::points).sum();
  }

  /** The same with other lines. */
  public Revised with(PaidLines other) {
    return with(other, watched);
  }

  /** The same for segments that ask for something of it by other names. */
  public Revised watchedBy(List<String> names) {
    return with(lines, names);
  }

  private Revised with(PaidLines other, List<String> names) {
    return new Revised(
        purchaseId,
        revision,
        digest,
        other,
        left,
        credits,
        amount,
        orders,
        earned,
        debtPaid,
        taken,
        newDebt,
        lapsed,
        lot,
        purchaseDay,
        counted,
        brand,
        names);
  }

  @Override
  public String eventType() {
    return "Purchase Revised";
  }

  @Override
  public String entry() {
    return "revision";
  }

  @Override
  public List<Posting> postings() {
    if (earned > 0) {
      return List.of(Posting.into(Posting.Kind.ISSUED, lot, earned, debtPaid).ofBrand(brand));
    }
    return Posting.clawedBack(taken, newDebt, LineId.purchase(purchaseId));
  }

  @Override
  public void applyTo(AccountDraft next) {
    next.days(days -> days.plus(purchaseDay, orders, amount, counted ? points() - lapsed : 0));
    next.put(OftenReturned.SLICE, OftenReturned.SLICE.in(next).without(purchaseId));
    next.put(LastBought.SLICE, LastBought.SLICE.in(next).after(lines, purchaseDay));
    next.put(Watched.SLICE, Watched.SLICE.in(next).plus(Watched.Kind.SKU, watched, purchaseDay));
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("purchaseId", purchaseId);
    detail.put("revision", revision);
    detail.put("points", points());
  }
}
