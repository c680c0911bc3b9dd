package dev.perennial.domain.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.Assignment;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of customers assigned on 1 March, with a window of 28 days: what of their days counts. */
class OutcomeTest {
  private static final LocalDate DAY = LocalDate.parse("2011-03-01");

  /** Days as day:orders:spend; those of a refund have less than nothing. */
  @ParameterizedTest(name = "{0}, with {1}:{2} there already: {4} in {3} orders")
  @CsvSource({
    "'', 0, 0, false, 0",
    "2011-02-28:1:900, 0, 0, false, 0",
    "2011-03-01:1:900, 0, 0, true, 900",
    "2011-03-01:1:900, 1, 900, false, 0",
    "2011-03-01:2:1500, 1, 900, true, 600",
    "2011-03-28:1:900, 0, 0, true, 900",
    "2011-03-29:1:900, 0, 0, false, 0",
    "2011-03-02:1:900 2011-03-20:1:100, 0, 0, true, 1000",
    // a part of an order goes back, and a whole one
    "2011-03-02:1:900 2011-03-02:0:-300, 0, 0, true, 600",
    "2011-03-02:1:900 2011-03-02:-1:-900, 0, 0, false, 0",
    // what began the campaign goes back: no outcome of it
    "2011-03-01:1:900 2011-03-01:-1:-900, 1, 900, false, 0",
    "2011-03-01:1:900 2011-03-01:-1:-900 2011-03-05:1:50, 1, 900, true, 50",
  })
  void whatCounts(String days, int orders, long spend, boolean converted, long revenue) {
    var bought = ActiveDays.NONE;
    for (var each : days.isEmpty() ? new String[0] : days.split(" ", -1)) {
      var parts = each.split(":", -1);
      bought =
          bought.plus(
              LocalDate.parse(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]), 0);
    }
    var assigned = new Assignment("t", DAY, Instant.EPOCH, Assignment.TREATED, 0, orders, spend);
    assertEquals(new Outcome(converted, revenue), Outcome.of(bought, assigned, 28));
  }

  /** Days that an account folded into months are longer ago than any window that still counts. */
  @ParameterizedTest
  @CsvSource({"2012-03-20, 900", "2012-05-20, 0"})
  void aDayIsKnownForAsLongAsATestLasts(LocalDate today, long revenue) {
    var bought = ActiveDays.NONE.plus(DAY.plusDays(3), 1, 900, 0).settledOn(today);
    var assigned = new Assignment("t", DAY, Instant.EPOCH, Assignment.TREATED, 0, 0, 0);
    assertEquals(revenue, Outcome.of(bought, assigned, 28).revenue());
  }
}
