package dev.perennial.domain.refunds;

import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Changes;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.purchases.Earning;
import dev.perennial.domain.purchases.PaidLines;
import dev.perennial.domain.purchases.Purchased;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a refund takes back. The claw-back is cumulative: what the purchase earned on what
 * remains of it before, less what it would have earned on what remains after, at its own rates; so
 * any order of partial refunds ends in the same place.
 */
public final class Refunds {
  private Refunds() {}

  /** What became of a refund before it is written. */
  public sealed interface Outcome {
    /** To be written. */
    record Recorded(Change change, Receipt receipt) implements Outcome {}

    /** The customer was erased: nothing is recorded. */
    record CustomerErased() implements Outcome {}

    /** Business time lies too far ahead of now. */
    record TooEarly(Instant latest) implements Outcome {}

    /** Business time lies before the purchase that goes back. */
    record BeforePurchase(Instant purchase) implements Outcome {}

    /**
     * More goes back than is left of the purchase.
     *
     * @param field what no line of the purchase has, or {@code quantity}
     */
    record TooMuch(int line, String field, String sku, long left) implements Outcome {}

    /** Nothing of the purchase is left to go back. */
    record NothingLeft() implements Outcome {}
  }

  /** Decides a refund of a live customer. */
  public static Outcome decide(
      Customer customer,
      HistoryLine purchase,
      List<HistoryLine> earlier,
      Refund refund,
      Rules rules,
      Instant now) {
    if (refund.at().isAfter(now.plus(HistoryLine.AHEAD))) {
      return new Outcome.TooEarly(now.plus(HistoryLine.AHEAD));
    }
    // two systems' clocks may differ as much as a purchase may lie ahead
    if (refund.at().isBefore(purchase.at().minus(HistoryLine.AHEAD))) {
      return new Outcome.BeforePurchase(purchase.at());
    }
    return decide(customer, purchase, earlier, refund, rules, now, Cause.RECORDED);
  }

  /**
   * Decides a refund.
   *
   * @param purchase the line of the purchase that goes back
   * @param earlier the lines of all refunds of that purchase so far, read after the customer
   * @param now when it is recorded
   * @throws IllegalArgumentException when {@code purchase} is not the line of a purchase
   */
  public static Outcome decide(
      Customer customer,
      HistoryLine purchase,
      List<HistoryLine> earlier,
      Refund refund,
      Rules rules,
      Instant now,
      Cause cause) {
    var account = customer.account();
    if (account == null || account.erased()) {
      return new Outcome.CustomerErased();
    }
    if (!(purchase.event() instanceof Purchased bought)) {
      throw new IllegalArgumentException(purchase.id() + " is not a purchase");
    }
    var before = remaining(bought.lines(), earlier);
    if (before.stream().allMatch(quantity -> quantity == 0)) {
      return new Outcome.NothingLeft();
    }
    var matched = Matching.of(bought.lines(), before, refund);
    return switch (matched) {
      case Matching.TooMuch much ->
          new Outcome.TooMuch(much.line(), much.field(), much.sku(), much.left());
      case Matching.Fits fits ->
          recorded(customer, account, purchase, bought, before, fits, refund, rules, now, cause);
    };
  }

  /**
   * What earlier refunds left of each line, in the purchase's order.
   *
   * @param earlier lines under that purchase's key
   */
  public static List<Long> remaining(PaidLines lines, List<HistoryLine> earlier) {
    var left = new ArrayList<Long>();
    lines.list().forEach(line -> left.add(line.quantity()));
    for (var line : earlier) {
      if (line.event() instanceof Refunded refunded) {
        for (int i = 0; i < left.size(); i++) {
          left.set(i, left.get(i) - refunded.quantities().get(i));
        }
      }
    }
    return left;
  }

  private static Outcome recorded(
      Customer customer,
      Account before,
      HistoryLine purchase,
      Purchased bought,
      List<Long> left,
      Matching.Fits fits,
      Refund refund,
      Rules rules,
      Instant now,
      Cause cause) {
    var draft = fact(before, purchase, bought, left, fits.quantities(), refund, rules, now);
    var zone = rules.programme().shop().zone();
    var seq = before.version() + 1;
    var id = LineId.refund(refund.purchaseId(), refund.refundId());
    var line = HistoryLine.draft(before.customerId(), id, seq, refund.at(), now, cause, draft);
    var after = Evaluation.evaluate(before.after(line, zone), customer.profile(), rules, now);
    var today = rules.dayOf(now);
    var receipt = Receipt.of(-draft.clawedBack(), after, today);
    var changes = Changes.between(before, after, -draft.clawedBack());
    return new Outcome.Recorded(
        Change.of(before, after, line.concluded(changes, receipt)), receipt);
  }

  private static Refunded fact(
      Account account,
      HistoryLine purchase,
      Purchased bought,
      List<Long> left,
      List<Long> quantities,
      Refund refund,
      Rules rules,
      Instant now) {
    var after = new ArrayList<Long>();
    for (int i = 0; i < left.size(); i++) {
      after.add(left.get(i) - quantities.get(i));
    }
    var currency = Currency.getInstance(bought.currency());
    var lines = bought.lines();
    var lost =
        Earning.points(lines, left, bought.terms(), currency)
            - Earning.points(lines, after, bought.terms(), currency);
    var today = rules.dayOf(now);
    var lots = account.lots().settledOn(today);
    var lapsed = bought.lot().isForgottenOn(today) ? lost : 0;
    var taken = lots.planClawBack(bought.lot(), lost - lapsed, today);
    var found = taken.stream().mapToLong(Lots.Take::points).sum();
    return new Refunded(
        refund.refundId(),
        refund.purchaseId(),
        digest(refund),
        quantities,
        Earning.paid(lines, left) - Earning.paid(lines, after),
        lost - lapsed,
        taken,
        lost - lapsed - found,
        lapsed,
        after.stream().allMatch(quantity -> quantity == 0),
        rules.dayOf(purchase.at()),
        bought.counted(),
        bought.referrer() != null);
  }

  /**
   * The first answer, when the line holds the same refund again; null when it holds another under
   * the same id.
   */
  public static @Nullable Receipt repeat(HistoryLine existing, Refund refund) {
    return existing.event() instanceof Refunded before && before.digest().equals(digest(refund))
        ? existing.answer()
        : null;
  }

  static String digest(Refund refund) {
    var digest =
        new Digest()
            .add("customer", refund.customerId())
            .add("purchase", refund.purchaseId())
            .add("at", refund.at());
    for (var line : refund.lines()) {
      digest.add("sku", line.sku()).add("quantity", line.quantity()).add("price", line.unitPrice());
    }
    return digest.text();
  }
}
