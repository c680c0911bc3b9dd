package dev.perennial.domain.loyalty;

import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.loyalty.Statement.Sums;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose points a customer's are: what each brand's purchases issued, and what became of it. A lot
 * holds the points of all purchases of its month; of those, what was earned first goes first, but
 * the refund of a brand's purchase takes that brand's before others'.
 *
 * <p>Issued and clawed back are those of a brand's own purchases. Everything else follows the
 * points: a refund that finds its own points spent takes another brand's, whose sums then don't add
 * up by themselves. Over all brands they do, and come to the customer's {@link Statement}.
 */
public final class BrandStatement {
  /** What no brand gave: purchases without one, reviews, and staff. */
  public static final String NONE = "";

  /** Of each lot in the order in which they were earned. */
  private final TreeMap<Lots.Lot, List<Share>> lots = new TreeMap<>();

  /** By the line that issued points. */
  private final Map<String, String> brands = new HashMap<>();

  /** By the line that took them. */
  private final Map<String, List<Share>> spent = new HashMap<>();

  private final TreeMap<String, Sums> sums = new TreeMap<>();

  /**
   * @param seq of the line that gave them: where they stand in their lot, also when they were taken
   *     and come back
   */
  private record Share(long seq, String brand, long points) {
    private Share of(long some) {
      return new Share(seq, brand, some);
    }
  }

  private BrandStatement() {}

  /**
   * States a customer's points by brand.
   *
   * @param lines that made the account's versions, in any order
   * @param zone the shop's
   * @param on the day of the statement, not before the last line was recorded
   * @return by brand, {@link #NONE} among them; debt, and what was forgiven of it, is of no brand
   *     and not told
   */
  public static SortedMap<String, Sums> of(List<HistoryLine> lines, ZoneId zone, LocalDate on) {
    var statement = new BrandStatement();
    statement.addAll(lines, zone);
    statement.close(on);
    return statement.sums;
  }

  /** Points of a brand in a lot; of no brand when that is null. */
  public record Held(Lots.Lot lot, @Nullable String brand, long points) {}

  /** Whose points lie in each lot on a day, those that expired and are still kept included. */
  public static List<Held> held(List<HistoryLine> lines, ZoneId zone, LocalDate on) {
    var statement = new BrandStatement();
    statement.addAll(lines, zone);
    statement.settle(on);
    var held = new ArrayList<Held>();
    statement.lots.forEach(
        (lot, shares) ->
            shares.forEach(
                each ->
                    held.add(
                        new Held(lot, each.brand.equals(NONE) ? null : each.brand, each.points))));
    return held;
  }

  private void addAll(List<HistoryLine> lines, ZoneId zone) {
    for (var line : lines.stream().sorted(Comparator.comparingLong(HistoryLine::seq)).toList()) {
      var today = line.recordedAt().atZone(zone).toLocalDate();
      settle(today);
      for (var posting : line.postings()) {
        add(posting, line, today);
      }
      if (line.event().erases()) {
        lose();
      }
    }
  }

  private void add(Posting posting, HistoryLine line, LocalDate today) {
    switch (posting.kind()) {
      case ISSUED, GIVEN -> {
        if (posting.points() < 0) {
          // what was merged into another customer's
          var moved = take(posting, null);
          moved.forEach(each -> tell(each.brand, posting.kind(), -each.points));
          return;
        }
        var brand = Objects.requireNonNullElse(posting.brand(), NONE);
        brands.put(line.id(), brand);
        tell(brand, posting.kind(), posting.net());
        put(posting, new Share(line.seq(), brand, posting.points()), today);
      }
      case CLAWED_BACK -> {
        var brand = brands.getOrDefault(posting.of(), NONE);
        tell(brand, posting.kind(), posting.net());
        take(posting, brand);
      }
      case REDEEMED, TAKEN -> {
        var taken = take(posting, null);
        taken.forEach(each -> tell(each.brand, posting.kind(), -each.points));
        spent.computeIfAbsent(line.id(), _ -> new ArrayList<>()).addAll(taken);
        if (posting.debt() != 0) {
          tell(NONE, posting.kind(), -posting.debt());
        }
      }
      case RETURNED -> {
        // what pays debt is what was taken first; the rest lies again where it lay
        var from = spent.getOrDefault(posting.of(), new ArrayList<>());
        for (var each : pull(from, posting.net(), null)) {
          tell(each.brand, posting.kind(), each.points);
          put(posting, each, today);
        }
      }
    }
  }

  private void settle(LocalDate today) {
    var settled = new TreeMap<>(lots);
    lots.clear();
    settled.forEach(
        (lot, shares) -> {
          if (lot.isForgottenOn(today)) {
            shares.forEach(each -> tellStanding(each.brand, each.points, 0, 0));
          } else {
            shares.forEach(each -> put(lot, each, today));
          }
        });
  }

  /** Who was erased has none of them any more, nor has who comes back. */
  private void lose() {
    lots.values().forEach(all -> all.forEach(each -> tellStanding(each.brand, each.points, 0, 0)));
    lots.clear();
  }

  private void close(LocalDate on) {
    lots.forEach(
        (lot, shares) -> {
          for (var each : shares) {
            if (lot.expiredOn(on)) {
              tellStanding(each.brand, each.points, 0, 0);
            } else if (lot.pendsOn(on)) {
              tellStanding(each.brand, 0, 0, each.points);
            } else {
              tellStanding(each.brand, 0, each.points, 0);
            }
          }
        });
  }

  private void put(Posting posting, Share share, LocalDate today) {
    if (posting.lot() != null) {
      put(posting.lot(), share, today);
    }
  }

  private void put(Lots.Lot lot, Share share, LocalDate today) {
    if (share.points > 0) {
      var shares = lots.computeIfAbsent(lot.settledOn(today), _ -> new ArrayList<>());
      int place = shares.size();
      while (place > 0 && shares.get(place - 1).seq > share.seq) {
        place--;
      }
      shares.add(place, share);
    }
  }

  private List<Share> take(Posting posting, @Nullable String first) {
    var lot = posting.lot();
    return lot == null
        ? List.of()
        : pull(lots.getOrDefault(lot, new ArrayList<>()), -posting.points(), first);
  }

  /** Takes points out of shares: a brand's first if one is named, and else the earliest. */
  private static List<Share> pull(List<Share> shares, long points, @Nullable String first) {
    var taken = new ArrayList<Share>();
    var all = new ArrayList<>(shares);
    shares.clear();
    long left = points;
    for (var ofFirst : first == null ? List.of(false) : List.of(true, false)) {
      for (int i = 0; i < all.size(); i++) {
        var share = all.get(i);
        var gone = !ofFirst || share.brand.equals(first) ? Math.min(left, share.points) : 0;
        if (gone > 0) {
          left -= gone;
          taken.add(share.of(gone));
          all.set(i, share.of(share.points - gone));
        }
      }
    }
    all.stream().filter(each -> each.points > 0).forEach(shares::add);
    return taken;
  }

  private void tell(String brand, Posting.Kind kind, long net) {
    sums.merge(brand, Statement.sums(kind, net), Sums::plus);
  }

  private void tellStanding(String brand, long expired, long active, long pending) {
    sums.merge(brand, new Sums(0, 0, 0, 0, 0, 0, expired, 0, active, pending, 0), Sums::plus);
  }
}
