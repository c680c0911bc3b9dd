package dev.perennial.domain.purchases;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.evaluation.Standing;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.programme.Earn;
import dev.perennial.domain.programme.Multiplier;
import dev.perennial.domain.purchases.PaidLines.PaidLine;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Points for what was paid. A line's points are its paid amount times its rate; they are summed
 * exactly over the lines and rounded down once for the purchase:
 *
 * <pre>
 * points = floor( sum(paid minor units x rate in thousandths) / (minor units per unit x 1000) )
 * </pre>
 *
 * Bonuses come on top, the cap last. How the rules stack is told in {@code docs/loyalty.md}.
 */
public final class Earning {
  private Earning() {}

  /** What a purchase's lines earn at, and on what terms. */
  public record Earned(PaidLines lines, Terms terms) {}

  /**
   * What a purchase earns by.
   *
   * @param conversion of its amounts into the shop's currency
   * @param account before the purchase
   * @param today on which it is recorded: its tier is the tier of that day
   */
  public static Earned of(
      Purchase purchase,
      Conversion conversion,
      Account account,
      @Nullable Profile profile,
      Rules rules,
      LocalDate today) {
    var loyalty = rules.programme().loyalty();
    var earn = loyalty.earn();
    var day = rules.dayOf(purchase.at());
    var tier = Standing.of(account.days(), loyalty.tiers(), today).level();
    var suiting =
        earn.multipliers().stream()
            .filter(each -> each.suits(tier.id(), purchase.channel(), purchase.brand(), day))
            .toList();
    var plain = times(times(earn.rate(), tier.times()), largest(suiting, null, null));
    var payment =
        Payment.of(purchase, conversion, purchase.isTaxIncluded(rules.programme().shop()));
    var lines = new ArrayList<PaidLine>();
    for (int i = 0; i < purchase.lines().size(); i++) {
      var line = purchase.lines().get(i);
      var own = times(earn.rateOf(line.sku(), line.category()), tier.times());
      var rate = times(own, largest(suiting, line.sku(), line.category()));
      lines.add(
          new PaidLine(
              line.lineId(),
              line.sku(),
              line.category(),
              line.quantity(),
              line.unitPrice(),
              payment.paid().get(i),
              payment.tax().get(i),
              rate == plain ? null : rate,
              line.unitCost()));
    }
    var terms =
        new Terms(
            rules.programme().version(),
            plain,
            earn.minimum(),
            roomOfOrder(earn.caps(), account.days(), day),
            given(bonuses(earn.bonuses(), purchase, account, profile, day), lines, plain, earn));
    return new Earned(new PaidLines(lines), terms);
  }

  /**
   * Of the bonuses those that something bought stands for: the others are left for another time.
   */
  private static List<Terms.Bonus> given(
      List<Terms.Bonus> bonuses, List<PaidLine> lines, long plain, Earn earn) {
    var earning = lines.stream().filter(line -> isEarnedBy(line, plain)).toList();
    return earning.stream().mapToLong(PaidLine::paid).sum() < earn.minimum()
        ? List.of()
        : bonuses.stream()
            .filter(bonus -> earning.stream().anyMatch(line -> bonus.isKeptBy(line.category())))
            .toList();
  }

  /** Whether a line of a purchase earns, by the purchase's own terms. */
  public static boolean isEarnedBy(PaidLine line, Terms terms) {
    return isEarnedBy(line, terms.rate());
  }

  private static boolean isEarnedBy(PaidLine line, long plain) {
    return line.paid() > 0 && (line.rate() == null ? plain : line.rate()) > 0;
  }

  /** Rounded down to thousandths of a point. */
  private static long times(long rate, long thousandths) {
    return Math.multiplyExact(rate, thousandths) / 1000;
  }

  private static long largest(
      List<Multiplier> suiting, @Nullable String sku, @Nullable String category) {
    return suiting.stream()
        .filter(each -> each.suits(sku, category))
        .mapToLong(Multiplier::times)
        .max()
        .orElse(1000);
  }

  /** What the caps leave for a purchase of a day. */
  private static long roomOfOrder(Earn.Caps caps, ActiveDays days, LocalDate day) {
    var room = room(caps, days, day);
    return caps.order() > 0 ? Math.min(room, caps.order()) : room;
  }

  /** What the caps of a day and its month leave. */
  public static long room(Earn.Caps caps, ActiveDays days, LocalDate day) {
    var room = Terms.UNBOUNDED;
    if (caps.day() > 0) {
      room = Math.min(room, Math.max(0, caps.day() - days.pointsOf(day)));
    }
    if (caps.month() > 0) {
      room = Math.min(room, Math.max(0, caps.month() - days.pointsOf(YearMonth.from(day))));
    }
    return room;
  }

  private static List<Terms.Bonus> bonuses(
      Earn.Bonuses given,
      Purchase purchase,
      Account account,
      @Nullable Profile profile,
      LocalDate day) {
    var bonuses = new ArrayList<Terms.Bonus>();
    if (given.welcome() > 0 && account.purchases() == 0) {
      bonuses.add(Terms.Bonus.welcome(given.welcome()));
    }
    var birthday = profile == null ? null : profile.birthday();
    if (given.birthday() > 0 && birthday != null && birthday.month() == day.getMonth()) {
      bonuses.add(Terms.Bonus.birthday(day.getYear(), given.birthday()));
    }
    var categories = new TreeMap<>(given.firstInCategory());
    categories.keySet().retainAll(purchase.lines().stream().map(Purchase.Line::category).toList());
    categories.forEach((category, points) -> bonuses.add(Terms.Bonus.first(category, points)));
    var before = BonusesGiven.SLICE.in(account).names();
    bonuses.removeIf(bonus -> before.contains(bonus.name()) || bonus.isForgotten(before));
    return bonuses;
  }

  /**
   * Points for what is left of the lines, as if only that had been bought: never more for less.
   *
   * @param paid what of each line's payment is left, in order; minor units
   */
  public static long points(PaidLines lines, List<Long> paid, Terms terms, Currency currency) {
    var sum = BigInteger.ZERO;
    long earning = 0;
    var bonuses = new ArrayList<>(terms.bonuses());
    for (int i = 0; i < paid.size(); i++) {
      var line = lines.list().get(i);
      var rate = line.rate() == null ? terms.rate() : line.rate();
      if (paid.get(i) > 0 && rate > 0) {
        sum = sum.add(BigInteger.valueOf(paid.get(i)).multiply(BigInteger.valueOf(rate)));
        earning += paid.get(i);
        bonuses.removeIf(bonus -> bonus.isKeptBy(line.category()));
      }
    }
    if (earning < terms.minimum()) {
      return 0;
    }
    var unit = BigInteger.valueOf(Amounts.minorPerUnit(currency) * 1000);
    var kept =
        terms.bonuses().stream().mapToLong(Terms.Bonus::points).sum()
            - bonuses.stream().mapToLong(Terms.Bonus::points).sum();
    return sum.divide(unit)
        .add(BigInteger.valueOf(kept))
        .min(BigInteger.valueOf(terms.max()))
        .longValueExact();
  }
}
