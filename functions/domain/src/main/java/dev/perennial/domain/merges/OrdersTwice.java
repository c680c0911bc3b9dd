package dev.perennial.domain.merges;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.domain.purchases.PaidLines;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.refunds.Refunds;
import dev.perennial.domain.refunds.Remains;
import dev.perennial.domain.refunds.Returned;
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

    /** Some have one id and other content, and something is left of who goes. */
    record Differ(List<String> purchaseIds) implements Outcome {}

    /** They are more than one transaction can take back. */
    record TooMany(int most) implements Outcome {}
  }

  static Outcome of(Merging.Asked asked, Rules rules, Instant now) {
    var mine = orders(asked.linesOfInto());
    var differing = new ArrayList<String>();
    var twice = new ArrayList<Order>();
    orders(asked.linesOfFrom())
        .forEach(
            (id, theirs) -> {
              var own = mine.get(id);
              if (own != null && own.isAs(theirs)) {
                twice.add(theirs);
              } else if (own != null && !theirs.left.isNothing()) {
                differing.add(id);
              }
            });
    if (!differing.isEmpty()) {
      return new Outcome.Differ(differing.subList(0, Math.min(NAMED, differing.size())));
    }
    return twice.size() > MOST ? new Outcome.TooMany(MOST) : takenBack(asked, twice, rules, now);
  }

  /**
   * An order as one customer has it.
   *
   * @param further lines under its key
   */
  private record Order(
      HistoryLine line, Purchased bought, List<HistoryLine> further, Remains left) {
    static Order of(HistoryLine line, Purchased bought, List<HistoryLine> all) {
      var further = all.stream().filter(each -> !each.id().equals(line.id())).toList();
      return new Order(line, bought, further, Remains.of(bought, further));
    }

    /** Whether both have the same goods at the same prices, of which the same is left. */
    boolean isAs(Order other) {
      return Objects.equals(bought.original(), other.bought.original())
          && goods(left.lines()).equals(goods(other.left.lines()))
          && left.quantities().equals(other.left.quantities())
          && left.credits().equals(other.left.credits());
    }

    /** Without the rates, which depend on who bought. */
    private static List<PaidLines.PaidLine> goods(PaidLines lines) {
      return lines.list().stream().map(line -> line.at(null)).toList();
    }
  }

  /** A customer's orders by id, each as it counts. */
  private static Map<String, Order> orders(List<HistoryLine> lines) {
    var orders = new TreeMap<String, Order>();
    for (var line : lines) {
      if (line.event() instanceof Purchased any && !orders.containsKey(any.purchaseId())) {
        var all = PersonHistory.ofOrder(any.purchaseId(), lines);
        for (var each : all) {
          if (each.event() instanceof Purchased bought) {
            orders.put(bought.purchaseId(), Order.of(each, bought, all));
          }
        }
      }
    }
    return orders;
  }

  private static Outcome takenBack(
      Merging.Asked asked, List<Order> twice, Rules rules, Instant now) {
    var customer = asked.from();
    var lines = new ArrayList<HistoryLine>();
    for (var order : twice) {
      var id = order.bought.purchaseId();
      var refund = new Refund(LineId.MERGE_REFUND, id, customer.customerId(), now, List.of());
      var outcome =
          Refunds.decide(
              customer, Returned.of(order.line, order.further), refund, rules, now, Cause.RECORDED);
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
