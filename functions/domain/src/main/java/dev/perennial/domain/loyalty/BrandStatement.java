package dev.perennial.domain.loyalty;

import dev.perennial.domain.history.Fact;
import dev.perennial.domain.history.HistoryLine;
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

  private final Map<String, String> brands = new HashMap<>();
  private final Map<String, List<Share>> redemptions = new HashMap<>();
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
    var erased = false;
    for (var line : lines.stream().sorted(Comparator.comparingLong(HistoryLine::seq)).toList()) {
      var today = line.recordedAt().atZone(zone).toLocalDate();
      statement.settle(today);
      statement.add(line.fact(), line.seq(), today);
      erased |= line.fact() instanceof Fact.Erased;
    }
    statement.close(erased, on);
    return statement.sums;
  }

  private void add(Fact fact, long seq, LocalDate today) {
    switch (fact) {
      case Fact.Purchased bought -> {
        var brand = Objects.requireNonNullElse(bought.brand(), NONE);
        brands.put(bought.purchaseId(), brand);
        tell(brand, Column.ISSUED, bought.earned());
        put(bought.lot(), new Share(seq, brand, bought.earned() - bought.debtPaid()), today);
      }
      case Fact.Refunded back -> {
        var brand = brands.getOrDefault(back.purchaseId(), NONE);
        tell(brand, Column.CLAWED_BACK, back.clawedBack());
        take(back.taken(), brand);
      }
      case Fact.Redeemed redeemed -> {
        var taken = take(redeemed.takes(), null);
        taken.forEach(each -> tell(each.brand, Column.REDEEMED, each.points));
        redemptions.put(redeemed.redemptionId(), taken);
      }
      case Fact.RedemptionCancelled cancelled -> giveBack(cancelled, today);
      case Fact.Reviewed reviewed -> {
        tell(NONE, Column.ISSUED, reviewed.points());
        put(reviewed.lot(), new Share(seq, NONE, reviewed.points() - reviewed.debtPaid()), today);
      }
      case Fact.Adjusted adjusted -> {
        var given = Math.max(0, adjusted.points());
        tell(NONE, Column.GIVEN, given);
        put(adjusted.lot(), new Share(seq, NONE, given - adjusted.debtPaid()), today);
        take(adjusted.taken(), null).forEach(each -> tell(each.brand, Column.TAKEN, each.points));
        tell(NONE, Column.TAKEN, adjusted.newDebt());
      }
      case Fact.RefundAwaiting _,
          Fact.RefundRejected _,
          Fact.PointsExpiring _,
          Fact.Profiled _,
          Fact.Moved _,
          Fact.Erased _,
          Fact.Entered _,
          Fact.Decided _,
          Fact.Mailed _,
          Fact.Active _,
          Fact.Clicked _,
          Fact.ClickSeen _,
          Fact.Answered _,
          Fact.FriendBought _,
          Fact.FriendReturned _,
          Fact.Returned _ -> {}
    }
  }

  /** What paid debt is what was taken first; the rest lies again where it lay. */
  private void giveBack(Fact.RedemptionCancelled cancelled, LocalDate today) {
    var taken = new ArrayList<>(redemptions.getOrDefault(cancelled.redemptionId(), List.of()));
    taken.forEach(each -> tell(each.brand, Column.RETURNED, each.points));
    pull(taken, cancelled.debtPaid(), null);
    for (var each : cancelled.returned()) {
      pull(taken, each.points(), null).forEach(share -> put(each.lot(), share, today));
    }
  }

  private void settle(LocalDate today) {
    var settled = new TreeMap<>(lots);
    lots.clear();
    settled.forEach(
        (lot, shares) -> {
          if (lot.isForgottenOn(today)) {
            shares.forEach(each -> tell(each.brand, Column.EXPIRED, each.points));
          } else {
            shares.forEach(each -> put(lot, each, today));
          }
        });
  }

  private void close(boolean erased, LocalDate on) {
    lots.forEach(
        (lot, shares) -> {
          var column =
              erased || lot.expiredOn(on)
                  ? Column.EXPIRED
                  : lot.pendsOn(on) ? Column.PENDING : Column.ACTIVE;
          shares.forEach(each -> tell(each.brand, column, each.points));
        });
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

  private List<Share> take(List<Lots.Take> takes, @Nullable String first) {
    var taken = new ArrayList<Share>();
    for (var each : takes) {
      taken.addAll(pull(lots.getOrDefault(each.lot(), new ArrayList<>()), each.points(), first));
    }
    return taken;
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

  private enum Column {
    ISSUED,
    CLAWED_BACK,
    REDEEMED,
    RETURNED,
    GIVEN,
    TAKEN,
    EXPIRED,
    ACTIVE,
    PENDING
  }

  private void tell(String brand, Column column, long points) {
    sums.merge(
        brand,
        new Sums(
            column == Column.ISSUED ? points : 0,
            column == Column.CLAWED_BACK ? points : 0,
            column == Column.REDEEMED ? points : 0,
            column == Column.RETURNED ? points : 0,
            column == Column.GIVEN ? points : 0,
            column == Column.TAKEN ? points : 0,
            column == Column.EXPIRED ? points : 0,
            0,
            column == Column.ACTIVE ? points : 0,
            column == Column.PENDING ? points : 0,
            0),
        Sums::plus);
  }
}
