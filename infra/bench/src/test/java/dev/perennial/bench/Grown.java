package dev.perennial.bench;

import dev.perennial.domain.checkout.Checkout;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.money.Millionths;
import dev.perennial.domain.nightly.Nights;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.purchases.Purchases.Outcome;
import dev.perennial.replay.Usage;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.testkit.Shop;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Random;

/** A shop whose customer Ada grows: three years of purchases, or a thousand refunds of one. */
final class Grown implements AutoCloseable {
  private static final Currency POUNDS = Currency.getInstance("GBP");
  private static final Duration LIVED = Duration.ofDays(3 * 365);

  private final Usage usage = new Usage();
  private final Shop shop = new Shop(usage);

  /** Writes purchases as the functions would have, evenly over the three years up to now. */
  void buy(int many, long seed) {
    var random = new Random(seed);
    var stores = shop.stores();
    var now = Shop.START.minus(LIVED);
    var rules = new RulesInForce(stores.programme()).at(Shop.START);
    var before = new Customer("ada", null, null, null);
    for (int i = 0; i < many; i++) {
      now = now.plus(LIVED.dividedBy(many));
      var price = Millionths.of(100 + random.nextInt(3000));
      var quantity = Millionths.of(1 + random.nextInt(3));
      var line = new Purchase.Line(null, "S" + i % 50, null, quantity, price, 0, null, null, null);
      var order =
          new Purchase(
              "h" + (100_000 + i),
              "ada",
              now,
              POUNDS,
              Purchase.Pricing.PLAIN,
              null,
              null,
              0,
              0,
              0,
              null,
              null,
              List.of(line),
              List.of());
      if (!(Checkout.decide(before, order, Checkout.Known.NOTHING, rules, now)
          instanceof Outcome.Recorded recorded)) {
        throw new IllegalStateException("purchase " + i + " is refused");
      }
      stores.customers().write(Nights.dated(recorded.change(), before, rules, now));
      before = stores.customers().read("ada");
    }
    usage.clear();
  }

  /** Buys some of one thing by the API. */
  void buyMuch(int pieces) {
    check(
        201,
        shop.send(
                "POST",
                "/purchases",
                """
                {"purchaseId": "much", "customerId": "ada", "at": "%s", "currency": "GBP",
                 "lines": [{"sku": "A", "quantity": %d, "unitPrice": "1.00"}]}
                """
                    .formatted(Shop.START, pieces))
            .status());
  }

  /** Refunds one of these by the API. */
  void refund(String refundId) {
    check(201, refundStatus(refundId, 1));
  }

  /** What becomes of a refund of some of these. */
  int refundStatus(String refundId, int pieces) {
    return shop.send(
            "POST",
            "/refunds",
            """
            {"refundId": "%s", "purchaseId": "much", "customerId": "ada", "at": "%s",
             "lines": [{"sku": "A", "quantity": %d}]}
            """
                .formatted(refundId, Shop.START, pieces))
        .status();
  }

  private static void check(int wanted, int status) {
    if (status != wanted) {
      throw new IllegalStateException("answered by " + status);
    }
  }

  /** A page of her history; {@code query} begins with a question mark or is empty. */
  String history(String query) {
    return shop.get("/customers/ada/history" + query).text();
  }

  Shop shop() {
    return shop;
  }

  Usage usage() {
    return usage;
  }

  @Override
  public void close() {
    shop.close();
  }
}
