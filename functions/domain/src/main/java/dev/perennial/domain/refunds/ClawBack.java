package dev.perennial.domain.refunds;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Lots;
import java.time.LocalDate;
import java.util.List;

/**
 * Points taken back with what had earned them.
 *
 * @param taken from which lots
 * @param newDebt points that had been spent already
 * @param lapsed points of a lot that expired so long ago that it is no longer kept: nobody has
 *     them, and nobody owes them
 */
public record ClawBack(List<Lots.Take> taken, long newDebt, long lapsed) {
  public ClawBack {
    taken = List.copyOf(taken);
  }

  /**
   * Plans it.
   *
   * @param lost points that a purchase no longer stands for
   * @param lot the purchase's
   */
  public static ClawBack of(long lost, Lots.Lot lot, Account account, LocalDate today) {
    if (lot.isForgottenOn(today)) {
      return new ClawBack(List.of(), 0, lost);
    }
    var taken = account.lots().settledOn(today).planClawBack(lot, lost, today);
    return new ClawBack(taken, lost - taken.stream().mapToLong(Lots.Take::points).sum(), 0);
  }
}
