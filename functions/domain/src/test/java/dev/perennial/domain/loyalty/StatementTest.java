package dev.perennial.domain.loyalty;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.loyalty.Adjustments.Adjustment;
import dev.perennial.domain.loyalty.Statement.Sums;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a bank would tell of Anna's points, and that it adds up on every day. */
class StatementTest {
  private final PlayedCustomer anna = new PlayedCustomer(Example.rules());

  /** Pounds spent, a point each: pending for 14 days, good to the end of the month a year on. */
  private void buy(String id, String day, long pounds) {
    anna.buy(purchase(id, noon(day), line("A", 1, pounds * 100)));
  }

  private void adjust(String id, String day, long points) {
    var by = new Adjustment(id, "anna", points, "a word", "staff");
    var outcome = Adjustments.decide(anna.customer(), by, Example.rules(), noon(day));
    anna.apply(assertInstanceOf(Adjustments.Outcome.Adjusted.class, outcome).change());
  }

  private void erase(String day) {
    var outcome = Profiles.erase(anna.customer(), Example.rules(), noon(day));
    anna.apply(assertInstanceOf(Profiles.Outcome.Changed.class, outcome).change());
  }

  private Statement on(String day) {
    return Statement.of("anna", anna.ledger(), Example.LONDON, LocalDate.parse(day));
  }

  /** The sums that are not 0, by their names. */
  private static String text(Sums sums) {
    var parts = new ArrayList<String>();
    var names =
        List.of(
            "issued",
            "clawedBack",
            "redeemed",
            "returned",
            "given",
            "taken",
            "expired",
            "forgiven",
            "active",
            "pending",
            "debt");
    var values =
        List.of(
            sums.issued(),
            sums.clawedBack(),
            sums.redeemed(),
            sums.returned(),
            sums.given(),
            sums.taken(),
            sums.expired(),
            sums.forgiven(),
            sums.active(),
            sums.pending(),
            sums.debt());
    for (int i = 0; i < names.size(); i++) {
      if (values.get(i) != 0) {
        parts.add(names.get(i) + " " + values.get(i));
      }
    }
    assertEquals(
        sums.issued() + sums.returned() + sums.given() + sums.forgiven(),
        sums.clawedBack()
            + sums.redeemed()
            + sums.taken()
            + sums.expired()
            + sums.active()
            + sums.pending()
            - sums.debt(),
        "what came is what went and what there is");
    return String.join(", ", parts);
  }

  /** A year in which everything happens that moves points. */
  private void live() {
    buy("P1", "2011-01-10", 150);
    buy("P2", "2011-02-10", 40);
    anna.redeem("D1", "mug", noon("2011-03-01"));
    anna.redeem("D2", "pin", noon("2011-03-02"));
    anna.cancel("D2", noon("2011-03-03"));
    adjust("A1", "2011-03-04", 25);
    adjust("A2", "2011-03-05", -5);
    anna.refund("R1", "P2", noon("2011-03-06"));
  }

