package dev.perennial.domain.ledger;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Points by activation day and expiry month. A lot pends until its activation day and is good to
 * the last day of its expiry month; balance and expiry are functions of the date, so no job has to
 * run for them to be right. Immutable.
 */
public record Lots(NavigableMap<Lot, Long> points) {
  /** Expired lots are kept this long, so that the refund of an old purchase finds its own lot. */
  private static final int MONTHS_KEPT_AFTER_EXPIRY = 24;

  /** The most points that one account may hold: JSON's numbers are exact up to here, and more. */
  public static final long MAX = 1_000_000_000_000_000L;

  /** No points. */
  public static final Lots NONE = new Lots(new TreeMap<>());

  public Lots {
    points = Collections.unmodifiableNavigableMap(new TreeMap<>(points));
  }

  /**
   * Where points lie.
   *
   * @param activation first day on which they can be spent, in the shop's zone; null once active
   * @param expiry the month at whose end they are lost
   */
  public record Lot(@Nullable LocalDate activation, YearMonth expiry) implements Comparable<Lot> {
    private static final Comparator<Lot> ORDER =
        Comparator.comparing(Lot::expiry)
            .thenComparing(lot -> lot.activation == null ? LocalDate.MIN : lot.activation);

    @Override
    public int compareTo(Lot other) {
      return ORDER.compare(this, other);
    }

    /** Whether it can't be spent yet on a day. */
    public boolean pendsOn(LocalDate date) {
      return activation != null && activation.isAfter(date);
    }

    boolean activeOn(LocalDate date) {
      return !pendsOn(date) && !expiredOn(date);
    }

    /** Whether its last day lies before a day. */
    public boolean expiredOn(LocalDate date) {
      return expiry.atEndOfMonth().isBefore(date);
    }

    @Override
    public String toString() {
      return activation == null ? expiry.toString() : activation + "/" + expiry;
    }

    /** Whether the lot expired so long before the date that it is no longer kept. */
    public boolean isForgottenOn(LocalDate date) {
      return expiry.isBefore(YearMonth.from(date).minusMonths(MONTHS_KEPT_AFTER_EXPIRY));
    }

    private boolean isSettledOn(LocalDate date) {
      return !isForgottenOn(date) && (activation == null || activation.isAfter(date));
    }

    /** The lot as it is kept once its activation day has come. */
    public Lot settledOn(LocalDate date) {
      return activation == null || activation.isAfter(date) ? this : new Lot(null, expiry);
    }
  }

  /** Points taken from a lot. */
  public record Take(Lot lot, long points) {}

  /** All points, expired ones that are still kept included. */
  public long total() {
    return points.values().stream().mapToLong(each -> each).sum();
  }

  /** Points that can be spent on the date. */
  public long activeOn(LocalDate date) {
    long sum = 0;
    for (var entry : points.entrySet()) {
      sum += entry.getKey().activeOn(date) ? entry.getValue() : 0;
    }
    return sum;
  }

  /** Points that will become active after the date. */
  public long pendingOn(LocalDate date) {
    long sum = 0;
    for (var entry : points.entrySet()) {
      var lot = entry.getKey();
      sum += lot.pendsOn(date) && !lot.expiredOn(date) ? entry.getValue() : 0;
    }
    return sum;
  }

  /** The days after one on which points become active or are lost, in their order, by epoch. */
  public long[] stepsAfter(LocalDate date) {
    long from = date.toEpochDay();
    return points.keySet().stream()
        .flatMapToLong(
            lot -> {
              long lost = lot.expiry.atEndOfMonth().toEpochDay() + 1;
              return lot.activation == null
                  ? LongStream.of(lost)
                  : LongStream.of(lot.activation.toEpochDay(), lost);
            })
        .filter(day -> day > from)
        .sorted()
        .toArray();
  }

  /** What expires first of the active points: month and how many, or null when there are none. */
  public Map.@Nullable Entry<YearMonth, Long> nextExpiryOn(LocalDate date) {
    YearMonth month = null;
    long sum = 0;
    for (var entry : points.entrySet()) { // sorted by expiry
      var lot = entry.getKey();
      if (month != null && lot.expiry.isAfter(month)) {
        break;
      }
      if (lot.activeOn(date)) {
        month = lot.expiry;
        sum += entry.getValue();
      }
    }
    return month == null ? null : Map.entry(month, sum);
  }

