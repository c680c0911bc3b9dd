package dev.perennial.domain.checkout;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.purchases.Purchases.Outcome.ReturnRefused.Why;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.refunds.Refunds;
import dev.perennial.domain.refunds.Returned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Goods that come back with a purchase and whose own purchase is known: a refund of that, in the
 * same transaction, under the id of the purchase that they came with.
 */
sealed interface Returns {
  /**
   * All of them fit.
   *
   * @param account the one that the last of the lines makes
   */
  record Applied(List<HistoryLine> lines, Account account) implements Returns {}

  /** Those of a purchase don't. */
  record Refused(String purchaseId, Why why) implements Returns {}

  /**
   * Applies them.
   *
   * @param customer with the account that the purchase makes
   * @param known of each purchase, all lines under its key
   */
  static Returns apply(
      Customer customer,
      Purchase purchase,
      Map<String, List<HistoryLine>> known,
      Rules rules,
      Instant now) {
    var lines = new ArrayList<HistoryLine>();
    var then = customer;
    for (var entry : byPurchase(purchase).entrySet()) {
      var of = entry.getKey();
      var all = known.getOrDefault(of, List.of());
      var bought = all.stream().filter(line -> line.id().equals(LineId.purchase(of))).findFirst();
      if (bought.isEmpty()) {
        return new Refused(of, Why.UNKNOWN_PURCHASE);
      }
      var refund = refund(purchase, of, entry.getValue(), rules);
      switch (Refunds.decide(then, Returned.of(bought.get(), all), refund, rules, now)) {
        case Refunds.Outcome.Recorded recorded -> {
          lines.addAll(recorded.change().lines());
          var account = recorded.change().account();
          then = new Customer(customer.customerId(), account, customer.profile(), null);
        }
        case Refunds.Outcome.Ambiguous _ -> {
          return new Refused(of, Why.AMBIGUOUS);
        }
        case Refunds.Outcome.TooMuch _,
            Refunds.Outcome.TooMuchMoney _,
            Refunds.Outcome.NothingLeft _ -> {
          return new Refused(of, Why.MORE_THAN_IS_LEFT);
        }
        case Refunds.Outcome.TooEarly _,
            Refunds.Outcome.BeforePurchase _,
            Refunds.Outcome.OtherCurrency _ -> {
          return new Refused(of, Why.OTHER_TIME_OR_CURRENCY);
        }
        case Refunds.Outcome.CustomerErased _ -> {
          return new Refused(of, Why.ERASED);
        }
      }
    }
    return new Applied(lines, Objects.requireNonNull(then.account()));
  }

  private static Map<String, List<Purchase.Return>> byPurchase(Purchase purchase) {
    var all = new LinkedHashMap<String, List<Purchase.Return>>();
    for (var each : purchase.returns()) {
      if (each.purchaseId() != null) {
        all.computeIfAbsent(each.purchaseId(), _ -> new ArrayList<>()).add(each);
      }
    }
    return all;
  }

  private static Refund refund(
      Purchase purchase, String of, List<Purchase.Return> returns, Rules rules) {
    var own = rules.programme().shop().currency().equals(purchase.currency());
    var currency = own ? null : purchase.currency().getCurrencyCode();
    return new Refund(
        purchase.purchaseId(),
        of,
        purchase.customerId(),
        purchase.at(),
        returns.stream()
            .map(each -> new Refund.Line(each.lineId(), each.sku(), each.quantity(), null, null))
            .toList(),
        new Refund.PaidBack(currency, 0, 0));
  }
}
