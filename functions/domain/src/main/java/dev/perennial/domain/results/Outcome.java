package dev.perennial.domain.results;

import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.Assignment;

/**
 * What a customer did within the window of a campaign's test: a function of the days on which the
 * customer bought, so that refunds are off whenever they come before it is counted.
 *
 * @param converted whether anything was bought that was not sent back whole
 * @param revenue net, in minor units: what was paid for goods, after discounts and refunds
 */
record Outcome(boolean converted, long revenue) {
  /**
   * The outcome of an assignment.
   *
   * @param window days, that of the assignment the first
   */
  static Outcome of(ActiveDays days, Assignment assigned, int window) {
    var orders = 0;
    var revenue = 0L;
    var end = assigned.day().plusDays(window);
    for (var each : days.days().subMap(assigned.day(), true, end, false).entrySet()) {
      var day = each.getValue();
      var isFirst = each.getKey().equals(assigned.day());
      // what was bought before the assignment is no outcome of it, nor is that it goes back
      orders += isFirst ? Math.max(0, day.orders() - assigned.orders()) : day.orders();
      revenue += isFirst ? Math.max(0, day.spend() - assigned.spend()) : day.spend();
    }
    return new Outcome(orders > 0, revenue);
  }
}