  @ParameterizedTest(name = "on {0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "2011-03-06 | active 70",
        // what is left of January's is lost with January
        "2012-01-31 | active 70",
        "2012-02-01 | expired 45, active 25",
        "2012-03-31 | expired 45, active 25",
        "2012-04-01 | expired 70",
        "2020-04-01 | expired 70"
      })
  void theSumsSayWhatBecameOfThePointsAndAddUp(String day, String standing) {
    live();
    var moved = "issued 190, clawedBack 40, redeemed 110, returned 10, given 25, taken 5, ";
    assertEquals(moved + standing, text(on(day).sums()));
  }

  @Test
  void pointsThatPendAreOwedAsMuchAsThoseThatCanBeSpent() {
    buy("P1", "2011-01-10", 150);
    buy("P2", "2011-01-20", 40);
    assertEquals("issued 190, active 150, pending 40", text(on("2011-01-24").sums()));
    assertEquals(190, on("2011-01-24").sums().liability());
    assertEquals("issued 190, active 190", text(on("2011-02-03").sums()));
  }

  @Test
  void eachLineStandsWithWhatItMovedAndWhatStoodAfterIt() {
    buy("P1", "2011-01-10", 150);
    buy("P2", "2011-02-10", 40);
    anna.redeem("D1", "mug", noon("2011-02-12"));
    anna.refund("R1", "P1", noon("2011-02-13"));
    adjust("A1", "2011-02-14", 80);
    anna.cancel("D1", noon("2011-02-15"));
    var told = new ArrayList<String>();
    for (var entry : on("2011-02-15").entries()) {
      told.add(
          "%s %+d = %d, %s"
              .formatted(entry.what(), entry.points(), entry.balance(), entry.expires()));
    }
    assertEquals(
        List.of(
            "purchase +150 = 150, 2012-01-31",
            "purchase +40 = 190, 2012-02-29",
            "redemption -100 = 90, null",
            "refund -150 = -60, null",
            "adjustment +80 = 20, 2012-02-29",
            "cancellation +100 = 120, 2012-01-31"),
        told);
  }

  @Test
  void pointsThatExpiredBeforeALineAreNotInTheBalanceAfterIt() {
    buy("P1", "2011-01-10", 150);
    buy("P2", "2012-02-10", 40);
    assertEquals(40, on("2012-02-10").entries().getLast().balance());
    assertEquals("issued 190, expired 150, pending 40", text(on("2012-02-10").sums()));
  }

  /** Lots that expired two years ago leave the account, and are in the statement all the same. */
  @Test
  void whatTheAccountForgotIsStillStatedAsExpired() {
    buy("P1", "2011-01-10", 150);
    buy("P2", "2014-03-10", 40);
    buy("P3", "2014-03-11", 5);
    assertEquals(45, anna.account().lots().total());
    assertEquals("issued 195, expired 150, pending 45", text(on("2014-03-11").sums()));
  }

  @Test
  void debtIsOwedUntilItIsPaid() {
    buy("P1", "2011-01-10", 150);
    anna.redeem("D1", "mug", noon("2011-02-12"));
    anna.refund("R1", "P1", noon("2011-02-13"));
    assertEquals(
        "issued 150, clawedBack 150, redeemed 100, debt 100", text(on("2011-02-13").sums()));
    assertEquals(0, on("2011-02-13").sums().liability());
    buy("P2", "2011-02-14", 130);
    assertEquals(
        "issued 280, clawedBack 150, redeemed 100, pending 30", text(on("2011-02-14").sums()));
  }

  @Test
  void anErasureLosesThePointsAndForgivesTheDebt() {
    buy("P1", "2011-01-10", 150);
    buy("P2", "2011-02-10", 40);
    erase("2011-02-15");
    assertEquals("issued 190, expired 190", text(on("2011-02-15").sums()));
  }

  @Test
  void anErasureForgivesDebt() {
    buy("P1", "2011-01-10", 150);
    anna.redeem("D1", "mug", noon("2011-02-12"));
    anna.refund("R1", "P1", noon("2011-02-13"));
    erase("2011-02-15");
    assertEquals(
        "issued 150, clawedBack 150, redeemed 100, forgiven 100", text(on("2011-02-15").sums()));
  }

  @Test
  void linesMayComeInAnyOrder() {
    live();
    var lines = new ArrayList<>(anna.ledger());
    Collections.reverse(lines);
    var day = LocalDate.parse("2011-03-06");
    assertEquals(on("2011-03-06"), Statement.of("anna", lines, Example.LONDON, day));
    assertEquals(
        BrandStatement.of(anna.ledger(), Example.LONDON, day),
        BrandStatement.of(lines, Example.LONDON, day));
  }

  @ParameterizedTest
  @CsvSource({"2011-03-06", "2012-01-31", "2012-02-01", "2012-04-01"})
  void overAllBrandsTheSumsAreThoseOfTheStatement(String day) {
    live();
    var all = Sums.NONE;
    for (var each :
        BrandStatement.of(anna.ledger(), Example.LONDON, LocalDate.parse(day)).values()) {
      all = all.plus(each);
    }
    assertEquals(on(day).sums(), all);
  }

  private void buyOf(String brand, String id, String day, long pounds) {
    anna.buy(Example.ofBrand(id, noon(day), brand, 0, line("A", 1, pounds * 100)));
  }

  private Sums of(String brand, String day) {
    return BrandStatement.of(anna.ledger(), Example.LONDON, LocalDate.parse(day))
        .getOrDefault(brand, Sums.NONE);
  }

  @Test
  void anErasureLosesThePointsOfEachBrand() {
    buyOf("home", "P1", "2011-01-10", 30);
    buyOf("car", "P2", "2011-02-10", 20);
    assertEquals(0, of("home", "2011-02-15").expired());
    erase("2011-02-15");
    assertEquals("issued 30, expired 30", text(of("home", "2011-02-15")));
    assertEquals("issued 20, expired 20", text(of("car", "2011-02-15")));
  }

  @Test
  void whatTheAccountForgotIsStatedByBrandAsExpired() {
    buyOf("home", "P1", "2011-01-10", 30);
    buyOf("car", "P2", "2014-03-10", 20);
    buyOf("car", "P3", "2014-03-11", 5);
    assertEquals("issued 30, expired 30", text(of("home", "2014-03-11")));
    assertEquals("issued 25, pending 25", text(of("car", "2014-03-11")));
  }

  @Test
  void whatStaffTakeBeyondWhatIsThereIsTakenOfNoBrand() {
    buyOf("home", "P1", "2011-01-10", 30);
    adjust("A1", "2011-02-10", -50);
    assertEquals("issued 30, taken 30", text(of("home", "2011-02-10")));
    assertEquals(20, of(BrandStatement.NONE, "2011-02-10").taken());
    assertEquals(20, on("2011-02-10").sums().debt());
  }
}
