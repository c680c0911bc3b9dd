package dev.perennial.domain.purchases;

import static dev.perennial.domain.Example.GBP;
import static dev.perennial.domain.Example.noon;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.domain.Example;
import dev.perennial.domain.money.Millionths;
import dev.perennial.domain.purchases.Purchase.Line;
import dev.perennial.domain.purchases.Purchase.Pricing;
import dev.perennial.domain.purchases.Purchase.Return;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Weights, fine prices, totals, vouchers, tax inside, other currencies: what each line comes to.
 */
class AmountsOfShopsTest {
  private static final Currency EUR = Currency.getInstance("EUR");

  private static long millionths(String number) {
    return Millionths.of(new BigDecimal(number));
  }

  private static Line line(String quantity, String minorPrice) {
    return new Line(
        null, "A", null, millionths(quantity), millionths(minorPrice), 0, null, null, null);
  }

  private static Line taxed(long net, @Nullable Long tax) {
    return new Line(null, "A", null, Millionths.ONE, Millionths.of(net), 0, null, tax, null);
  }

  private static Purchase purchase(
      Pricing pricing, long discount, long shipping, long tax, List<Line> lines, Return... back) {
    return new Purchase(
        "P",
        "anna",
        noon("2011-03-01"),
        GBP,
        pricing,
        null,
        null,
        discount,
        shipping,
        tax,
        null,
        null,
        lines,
        List.of(back));
  }

  private static List<Long> paid(Purchase purchase) {
    var shop = Example.rules().programme().shop();
    return Payment.of(purchase, Conversion.none(GBP), purchase.isTaxIncluded(shop)).paid();
  }

  @ParameterizedTest(name = "{0} at {1} minor units come to {2}")
  @CsvSource({
    "0.35,     1890,   662", // 6.615 is rounded half up
    "0.1,      1890,   189",
    "1000,     1.25,   1250",
    "1,        1.25,   1",
    "1,        0.5,    1",
    "1,        0.4999, 0",
    "0.000001, 1,      0",
    "1.5,      333.33, 500",
    "1000000,  100000, 100000000000",
  })
  void aLineComesToQuantityTimesPriceRoundedOnce(String quantity, String price, long net) {
    assertEquals(net, line(quantity, price).net());
  }

  @Test
  void aTotalIsWhatTheLineComesToWhateverItsPriceSays() {
    var line = new Line(null, "A", null, millionths("3"), millionths("33.33"), 0, 99L, null, null);
    assertEquals(99, line.net());
  }

  @ParameterizedTest(name = "{0} off goods of 25.00 and shipping of 3.95 leaves {1} of the goods")
  @CsvSource({"0, 2500", "2499, 1", "2500, 0", "2501, 0", "2895, 0"})
  void whatGoodsDontTakeUpOfADiscountPaysShipping(long discount, long left) {
    var voucher = purchase(Pricing.PLAIN, discount, 395, 0, List.of(taxed(2500, null)));
    assertEquals(List.of(left), paid(voucher));
  }

  @Test
  void goodsTradedInAreTakenOffWhatTheOthersCost() {
    var old = new Return(null, null, "OLD", Millionths.ONE, Millionths.of(5500));
    var shoes = purchase(Pricing.PLAIN, 0, 0, 0, List.of(taxed(6000, null)), old);
    assertEquals(List.of(500L), paid(shoes));
    var cheap = purchase(Pricing.PLAIN, 0, 0, 0, List.of(taxed(5000, null)), old);
    assertEquals(List.of(0L), paid(cheap), "never below 0");
  }

  /** Lines as {@code net} or {@code net/tax}, in minor units. */
  @ParameterizedTest(name = "lines {0}, discount {1}, shipping {2}, tax {3}: {4} paid without tax")
  @CsvSource({
    "12000,           0,    0,   2000, 10000",
    "12000,           0,    600, 2100, 10000", // a twenty-first of the tax is in shipping
    "12000,           1200, 0,   1800, 9000",
    "'6000,6000',     0,    0,   2000, '5000,5000'",
    "'12000/2000,107/7', 0, 0,   2007, '10000,100'", // two rates in one order
    "'12000/2000,500',0,    0,   2000, '10000,500'", // a line without tax has none
    "100,             0,    0,   0,    100",
    "0,               0,    500, 83,   0",
    "'1,1,1',         0,    0,   1,    '1,1,0'",
  })
  void taxInsideThePricesIsNotPaidForGoods(
      String lines, long discount, long shipping, long tax, String paid) {
    var all =
        Arrays.stream(lines.split(","))
            .map(each -> each.split("/"))
            .map(
                each ->
                    taxed(Long.parseLong(each[0]), each.length == 1 ? null : Long.valueOf(each[1])))
            .toList();
    var included = purchase(new Pricing(null, true), discount, shipping, tax, all);
    var expected = Arrays.stream(paid.split(",")).map(Long::valueOf).toList();
    assertEquals(expected, paid(included));
    var outside = purchase(new Pricing(null, false), discount, shipping, tax, all);
    assertEquals(Payment.discounted(included), paid(outside));
  }

  @ParameterizedTest(name = "{0} {1} at {2} are {3} {4}")
  @CsvSource({
    "EUR, 1000,  0.8571,  GBP, 857",
    "EUR, 1,     0.5,     GBP, 1",
    "EUR, 1,     0.4999,  GBP, 0",
    "JPY, 1000,  0.0052,  GBP, 520",
    "GBP, 520,   192.3,   JPY, 1000",
    "KWD, 3765,  2.5,     GBP, 941",
  })
  void amountsAreConvertedByTheirMinorUnits(
      String from, long minor, String rate, String to, long converted) {
    var conversion =
        new Conversion(Currency.getInstance(from), Currency.getInstance(to), new BigDecimal(rate));
    assertEquals(converted, conversion.of(minor));
  }

  @Test
  void whatLinesComeToInTheShopsCurrencyAddsUp() {
    var thirds = new Conversion(EUR, GBP, new BigDecimal("0.3333"));
    assertEquals(List.of(0L, 1L, 0L), thirds.ofAll(List.of(1L, 1L, 1L)));
    assertEquals(thirds.of(3), thirds.ofAll(List.of(1L, 1L, 1L)).stream().mapToLong(e -> e).sum());
  }

  @Test
  void theShopsOwnCurrencyNeedsNoRateAndAnotherDoes() {
    var own = purchase(new Pricing(new BigDecimal("1.00"), null), 0, 0, 0, List.of(taxed(1, null)));
    assertEquals(true, Conversion.of(own, Example.rules()) != null);
    var odd = purchase(new Pricing(new BigDecimal("1.01"), null), 0, 0, 0, List.of(taxed(1, null)));
    assertEquals(null, Conversion.of(odd, Example.rules()));
  }
}
