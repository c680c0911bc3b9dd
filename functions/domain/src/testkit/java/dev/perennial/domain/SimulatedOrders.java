package dev.perennial.domain;

import dev.perennial.domain.money.Millionths;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.revisions.Revisions.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Draws orders as shops have them, their next versions, and what goes back of them. */
final class SimulatedOrders {
  private SimulatedOrders() {}

  /** By whole pieces, or else by weight and with tax inside; of some the currency is another. */
  static Purchase purchase(Random random, String id, Instant at) {
    var plain = random.nextInt(4) > 0;
    var lines = new ArrayList<Purchase.Line>();
    for (int n = random.nextInt(4); n >= 0; n--) {
      lines.add(plain ? line(random) : fineLine(random, "L" + n));
    }
    var total = lines.stream().mapToLong(Purchase.Line::net).sum();
    var off = random.nextInt(3) == 0 ? random.nextLong(total + 1) : 0;
    var brand = random.nextBoolean() ? "home" : "car";
    var currency = SimulatedCurrencies.currency(random);
    var rate = SimulatedCurrencies.said(random, currency);
    if (plain) {
      var pricing = new Purchase.Pricing(rate, null);
      return order(id, at, currency, pricing, brand, off, 0, 0, lines, List.of());
    }
    var pricing = new Purchase.Pricing(rate, random.nextBoolean());
    var shipping = random.nextInt(900);
    return order(
        id,
        at,
        currency,
        pricing,
        brand,
        random.nextInt(3) == 0 ? total + random.nextInt(shipping + 1) : off,
        shipping,
        random.nextLong(total + 1),
        lines,
        List.of());
  }

  private static Purchase order(
      String id,
      Instant at,
      Currency currency,
      Purchase.Pricing pricing,
      @Nullable String brand,
      long discount,
      long shipping,
      long tax,
      List<Purchase.Line> lines,
      List<Purchase.Return> returns) {
    return new Purchase(
        id, "anna", at, currency, pricing, brand, null, discount, shipping, tax, null, null, lines,
        returns);
  }

  private static Purchase.Line line(Random random) {
    var price = random.nextInt(5) == 0 ? 0 : random.nextInt(9999);
    return Example.line("S" + random.nextInt(3), category(random), 1 + random.nextInt(5), price);
  }

  private static Purchase.Line fineLine(Random random, String lineId) {
    var quantity = 1 + random.nextLong(5 * Millionths.ONE);
    var price = random.nextLong(9999 * Millionths.ONE);
    return new Purchase.Line(
        random.nextBoolean() ? lineId : null,
        "S" + random.nextInt(3),
        category(random),
        quantity,
        price,
        0,
        null,
        null,
        null);
  }

  private static String category(Random random) {
    return random.nextInt(4) == 0 ? "christmas" : random.nextBoolean() ? "service" : "x";
  }

  /**
   * A purchase with which something comes back: of another purchase, in whose currency it mostly is
   * and at a rate of its own, or of nobody knows which.
   */
  static Purchase exchange(Random random, String id, Instant at, @Nullable Purchase earlier) {
    var sku = earlier == null ? "OLD" : earlier.lines().getFirst().sku();
    var of = earlier == null ? null : earlier.purchaseId();
    var back =
        new Purchase.Return(of, null, sku, Millionths.ONE, Millionths.of(random.nextInt(3000)));
    var currency =
        earlier == null || random.nextInt(4) == 0
            ? SimulatedCurrencies.currency(random)
            : earlier.currency();
    var pricing = new Purchase.Pricing(SimulatedCurrencies.said(random, currency), null);
    return order(id, at, currency, pricing, null, 0, 0, 0, List.of(line(random)), List.of(back));
  }

  /** Another version of an order: other lines, or the same again, whatever rate it says now. */
  static Revision revision(Random random, Purchase order) {
    var lines = new ArrayList<>(order.lines());
    switch (random.nextInt(4)) {
      case 0 -> lines.add(line(random));
      case 1 -> lines.set(0, line(random));
      case 2 -> lines.subList(1, lines.size()).clear();
      default -> {}
    }
    var next =
        order(
            order.purchaseId(),
            order.at(),
            order.currency(),
            new Purchase.Pricing(
                SimulatedCurrencies.said(random, order.currency()), order.pricing().taxIncluded()),
            order.brand(),
            0,
            0,
            0,
            lines,
            List.of());
    var number = random.nextInt(4) == 0 ? (Integer) (1 + random.nextInt(5)) : null;
    return new Revision(next, number, random.nextBoolean());
  }

  /** All that is left, or some of a sku. */
  static List<Refund.Line> back(Random random) {
    return random.nextInt(3) == 0
        ? List.of()
        : List.of(new Refund.Line("S" + random.nextInt(3), 1 + random.nextInt(3), null));
  }

  /** One piece of an order's first line. */
  static List<Refund.Line> oneOf(Purchase purchase) {
    return List.of(new Refund.Line(purchase.lines().getFirst().sku(), 1, null));
  }

  /** Money on the whole order or on a line, or a part of a line for a sum of its own. */
  static List<Refund.Line> money(Random random) {
    var sku = "S" + random.nextInt(3);
    var amount = (Long) (long) (1 + random.nextInt(2000));
    var part = 1 + random.nextLong(2 * Millionths.ONE);
    return List.of(
        switch (random.nextInt(4)) {
          case 0 -> Refund.Line.ofOrder(amount);
          case 1 -> new Refund.Line(null, sku, 0, null, amount);
          case 2 -> new Refund.Line(null, sku, part, null, amount);
          default -> new Refund.Line(null, sku, part, null, null);
        });
  }
}
