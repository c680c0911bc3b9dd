package dev.perennial.domain.loyalty;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.loyalty.Adjustments.Adjustment;
import dev.perennial.domain.loyalty.Statement.Sums;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class BrandStatementTest {
  private static final Instant FIRST = noon("2011-03-01");
  private static final Instant LATER = noon("2011-04-20");

  private final PlayedCustomer anna = new PlayedCustomer(Example.rules());

  /** Pounds spent on a brand, a point each. */
  private void buy(String id, Instant at, String brand, long pounds) {
    anna.buy(Example.ofBrand(id, at, brand, 0, line("A", 1, pounds * 100)));
  }

  private void adjust(String id, long points) {
    adjust(id, points, LATER);
  }

  private void adjust(String id, long points, Instant now) {
    var by = new Adjustment(id, "anna", points, "a word", "staff");
    var outcome = Adjustments.decide(anna.customer(), by, Example.rules(), now);
    anna.apply(assertInstanceOf(Adjustments.Outcome.Adjusted.class, outcome).change());
  }

  private SortedMap<String, Sums> on(String day) {
    return BrandStatement.of(anna.ledger(), Example.LONDON, LocalDate.parse(day));
  }

  private static Sums of(SortedMap<String, Sums> brands, String brand) {
    return brands.getOrDefault(brand, Sums.NONE);
  }

  @Test
  void whatWasEarnedFirstOfAMonthIsSpentFirst() {
    buy("P1", FIRST, "home", 30);
    buy("P2", FIRST.plusSeconds(60), "car", 20);
    adjust("A1", -40);
    var brands = on("2011-04-20");
    assertEquals(30, of(brands, "home").taken());
    assertEquals(0, of(brands, "home").liability());
    assertEquals(10, of(brands, "car").taken());
    assertEquals(10, of(brands, "car").active());
  }

  @Test
  void whatWasEarnedFirstIsTakenFirstAlsoWhenItPendedLonger() {
    buy("P1", noon("2011-04-01"), "home", 30);
    adjust("A1", 10, noon("2011-04-05"));
    adjust("A2", -10, noon("2011-04-25"));
    var brands = on("2011-04-25");
    assertEquals(10, of(brands, "home").taken());
    assertEquals(20, of(brands, "home").active());
    assertEquals(10, of(brands, BrandStatement.NONE).active());
  }

  @Test
  void pointsThatComeBackStandWhereTheyStood() {
    buy("P1", FIRST, "home", 120);
    buy("P2", FIRST.plusSeconds(60), "car", 20);
    anna.redeem("R1", "mug", LATER);
    anna.cancel("R1", LATER);
    adjust("A1", -30);
    var brands = on("2011-04-20");
    assertEquals(100, of(brands, "home").returned());
    assertEquals(30, of(brands, "home").taken());
    assertEquals(20, of(brands, "car").active());
  }

  @Test
  void aRefundTakesItsOwnBrandsPointsFirst() {
    buy("P1", FIRST, "home", 30);
    buy("P2", FIRST.plusSeconds(60), "car", 20);
    anna.refund("R1", "P2", LATER);
    var brands = on("2011-04-20");
    assertEquals(30, of(brands, "home").active());
    assertEquals(20, of(brands, "car").clawedBack());
    assertEquals(0, of(brands, "car").liability());
  }

  @Test
  void pointsOfStaffAreOfNoBrandAndPendingOnesOfTheirs() {
    buy("P1", noon("2011-04-19"), "home", 30);
    adjust("A1", 7);
    var brands = on("2011-04-20");
    assertEquals(30, of(brands, "home").pending());
    assertEquals(7, of(brands, BrandStatement.NONE).given());
    assertEquals(7, of(brands, BrandStatement.NONE).active());
    assertEquals(List.of("", "home"), List.copyOf(brands.keySet()));
  }

  @Test
  void whatExpiresExpiresByBrand() {
    buy("P1", FIRST, "home", 30);
    buy("P2", LATER, "car", 20);
    var brands = on("2012-04-01");
    assertEquals(30, of(brands, "home").expired());
    assertEquals(20, of(brands, "car").active());
  }
}
