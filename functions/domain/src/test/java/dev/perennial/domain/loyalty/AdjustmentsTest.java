package dev.perennial.domain.loyalty;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.Notation;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.loyalty.Adjustments.Adjustment;
import dev.perennial.domain.loyalty.Adjustments.Outcome;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AdjustmentsTest {
  private static final Instant NOW = noon("2011-03-01");

  private final PlayedCustomer anna = new PlayedCustomer(Example.rules());

  private static Adjustment of(long points) {
    return new Adjustment("A" + points, "anna", points, "late parcel", "s.staff");
  }

  private void adjust(long points) {
    var outcome = Adjustments.decide(anna.customer(), of(points), Example.rules(), NOW);
    anna.apply(assertInstanceOf(Outcome.Adjusted.class, outcome).change());
  }

  @Test
  void givenPointsCanBeSpentAtOnceAndExpireLikeThoseOfAPurchase() {
    anna.buy(purchase("P1", NOW, line("A", 1, 3000)));
    adjust(50);
    assertEquals("2012-03:50 2011-03-15/2012-03:30", Notation.text(anna.account().lots()));
    assertEquals(50, anna.last().changes().points());
  }

  @Test
  void whatIsTakenAndNotThereBecomesDebtWhichGivenPointsPay() {
    anna.buy(purchase("P1", NOW, line("A", 1, 3000)));
    adjust(-40);
    assertEquals(10, anna.account().debt());
    adjust(25);
    assertEquals(0, anna.account().debt());
    assertEquals("2012-03:15", Notation.text(anna.account().lots()));
  }

  @Test
  void theReasonAndItsAuthorStayOutOfTheEvent() {
    anna.buy(purchase("P1", NOW, line("A", 1, 3000)));
    adjust(5);
    var detail = Event.of(anna.last()).orElseThrow().detail();
    assertFalse(detail.contains("parcel") || detail.contains("s.staff"), detail);
    assertTrue(Adjustments.isSame(anna.last(), of(5)), "the same");
    assertFalse(Adjustments.isSame(anna.last(), of(6)), "another");
  }

  @Test
  void nobodysPointsAreNotAdjustedAndNoAccountOverflows() {
    var nobody = new Customer("nobody", null, null, null);
    assertEquals(
        new Outcome.UnknownCustomer(), Adjustments.decide(nobody, of(5), Example.rules(), NOW));
    anna.buy(purchase("P1", NOW, line("A", 1, 3000)));
    assertEquals(
        new Outcome.TooManyPoints(Lots.MAX),
        Adjustments.decide(anna.customer(), of(Lots.MAX), Example.rules(), NOW));
  }
}
