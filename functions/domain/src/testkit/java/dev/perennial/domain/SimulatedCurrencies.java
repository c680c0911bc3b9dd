package dev.perennial.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.purchases.ExchangeRates;
import dev.perennial.domain.purchases.PaidLines.PaidLine;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Revised;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.refunds.Refunded;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rates of simulated orders, and what must come of them, reckoned apart: an order's rate is the one
 * that it came with or that the table had for its day, and stays so whatever the tables say later.
 */
final class SimulatedCurrencies {
  private static final Currency EUR = Currency.getInstance("EUR");

  /** Without decimals. */
  private static final Currency JPY = Currency.getInstance("JPY");

  private final Map<String, BigDecimal> rates = new HashMap<>();

  /** A table of the days from which rates hold; two programmes have different ones. */
  static ExchangeRates table(boolean generous) {
    var euro = new TreeMap<LocalDate, BigDecimal>();
    var yen = new TreeMap<LocalDate, BigDecimal>();
    for (int month = 0; month < 480; month += generous ? 1 : 5) {
      var day = LocalDate.of(2000, 1, 1).plusMonths(month);
      euro.put(day, BigDecimal.valueOf((generous ? 8000 : 6000) + month * 7L, 4));
      yen.put(day, BigDecimal.valueOf((generous ? 55 : 71) + month, 4));
    }
    return new ExchangeRates(Map.of(EUR, euro, JPY, yen));
  }

  /** Mostly the shop's own; another's rate is said by the order, or by the table. */
  static Currency currency(Random random) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> EUR;
      case 2 -> JPY;
      default -> Example.GBP;
    };
  }

  /** What an order says of its rate. */
  static @Nullable BigDecimal said(Random random, Currency currency) {
    return currency.equals(Example.GBP) || random.nextBoolean()
        ? null
        : BigDecimal.valueOf(1 + random.nextInt(20_000), 4);
  }

  /** Sees an order that was recorded by rules: its rate is fixed from now on. */
  void see(Purchase order, Purchased bought, Rules rules) {
    var rate = rate(order, rules);
    rates.put(order.purchaseId(), rate);
    if (order.currency().equals(Example.GBP)) {
      assertEquals(null, bought.original(), "an order in the shop's currency");
    } else {
      var original = Objects.requireNonNull(bought.original(), "the original of an order abroad");
      assertEquals(0, rate.compareTo(original.rate()), "the rate of " + order);
      assertNear(converted(order, order.goods() - order.reduction()), gross(bought.lines().list()));
    }
  }

  private static BigDecimal rate(Purchase order, Rules rules) {
    if (order.currency().equals(Example.GBP)) {
      return BigDecimal.ONE;
    }
    var rate = order.pricing().rate();
    if (rate == null) {
      var days = rules.programme().get(ExchangeRates.SECTION).days().get(order.currency());
      for (var each : Objects.requireNonNull(days).entrySet()) {
        rate = each.getKey().isAfter(rules.dayOf(order.at())) ? rate : each.getValue();
      }
    }
    return Objects.requireNonNull(rate);
  }

  private static long gross(Iterable<PaidLine> lines) {
    long gross = 0;
    for (var line : lines) {
      gross += line.paid() + line.tax();
    }
    return gross;
  }

  /** An order's minor units in the shop's, at the rate that it was recorded at. */
  private long converted(Purchase order, long minor) {
    return converted(order.purchaseId(), order.currency(), minor);
  }

  private long converted(String purchaseId, Currency currency, long minor) {
    if (currency.equals(Example.GBP)) {
      return minor;
    }
    var pence = BigDecimal.TEN.pow(2 - currency.getDefaultFractionDigits());
    return BigDecimal.valueOf(minor)
        .multiply(pence)
        .multiply(Objects.requireNonNull(rates.get(purchaseId)))
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  /** Of a sum of two that are rounded by themselves, goods and the tax in them. */
  private static void assertNear(long expected, long actual) {
    assertTrue(Math.abs(expected - actual) <= 1, actual + " instead of about " + expected);
  }

  /** The next version is worth what it says at the order's first rate. */
  void checkRevised(Purchase next, Revised revised) {
    var worth = converted(next, next.goods() - next.reduction());
    assertNear(worth, gross(revised.lines().list()));
  }

  /** Money that goes back of what no tax is in comes to what it says, at the first rate. */
  void checkRefunded(Purchased bought, Refund refund, Refunded refunded) {
    var isMoney = refund.lines().stream().allMatch(line -> line.amount() != null);
    if (refund.lines().isEmpty()
        || !isMoney
        || bought.lines().list().stream().anyMatch(line -> line.tax() > 0)) {
      return;
    }
    var said = refund.paidBack().currency();
    long amount = 0;
    for (var line : refund.lines()) {
      var money = Objects.requireNonNull(line.amount());
      amount +=
          said == null ? money : converted(refund.purchaseId(), Currency.getInstance(said), money);
    }
    // what is left may be a unit less than the same amount at the rate
    assertTrue(
        refunded.amount() == amount || (said != null && refunded.amount() == amount - 1),
        refunded.amount() + " instead of " + amount);
  }
}
