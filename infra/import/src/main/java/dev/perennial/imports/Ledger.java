package dev.perennial.imports;

import dev.perennial.domain.checkout.Checkout;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.purchases.Purchases;
import dev.perennial.domain.purchases.Repeat;
import dev.perennial.domain.refunds.RefundRepeat;
import dev.perennial.domain.refunds.Refunds;
import dev.perennial.domain.refunds.Returned;
import dev.perennial.orders.Entry;
import dev.perennial.orders.Order;
import dev.perennial.orders.Refund;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** The lines of one customer during an import, and what an order or refund is to them. */
final class Ledger {
  private final Rules rules;
  private final Instant now;
  private final TreeMap<String, HistoryLine> lines = new TreeMap<>();

  /**
   * @param now the import's instant
   */
  Ledger(Rules rules, Instant now) {
    this.rules = rules;
    this.now = now;
  }

  /** What an order or refund is. */
  sealed interface Judged {
    /** New: to be written. */
    record New(Change change) implements Judged {}

    /** Recorded before with the same content. */
    record Again() implements Judged {}

    /**
     * Not to be taken.
     *
     * @param reason as {@link Reason} names it
     */
    record Refused(String reason) implements Judged {}
  }

  void addAll(Collection<HistoryLine> more) {
    more.forEach(line -> lines.put(line.id(), line));
  }

  /**
   * Whether all of an account was imported at this very instant: an import that crashed in the
   * middle of the customer is running again, and nothing else has happened since.
   */
  boolean isOfThisImport(Account account) {
    return account.version() == lines.size()
        && lines.values().stream()
            .allMatch(line -> line.cause() == Cause.IMPORTED && line.recordedAt().equals(now));
  }

  /** Judges an order or refund by the API's own order: erased, then known, then decided. */
  Judged judge(Customer customer, Entry entry) {
    if (customer.erased()) {
      return new Judged.Refused(Reason.ERASED);
    }
    return switch (entry) {
      case Order order -> purchase(customer, order);
      case Refund refund -> refund(customer, refund);
    };
  }

  private Judged purchase(Customer customer, Order order) {
    var purchase = Commands.purchase(order, rules.programme().shop().currency());
    var existing = lines.get(LineId.purchase(order.purchaseId()));
    if (existing != null && customer.ended(existing)) {
      return new Judged.Refused(Reason.ERASED);
    }
    if (existing != null) {
      return again(
          Repeat.judge(existing, purchase.of(existing.customerId())) instanceof Repeat.Same,
          Reason.PURCHASE_CONFLICT);
    }
    var refunds = customer.own(refundsOf(order.purchaseId()));
    return switch (Checkout.imported(customer, purchase, refunds, rules, now)) {
      case Purchases.Outcome.Recorded recorded -> new Judged.New(recorded.change());
      case Purchases.Outcome.CustomerErased _ -> new Judged.Refused(Reason.ERASED);
      case Purchases.Outcome.TooManyPoints _,
          Purchases.Outcome.TooDear _,
          Purchases.Outcome.ReturnRefused _ ->
          new Judged.Refused(Reason.LINES);
      case Purchases.Outcome.NoRate _, Purchases.Outcome.NeedlessRate _ ->
          new Judged.Refused(Reason.CURRENCY);
      case Purchases.Outcome.TooEarly _, Purchases.Outcome.TooLate _ ->
          new Judged.Refused(Reason.AT);
    };
  }

  private Judged refund(Customer customer, Refund entry) {
    var refund = Commands.refund(entry).of(customer.customerId());
    var purchase = lines.get(LineId.purchase(refund.purchaseId()));
    var existing = lines.get(LineId.refund(refund.purchaseId(), refund.refundId()));
    if (existing != null && customer.ended(existing)) {
      return new Judged.Refused(Reason.ERASED);
    }
    if (existing != null) {
      var repeat =
          RefundRepeat.judge(
              existing, refundsOf(refund.purchaseId()), refund.of(existing.customerId()));
      return again(!(repeat instanceof RefundRepeat.Different), Reason.REFUND_CONFLICT);
    }
    if (purchase == null) {
      // an order file is whole: no purchase will come
      return new Judged.Refused(Reason.PURCHASE_UNKNOWN);
    }
    var earlier = customer.own(refundsOf(refund.purchaseId()));
    return switch (Refunds.decide(
        customer, Returned.of(purchase, earlier), refund, rules, now, Cause.IMPORTED)) {
      case Refunds.Outcome.Recorded recorded -> new Judged.New(recorded.change());
      case Refunds.Outcome.CustomerErased _ -> new Judged.Refused(Reason.ERASED);
      case Refunds.Outcome.TooMuch _,
          Refunds.Outcome.TooMuchMoney _,
          Refunds.Outcome.NothingLeft _ ->
          new Judged.Refused(Reason.EXCEEDS_PURCHASE);
      case Refunds.Outcome.Ambiguous _ -> new Judged.Refused(Reason.AMBIGUOUS);
      case Refunds.Outcome.OtherCurrency _ -> new Judged.Refused(Reason.CURRENCY);
      case Refunds.Outcome.TooEarly _, Refunds.Outcome.BeforePurchase _ ->
          new Judged.Refused(Reason.AT);
    };
  }

  private static Judged again(boolean same, String conflict) {
    return same ? new Judged.Again() : new Judged.Refused(conflict);
  }

  private List<HistoryLine> refundsOf(String purchaseId) {
    var prefix = LineId.refundsOf(purchaseId);
    return lines.tailMap(prefix).values().stream()
        .takeWhile(line -> line.id().startsWith(prefix))
        .toList();
  }
}
