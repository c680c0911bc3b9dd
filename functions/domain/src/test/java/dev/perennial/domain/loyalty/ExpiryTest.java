package dev.perennial.domain.loyalty;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.nightly.NightlyPass;
import dev.perennial.domain.programme.Earn;
import dev.perennial.domain.programme.Loyalty;
import dev.perennial.domain.programme.Tiers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpiryTest {
  private static final Rules RULES =
      Example.rules(
          new Loyalty(Earn.at(1000, Map.of()), 14, 12, 10, Set.of(30, 7), Tiers.one("member")),
          Map.of());

  private final PlayedCustomer anna = new PlayedCustomer(RULES);

  /** What every night's pass tells, from one day to another. */
  private List<String> nights(String from, String until) {
    var told = new ArrayList<String>();
    for (var day = LocalDate.parse(from); !day.isAfter(LocalDate.parse(until)); ) {
      NightlyPass.decide(anna.customer(), RULES, noon(day.toString()))
          .ifPresent(
              change -> {
                anna.apply(change);
                var fact = (PointsExpiring) anna.last().event();
                assertEquals(Cause.TIME, anna.last().cause());
                told.add("%s %d in %d".formatted(anna.last().id(), fact.points(), fact.days()));
              });
      day = day.plusDays(1);
    }
    return told;
  }

  @Test
  void aMonthsPointsAreToldOfOnceForEachNotice() {
    anna.buy(purchase("P1", noon("2011-01-10"), line("A", 1, 3000)));
    anna.buy(purchase("P2", noon("2011-02-10"), line("A", 1, 5000)));
    assertEquals(List.of(), nights("2011-12-20", "2011-12-31"));
    assertEquals(List.of("expiring#2012-01#30 30 in 30"), nights("2012-01-01", "2012-01-23"));
    assertEquals(List.of("expiring#2012-01#7 30 in 7"), nights("2012-01-24", "2012-01-31"));
    assertEquals(
        List.of("expiring#2012-02#30 50 in 30", "expiring#2012-02#7 50 in 7"),
        nights("2012-02-01", "2012-03-31"));
  }

  @Test
  void aNoticeThatNoPassGaveIsLeftForTheShorterOne() {
    anna.buy(purchase("P1", noon("2011-01-10"), line("A", 1, 3000)));
    assertEquals(List.of("expiring#2012-01#7 30 in 7"), nights("2012-01-29", "2012-01-31"));
  }

  @Test
  void pointsThatComeBackAfterALaterMonthWasToldOfAreNotToldOfAgain() {
    anna.buy(purchase("P1", noon("2010-12-10"), line("A", 1, 10_000)));
    anna.buy(purchase("P2", noon("2011-01-10"), line("A", 1, 5000)));
    assertEquals(List.of("expiring#2011-12#30 100 in 30"), nights("2011-12-01", "2011-12-02"));
    anna.redeem("D1", "mug", noon("2011-12-03"));
    assertEquals(List.of(), nights("2011-12-04", "2011-12-31"));
    assertEquals(List.of("expiring#2012-01#30 50 in 30"), nights("2012-01-01", "2012-01-02"));
    anna.cancel("D1", noon("2012-01-03"));
    assertEquals(List.of(), nights("2012-01-04", "2012-01-20"));
  }

  @Test
  void whoHasNothingToLoseIsToldNothing() {
    anna.buy(purchase("P1", noon("2011-01-10"), line("A", 1, 3000)));
    anna.refund("R1", "P1", noon("2011-01-11"));
    assertEquals(List.of(), nights("2012-01-01", "2012-01-31"));
  }
}
