package dev.perennial.domain.merges;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.ledger.Posting.Kind;
import dev.perennial.domain.loyalty.BrandStatement.Held;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One customer's points and debt as they come to another: each point in its lot, so that none
 * expires sooner or later than it would have. What one of them owes is paid from what the other
 * has.
 *
 * @param away takes them from where they were
 * @param taken puts them where they are from now on; the same in all
 */
record MovedPoints(List<Posting> away, List<Posting> taken) {
  /**
   * Moves them.
   *
   * @param held whose points they are, in the lots that both were settled to
   * @param today the shop's
   */
  static MovedPoints of(Account from, Account into, List<Held> held, LocalDate today) {
    var lots = from.lots().settledOn(today);
    var away = new ArrayList<Posting>();
    lots.points()
        .forEach((lot, points) -> away.add(new Posting(Kind.GIVEN, lot, -points, 0, null, null)));
    if (from.debt() > 0) {
      away.add(Posting.debt(Kind.GIVEN, -from.debt()));
    }
    var taken = new ArrayList<Posting>();
    long owed = into.debt();
    for (var share : shares(lots.points(), held)) {
      var paid = share.lot().expiredOn(today) ? 0 : Math.min(owed, share.points());
      owed -= paid;
      taken.add(Posting.into(Kind.GIVEN, share.lot(), share.points(), paid).ofBrand(share.brand()));
    }
    var paid = pay(from.debt(), into.lots().settledOn(today), today);
    paid.forEach(take -> taken.add(Posting.from(Kind.GIVEN, take)));
    long unpaid = from.debt() - paid.stream().mapToLong(Lots.Take::points).sum();
    if (unpaid > 0) {
      taken.add(Posting.debt(Kind.GIVEN, unpaid));
    }
    return new MovedPoints(List.copyOf(away), List.copyOf(taken));
  }

  /** From what expires first; no more than there is. */
  private static List<Lots.Take> pay(long debt, Lots lots, LocalDate today) {
    var takes = new ArrayList<Lots.Take>();
    long left = debt;
    for (var entry : lots.points().entrySet()) {
      var points = Math.min(left, entry.getValue());
      if (points > 0 && !entry.getKey().expiredOn(today)) {
        takes.add(new Lots.Take(entry.getKey(), points));
        left -= points;
      }
    }
    return takes;
  }

  /** The points of each lot by brand; those of which nobody knows are of none. */
  private static List<Held> shares(SortedMap<Lots.Lot, Long> lots, List<Held> held) {
    Map<Lots.Lot, Long> left = new TreeMap<>(lots);
    var shares = new ArrayList<Held>();
    for (var each : held) {
      var points = Math.min(each.points(), left.getOrDefault(each.lot(), 0L));
      if (points > 0) {
        shares.add(new Held(each.lot(), each.brand(), points));
        left.merge(each.lot(), -points, Long::sum);
      }
    }
    left.forEach(
        (lot, points) -> {
          if (points > 0) {
            shares.add(new Held(lot, null, points));
          }
        });
    return shares;
  }
}