  /** Points that are there on a day, pending ones as well, by the last day on which they are. */
  public NavigableMap<LocalDate, Long> expiriesAfter(LocalDate date) {
    var days = new TreeMap<LocalDate, Long>();
    points.forEach(
        (lot, count) -> {
          if (!lot.expiredOn(date)) {
            days.merge(lot.expiry.atEndOfMonth(), count, Math::addExact);
          }
        });
    return days;
  }

  /** These points and more in a lot. */
  public Lots plus(Lot lot, long count, LocalDate today) {
    var next = new TreeMap<>(points);
    if (count > 0) {
      next.merge(lot.settledOn(today), count, Math::addExact);
    }
    return new Lots(next);
  }

  /**
   * Plans the claw-back of points: from the purchase's own lot first, even when that has expired,
   * then from what expires first. What can't be found is left to become debt.
   */
  public List<Take> planClawBack(Lot own, long count, LocalDate today) {
    var takes = new ArrayList<Take>();
    var left = count;
    var ownNow = own.settledOn(today);
    var there = points.getOrDefault(ownNow, 0L);
    if (there > 0 && left > 0) {
      takes.add(new Take(ownNow, Math.min(there, left)));
      left -= Math.min(there, left);
    }
    for (var entry : points.entrySet()) {
      if (left > 0 && !entry.getKey().equals(ownNow) && !entry.getKey().expiredOn(today)) {
        var taken = Math.min(entry.getValue(), left);
        takes.add(new Take(entry.getKey(), taken));
        left -= taken;
      }
    }
    return List.copyOf(takes);
  }

  /**
   * Plans spending: from what expires first.
   *
   * @throws IllegalArgumentException when fewer are active
   */
  public List<Take> planSpending(long count, LocalDate today) {
    var takes = new ArrayList<Take>();
    var left = count;
    for (var entry : points.entrySet()) {
      var lot = entry.getKey();
      if (left > 0 && lot.activeOn(today)) {
        var taken = Math.min(entry.getValue(), left);
        takes.add(new Take(lot, taken));
        left -= taken;
      }
    }
    if (left > 0) {
      throw new IllegalArgumentException("there are " + left + " points too few");
    }
    return List.copyOf(takes);
  }

  /** What is left of takes after some of their points went elsewhere, the first ones first. */
  public static List<Take> without(List<Take> takes, long count) {
    var rest = new ArrayList<Take>();
    var left = count;
    for (var take : takes) {
      var gone = Math.min(left, take.points);
      left -= gone;
      if (gone < take.points) {
        rest.add(new Take(take.lot, take.points - gone));
      }
    }
    return List.copyOf(rest);
  }

  /** These points and those that come back. */
  public Lots plus(List<Take> takes, LocalDate today) {
    var next = this;
    for (var take : takes) {
      next = next.plus(take.lot, take.points, today);
    }
    return next;
  }

  /**
   * These points without what was taken.
   *
   * @throws IllegalStateException when a lot holds less than is taken
   */
  public Lots minus(List<Take> takes) {
    var next = new TreeMap<>(points);
    for (var take : takes) {
      var left = next.getOrDefault(take.lot, 0L) - take.points;
      if (left < 0) {
        throw new IllegalStateException("lot " + take.lot + " lacks " + -left + " points");
      }
      if (left == 0) {
        next.remove(take.lot);
      } else {
        next.put(take.lot, left);
      }
    }
    return new Lots(next);
  }

  /** The same points on a later day: active lots merged by month, long expired ones dropped. */
  public Lots settledOn(LocalDate today) {
    if (isSettledOn(today)) {
      return this;
    }
    var next = new TreeMap<Lot, Long>();
    points.forEach(
        (lot, count) -> {
          if (!lot.isForgottenOn(today)) {
            next.merge(lot.settledOn(today), count, Math::addExact);
          }
        });
    return new Lots(next);
  }

  private boolean isSettledOn(LocalDate today) {
    for (var lot : points.keySet()) {
      if (!lot.isSettledOn(today)) {
        return false;
      }
    }
    return true;
  }

  /** For people: {@code 2011-12: 340, 2011-01-20/2012-01: 20}. */
  @Override
  public String toString() {
    return points.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
