package dev.perennial.domain.activities;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.purchases.Earning;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Revised;
import dev.perennial.domain.refunds.Refunded;
import dev.perennial.domain.refunds.Remains;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a review earns: once for each sku, if the customer has bought and kept some of it. */
public final class Reviews {
  private Reviews() {}

  /**
   * What is on record about a customer and a sku, read after the customer.
   *
   * @param rewarded whether a review of it has earned
   * @param purchases the lines of the customer's purchases and their refunds; none if {@code
   *     rewarded}
   */
  public record Known(boolean rewarded, List<HistoryLine> purchases) {
    /** Nothing was read, since {@link Reviews#mayEarn} says no. */
    public static final Known NOTHING = new Known(false, List.of());

    public Known {
      purchases = List.copyOf(purchases);
    }
  }

  /** Why a review earns nothing. */
  public enum Reason {
    /** The programme gives none. */
    NO_BONUS,
    /** It doesn't say what of. */
    NO_SKU,
    /** An earlier review of the same did. */
    REWARDED_BEFORE,
    /** Nothing of it was bought at a rate above 0, by the day of the review, and kept. */
    NOT_BOUGHT,
    /** It is reported so late that its points would have expired. */
    EXPIRED,
    /** The caps of its day and month leave nothing; nor does an account that can hold no more. */
    CAP;

    /** As clients read it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What a review comes to. */
  sealed interface Judged {
    /** Points, at least 1. */
    record Earns(long points) implements Judged {}

    /** None. */
    record EarnsNothing(Reason reason) implements Judged {}
  }

  /** Whether a review may earn, so that {@link Known} must be read. */
  public static boolean mayEarn(Activity activity, Rules rules) {
    return activity.isReview() && activity.sku() != null && bonus(rules) > 0;
  }

  private static long bonus(Rules rules) {
    return rules.programme().loyalty().earn().bonuses().review();
  }

  /** Where the points of a review lie: they are valid as long as those of a purchase of its day. */
  static Lots.Lot lot(Activity review, Rules rules) {
    var month = YearMonth.from(rules.dayOf(review.at()));
    return new Lots.Lot(null, month.plusMonths(rules.programme().loyalty().validMonths()));
  }

  static Judged judge(Account account, Activity review, Known known, Rules rules, Instant now) {
    var bonus = bonus(rules);
    var sku = review.sku();
    if (bonus == 0) {
      return new Judged.EarnsNothing(Reason.NO_BONUS);
    }
    if (sku == null) {
      return new Judged.EarnsNothing(Reason.NO_SKU);
    }
    if (known.rewarded) {
      return new Judged.EarnsNothing(Reason.REWARDED_BEFORE);
    }
    var day = rules.dayOf(review.at());
    var before =
        known.purchases.stream()
            .filter(line -> changed(line) != null || !rules.dayOf(line.at()).isAfter(day))
            .toList();
    if (!isKept(sku, before)) {
      return new Judged.EarnsNothing(Reason.NOT_BOUGHT);
    }
    if (lot(review, rules).expiredOn(rules.dayOf(now))) {
      return new Judged.EarnsNothing(Reason.EXPIRED);
    }
    var points = Math.min(bonus, room(account, rules, day));
    return points > 0 ? new Judged.Earns(points) : new Judged.EarnsNothing(Reason.CAP);
  }

  /** Of which purchase a line says what is left, null when of none. */
  private static @Nullable String changed(HistoryLine line) {
    return switch (line.event()) {
      case Refunded back -> back.purchaseId();
      case Revised next -> next.purchaseId();
      default -> null;
    };
  }

  private static long room(Account account, Rules rules, LocalDate day) {
    var caps = rules.programme().loyalty().earn().caps();
    return Math.min(Earning.room(caps, account.days(), day), Lots.MAX - account.lots().total());
  }

  /** Whether something paid of a sku, at a rate above 0 by its own terms, has not gone back. */
  private static boolean isKept(String sku, List<HistoryLine> purchases) {
    var further = new HashMap<String, List<HistoryLine>>();
    for (var line : purchases) {
      var purchaseId = changed(line);
      if (purchaseId != null) {
        further.computeIfAbsent(purchaseId, _ -> new ArrayList<>()).add(line);
      }
    }
    return purchases.stream()
        .anyMatch(
            line ->
                line.event() instanceof Purchased bought
                    && isKept(sku, bought, further.getOrDefault(bought.purchaseId(), List.of())));
  }

  private static boolean isKept(String sku, Purchased bought, List<HistoryLine> further) {
    var left = Remains.of(bought, further);
    for (int i = 0; i < left.quantities().size(); i++) {
      var line = left.lines().list().get(i);
      if (line.sku().equals(sku)
          && left.quantities().get(i) > 0
          && left.paid(i) > 0
          && Earning.isEarnedBy(line, bought.terms())) {
        return true;
      }
    }
    return false;
  }
}
