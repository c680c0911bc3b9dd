package dev.perennial.domain.purchases;

import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** Decides what a purchase does. */
public final class Purchases {
  /** How late a purchase may be reported: as long as days are kept as days. */
  public static final Duration LATE = Duration.ofDays(400);

  private Purchases() {}

  /** What became of a purchase before it is written. */
  public sealed interface Outcome {
    /** To be written. */
    record Recorded(Change change, Receipt receipt) implements Outcome {}

    /** It is not taken. */
    sealed interface Refused extends Outcome, Judged {}

    /** The customer was erased, or the purchase is of before that: nothing is recorded. */
    record CustomerErased() implements Refused {}

    /** Business time lies too far ahead of now. */
    record TooEarly(Instant latest) implements Refused {}

    /** Business time lies too far behind now. */
    record TooLate(Instant earliest) implements Refused {}

    /** The account would hold more points than it can. */
    record TooManyPoints(long max) implements Refused {}

    /**
     * The purchase is in another currency than the shop's, and nobody says at which rate.
     *
     * @param own the shop's
     */
    record NoRate(String own) implements Refused {}

    /** It names a rate, other than 1, for the shop's own currency. */
    record NeedlessRate(String own) implements Refused {}

    /**
     * Goods that come back with it don't fit the purchase that they are said to be of.
     *
     * @param purchaseId that purchase's
     */
    record ReturnRefused(String purchaseId, Why why) implements Refused {
      /** Why they don't. */
      public enum Why {
        UNKNOWN_PURCHASE,
        MORE_THAN_IS_LEFT,
        AMBIGUOUS,
        OTHER_TIME_OR_CURRENCY,
        ERASED
      }
    }

    /** In the shop's currency it comes to more than may be; minor units. */
    record TooDear(long max) implements Refused {}
  }

  /** Whether a purchase is taken, before what waits for it is decided. */
  public sealed interface Judged permits TakenPurchase, Outcome.Refused {}

  /**
   * What becomes of a purchase's referral code.
   *
   * @param by who referred the customer, null when the code doesn't count or there is none
   * @param told what the client is told of it, null without a code
   */
  public record Referred(@Nullable String by, Receipt.@Nullable Referral told) {
    /** Without a code. */
    public static final Referred NOT = new Referred(null, null);
  }

  /**
   * Decides a purchase of a live customer for which nothing waits.
   *
   * @param customer as last written
   * @param referred what becomes of its referral code
   * @param now when it is recorded
   */
  public static Outcome decide(
      Customer customer, Purchase purchase, Referred referred, Rules rules, Instant now) {
    return alone(judge(customer, purchase, referred, rules, now), rules, now);
  }

  /**
   * Decides a purchase of any age for which nothing waits: an import's.
   *
   * @param cause why it is recorded
   */
  public static Outcome decide(
      Customer customer, Purchase purchase, Rules rules, Instant now, Cause cause) {
    return alone(judge(customer, purchase, rules, now, cause), rules, now);
  }

  private static Outcome alone(Judged judged, Rules rules, Instant now) {
    return switch (judged) {
      case TakenPurchase taken -> taken.alone(rules.dayOf(now));
      case Outcome.Refused refused -> refused;
    };
  }

  /**
   * Judges a purchase of a live customer.
   *
   * @param customer as last written
   * @param purchase of the customer, under whichever id
   * @param referred what becomes of its referral code
   * @param now when it is recorded
   */
  public static Judged judge(
      Customer customer, Purchase purchase, Referred referred, Rules rules, Instant now) {
    if (purchase.at().isAfter(now.plus(HistoryLine.AHEAD))) {
      return new Outcome.TooEarly(now.plus(HistoryLine.AHEAD));
    }
    if (purchase.at().isBefore(now.minus(LATE))) {
      return new Outcome.TooLate(now.minus(LATE));
    }
    return judge(customer, purchase, referred, rules, now, Cause.RECORDED);
  }

  /**
   * Judges a purchase of any age: an import's, whose referral code is kept and counts nothing.
   *
   * @param cause why it is recorded
   */
  public static Judged judge(
      Customer customer, Purchase purchase, Rules rules, Instant now, Cause cause) {
    return judge(customer, purchase, Referred.NOT, rules, now, cause);
  }

  private static Judged judge(
      Customer customer,
      Purchase purchase,
      Referred referred,
      Rules rules,
      Instant now,
      Cause cause) {
    if (customer.ended(purchase.customerId(), purchase.at())) {
      return new Outcome.CustomerErased();
    }
    var own = rules.programme().shop().currency();
    var conversion = Conversion.of(purchase, rules);
    if (conversion == null) {
      return purchase.currency().equals(own)
          ? new Outcome.NeedlessRate(own.getCurrencyCode())
          : new Outcome.NoRate(own.getCurrencyCode());
    }
    if (conversion.isBeyond(purchase.goods())) {
      return new Outcome.TooDear(Limits.maxPaid(own));
    }
    var before = customer.accountOr(rules.programme().loyalty().tier());
    var of = purchase.of(customer.customerId());
    var line = line(before, customer.profile(), of, conversion, referred, rules, now, cause);
    var earned = ((Purchased) line.event()).earned();
    if (earned > Lots.MAX - before.lots().total()) {
      return new Outcome.TooManyPoints(Lots.MAX);
    }
    var after =
        Evaluation.evaluate(
            before.after(line, rules.programme().shop().zone()), customer.profile(), rules, now);
    return new TakenPurchase(before, line, earned, after, referred.told);
  }

  private static HistoryLine line(
      Account before,
      @Nullable Profile profile,
      Purchase purchase,
      Conversion conversion,
      Referred referred,
      Rules rules,
      Instant now,
      Cause cause) {
    var loyalty = rules.programme().loyalty();
    var by = Earning.of(purchase, conversion, before, profile, rules, rules.dayOf(now));
    var lines = by.lines();
    var earned = Earning.points(lines, lines.paidByLine(), by.terms(), conversion.to());
    var day = rules.dayOf(purchase.at());
    var lot =
        new Lots.Lot(
            day.plusDays(loyalty.pendingDays()),
            YearMonth.from(day).plusMonths(loyalty.validMonths()));
    var fact =
        new Purchased(
            purchase.purchaseId(),
            PurchaseDigest.of(purchase),
            conversion.to().getCurrencyCode(),
            Purchased.Original.of(purchase, conversion),
            purchase.brand(),
            purchase.channel(),
            purchase.couponCode(),
            purchase.referralCode(),
            conversion.of(purchase.shipping()),
            conversion.of(purchase.tax()),
            lines.paid(),
            lines,
            before.purchases() + 1,
            by.terms(),
            earned,
            Math.min(before.debt(), earned),
            lot,
            loyalty.countsPointsByDay(),
            referred.by,
            WatchedSkus.of(lines, rules));
    return HistoryLine.draft(
        before.customerId(),
        LineId.purchase(purchase.purchaseId()),
        before.version() + 1,
        purchase.at(),
        now,
        cause,
        fact);
  }
}
