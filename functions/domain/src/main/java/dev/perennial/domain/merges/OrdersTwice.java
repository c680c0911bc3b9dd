package dev.perennial.domain.merges;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.purchases.PaidLines;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.refunds.Refunds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The orders that two customers both have, who are one person: a guest's that was reported again of
 * the account. Each counts once, so that the one who goes gives them back first.
 */
final class OrdersTwice {
  /** A line each, in one transaction with all else. */
  private static final int MOST = 80;

  /** Differing orders that are named. */
  private static final int NAMED = 10;

  private OrdersTwice() {}

  /** What became of them. */
  sealed interface Outcome {
    /**
     * They were taken back.
     *
     * @param count how many
     * @param left the account of who goes, after that
     * @param lines that made it: none of an order that had gone back before
     */
    record TakenBack(int count, Account left, List<HistoryLine> lines) implements Outcome {}

    /** Some have one id and other content, and something of both is left. */
    record Differ(List<String> purchaseIds) implements Outcome {}

    /** They are more than one transaction can take back. */
    record TooMany(int most) implements Outcome {}
  }

  static Outcome of(Merging.Asked asked, Rules rules, Instant now) {
    var mine = purchases(asked.linesOfInto());
    var differing = new ArrayList<String>();
    var twice = new ArrayList<HistoryLine>();
    purchases(asked.linesOfFrom())
        .forEach(
            (id, theirs) -> {
              var own = mine.get(id);
              if (own != null) {
                if (isSame(own, theirs)) {
                  twice.add(theirs);
                } else {
                  differing.add(((Purchased) theirs.event()).purchaseId());
                }
              }
            });
    if (!differing.isEmpty()) {
      return new Outcome.Differ(differing.subList(0, Math.min(NAMED, differing.size())));
    }
    return twice.size() > MOST ? new Outcome.TooMany(MOST) : takenBack(asked, twice, rules, now);
  }

  private static Map<String, HistoryLine> purchases(List<HistoryLine> lines) {
    var purchases = new TreeMap<String, HistoryLine>();
    for (var line : lines) {
      if (line.event() instanceof Purchased) {
        purchases.put(line.id(), line);
      }
    }
    return purchases;
  }

  /**
   * Whether two lines tell of one order: the same goods at the same prices, whenever it came in.
   */
  private static boolean isSame(HistoryLine one, HistoryLine other) {
    var mine = (Purchased) one.event();
    var theirs = (Purchased) other.event();
    return Objects.equals(mine.original(), theirs.original())
        && goods(mine.lines()).equals(goods(theirs.lines()));
  }

  /** Without the rates, which depend on who bought. */
  private static List<PaidLines.PaidLine> goods(PaidLines lines) {
    return lines.list().stream().map(line -> line.at(null)).toList();
  }

  private static Outcome takenBack(
      Merging.Asked asked, List<HistoryLine> twice, Rules rules, Instant now) {
    var customer = asked.from();
    var lines = new ArrayList<HistoryLine>();
    for (var purchase : twice) {
      var id = ((Purchased) purchase.event()).purchaseId();
      var refund =
          new Refund(
              "merged-" + asked.into().customerId(), id, customer.customerId(), now, List.of());
      var earlier =
          LineId.ofPurchase(id, asked.linesOfFrom()).stream()
              .filter(line -> !line.id().equals(purchase.id()))
              .toList();
      var outcome = Refunds.decide(customer, purchase, earlier, refund, rules, now, Cause.RECORDED);
      // of one that went back already nothing is left to take
      if (outcome instanceof Refunds.Outcome.Recorded recorded) {
        lines.addAll(recorded.change().lines());
        customer =
            new Customer(
                customer.customerId(),
                recorded.change().account(),
                customer.profile(),
                customer.mailLog());
      }
    }
    return new Outcome.TakenBack(twice.size(), Objects.requireNonNull(customer.account()), lines);
  }
}
