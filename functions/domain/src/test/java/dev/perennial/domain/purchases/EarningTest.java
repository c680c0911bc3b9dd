package dev.perennial.domain.purchases;

import static dev.perennial.domain.Example.GBP;
import static dev.perennial.domain.Example.discounted;
import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static dev.perennial.domain.Example.rules;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.ledger.Account;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EarningTest {
  private static final Instant AT = noon("2011-03-01");

  private static PaidLines one(long price) {
    return new PaidLines(List.of(new PaidLines.PaidLine("A", null, 1, price, price, null, null)));
  }

  private static Terms at(long rate) {
    return new Terms("1", rate, 0, Terms.UNBOUNDED, List.of());
  }

  private static List<Long> paid(Purchase purchase) {
    return Payment.discounted(purchase);
  }

  private static long earned(Purchase purchase) {
    var nobody = Account.empty("anna", "member");
    var own = new Conversion(GBP, GBP, BigDecimal.ONE);
    var earned = Earning.of(purchase, own, nobody, null, rules(), LocalDate.parse("2011-03-01"));
    return Earning.points(earned.lines(), earned.lines().paidByLine(), earned.terms(), GBP);
  }

  @ParameterizedTest(name = "{0} p at {1} thousandths of a point per pound earn {2}")
  @CsvSource({
    "99,      1000, 0",
    "100,     1000, 1",
    "199,     1000, 1",
    "6667,    1500, 100",
    "6666,    1500, 99",
    "1,       9999999, 99",
    "0,       1000, 0",
    "100000,  0,    0",
    "100000000000, 9999999, 9999999000000",
  })
  void pointsAreRoundedDown(long price, long rate, long points) {
    assertEquals(points, Earning.points(one(price), List.of(price), at(rate), GBP));
  }

  @ParameterizedTest(name = "12.50 of a currency with minor units as {0} earn 12")
  @CsvSource({"JPY, 12", "GBP, 1250", "BHD, 12500"})
  void pointsCountMajorUnitsOfAnyCurrency(String code, long price) {
    var currency = Currency.getInstance(code);
    assertEquals(12, Earning.points(one(price), List.of(price), at(1000), currency));
  }

  @Test
  void roundingDownHappensOnceForThePurchaseAndNotForEachLine() {
    assertEquals(1, earned(purchase("P", AT, line("A", 1, 50), line("B", 1, 50))));
    assertEquals(2, earned(purchase("P", AT, line("A", 3, 33), line("B", 3, 50))));
  }

  @Test
  void aCategoryWithItsOwnRateEarnsAtThatRateInstead() {
    var tree = line("TREE", "christmas", 1, 1000);
    var postage = line("POST", "service", 1, 500);
    var unnamed = line("MUG", "kitchen", 1, 1000);
    assertEquals(20, earned(purchase("P", AT, tree)));
    assertEquals(0, earned(purchase("P", AT, postage)));
    assertEquals(10, earned(purchase("P", AT, unnamed)));
    assertEquals(30, earned(purchase("P", AT, tree, postage, unnamed)));
  }

  @Test
  void theLinesOwnDiscountIsOffBeforePointsAreEarned() {
    var line = new Purchase.Line("A", null, 2, 1000, 500, null);
    assertEquals(15, earned(purchase("P", AT, line)));
  }

  @Test
  void shippingAndTaxEarnNothing() {
    var plain = purchase("P", AT, line("A", 1, 1000));
    var taxed =
        new Purchase("P", "anna", AT, GBP, null, null, 0, 900, 700, null, null, plain.lines());
    assertEquals(earned(plain), earned(taxed));
  }

  @Test
  void theOrdersDiscountFallsOnLinesByPriceAndItsRestOnTheFirstLines() {
    assertEquals(
        List.of(66L, 67L, 67L),
        paid(discounted("P", AT, 100, line("A", 1, 100), line("B", 1, 100), line("C", 1, 100))));
    assertEquals(
        List.of(90L, 810L), paid(discounted("P", AT, 100, line("A", 1, 100), line("B", 1, 900))));
  }

  @Test
  void giftsCarryNoDiscount() {
    assertEquals(
        List.of(0L, 1L, 2L),
        paid(discounted("P", AT, 1, line("GIFT", 5, 0), line("A", 1, 2), line("B", 1, 2))));
    assertEquals(List.of(0L), paid(purchase("P", AT, line("GIFT", 5, 0))));
  }

  @Test
  void anOrderMayCostNothingAtAll() {
    var free = discounted("P", AT, 300, line("A", 1, 100), line("B", 2, 100));
    assertEquals(List.of(0L, 0L), paid(free));
    assertEquals(0, earned(free));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theOrdersDiscountIsAllottedExactlyWhateverThePrices(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      var lines = new ArrayList<Purchase.Line>();
      for (int n = random.nextInt(12); n >= 0; n--) {
        lines.add(line("S" + n, 1 + random.nextInt(9), random.nextLong(4) * random.nextInt(999)));
      }
      var total = lines.stream().mapToLong(Purchase.Line::net).sum();
      var off = total == 0 ? 0 : random.nextLong(total + 1);
      var paid = paid(discounted("P", AT, off, lines.toArray(Purchase.Line[]::new)));
      assertEquals(total - off, paid.stream().mapToLong(each -> each).sum());
      assertTrue(paid.stream().allMatch(each -> each >= 0), "no line costs less than nothing");
    }
  }

  @Test
  void whatIsPaidForPartOfALineIsRoundedDownAndTheWholeLineIsExact() {
    var line = new PaidLines.PaidLine("A", null, 3, 0, 0, null, null);
    var hundred = new PaidLines.PaidLine("A", null, 3, 40, 100, null, null);
    assertEquals(0, line.paidFor(2_000_000));
    assertEquals(0, hundred.paidFor(0));
    assertEquals(33, hundred.paidFor(1_000_000));
    assertEquals(66, hundred.paidFor(2_000_000));
    assertEquals(100, hundred.paidFor(3_000_000));
  }
}
