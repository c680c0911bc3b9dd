package dev.perennial.domain.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * That a customer entered a campaign that is measured: what the outcome is counted from. The first
 * entry counts, and later ones change nothing, so that a customer is in one arm once.
 *
 * @param test which test of the campaign: its holdout, its ways and its plan, in short
 * @param day of the assignment, in the shop's zone
 * @param closes when the window ends over which outcome and costs are counted
 * @param arm {@link #TREATED}, also with a way as {@code treated:a}; {@link Journey#HELD_OUT} or
 *     {@link Journey#CONTROL}
 * @param before net spend of the 365 days before, in minor units, as known at the assignment
 * @param orders of that day that were there already
 * @param spend of that day that was there already, in minor units
 * @param mails of the campaign, from then until it closes
 * @param points that the campaign gave, from then until it closes
 * @param coupons codes of those that the campaign gave, likewise, the first {@link #MOST_COUPONS}
 */
public record Assignment(
    String test,
    LocalDate day,
    Instant closes,
    String arm,
    long before,
    int orders,
    long spend,
    int mails,
    long points,
    List<String> coupons) {
  /** More are not remembered. */
  public static final int MOST_COUPONS = 100;

  /** The arm of those who get what the campaign sends. */
  public static final String TREATED = "treated";

  /** As long as an account knows days as days: of earlier ones no outcome could be told. */
  public static final Duration KEPT = Duration.ofDays(400);

  public Assignment {
    coupons = List.copyOf(coupons);
  }

  /** One that is made: the campaign gave nothing yet. */
  public Assignment(
      String test, LocalDate day, Instant closes, String arm, long before, int orders, long spend) {
    this(test, day, closes, arm, before, orders, spend, 0, 0, List.of());
  }

  /** Whether it is of those who get what the campaign sends, on whichever way. */
  public static boolean isTreated(String arm) {
    return arm.equals(TREATED) || arm.startsWith(TREATED + ":");
  }

  /** The same with a mail more, unless the window is over. */
  Assignment mailed(Instant now) {
    return now.isBefore(closes) ? costing(mails + 1, points, coupons) : this;
  }

  /** The same with points given, unless the window is over. */
  Assignment gave(long more, Instant now) {
    return now.isBefore(closes) ? costing(mails, points + more, coupons) : this;
  }

  /** The same with a coupon given, unless the window is over. */
  Assignment gave(String coupon, Instant now) {
    return now.isBefore(closes) ? costing(mails, points, both(coupons, List.of(coupon))) : this;
  }

  private static List<String> both(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).limit(MOST_COUPONS).toList();
  }

  private Assignment costing(int nextMails, long nextPoints, List<String> nextCoupons) {
    return new Assignment(
        test, day, closes, arm, before, orders, spend, nextMails, nextPoints, nextCoupons);
  }

  /**
   * That of one person who was assigned twice under two ids: the first of a test, and the later
   * test's.
   */
  public Assignment merged(Assignment other) {
    var mine = test.equals(other.test) ? !other.day.isBefore(day) : other.day.isBefore(day);
    var stays = mine ? this : other;
    return test.equals(other.test)
        ? stays.costing(mails + other.mails, points + other.points, both(coupons, other.coupons))
        : stays;
  }

  boolean isOld(Instant now) {
    return closes.plus(KEPT).isBefore(now);
  }
}
