package dev.perennial.domain.evaluation;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.segments.Bands;
import dev.perennial.domain.segments.Boundaries;
import dev.perennial.domain.segments.SegmentSet;
import dev.perennial.domain.value.Buyer;
import dev.perennial.domain.value.Summary;
import dev.perennial.domain.value.ValueBands;
import dev.perennial.domain.value.ValueBands.Churn;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What bands are made of, and the bands that an account has: enough to tell on a later day, by any
 * boundaries and any model card, whether segments would see others.
 *
 * @param first active day, since 1970-01-01
 * @param last active day, likewise
 * @param x repeat purchase days, 0 or more
 * @param mean net spend of one, in minor units
 * @param frequency active days within the 365 that end on the day of measuring
 * @param monetary net spend within them, minor units
 * @param bands null for none
 * @param value null for none
 * @param leaving the days that leave the 365 next, and no more than {@value #LEAVING}
 * @param heldUntil the first day of which this doesn't tell how many days count; null when it
 *     always does, and when it was read
 */
public record Measured(
    long first,
    long last,
    int x,
    double mean,
    long frequency,
    long monetary,
    @Nullable Bands bands,
    @Nullable ValueBands value,
    List<Leaving> leaving,
    @Nullable LocalDate heldUntil) {
  /** More of them are hardly met, and each takes some seven bytes of the account's item. */
  static final int LEAVING = 3;

  private static final int YEAR = 365;

  /** Base of the numbers in the text, which is kept short. */
  private static final int BASE = 36;

  /**
   * An active day that will count no longer.
   *
   * @param day from which it doesn't, since 1970-01-01
   * @param spend that it takes along, minor units
   */
  record Leaving(long day, long spend) {}

  public Measured {
    leaving = List.copyOf(leaving);
  }

  /** Of an account as it was just evaluated; null without an active day, when it has no bands. */
  static @Nullable Measured of(Account account, LocalDate today) {
    var days = account.days();
    var first = days.first();
    var buyer = Buyer.of(days, today, 1);
    if (buyer == null || first == null) {
      return null;
    }
    long monetary = 0;
    var heldUntil = days.days().higherKey(today); // what was bought ahead of time
    var leaving = new ArrayList<Leaving>();
    var counts = days.within(YEAR, today);
    for (var day : counts.entrySet()) {
      monetary += day.getValue().spend();
      if (leaving.size() < LEAVING) {
        leaving.add(new Leaving(day.getKey().toEpochDay() + YEAR, day.getValue().spend()));
      } else if (heldUntil == null || heldUntil.isAfter(day.getKey().plusDays(YEAR))) {
        heldUntil = day.getKey().plusDays(YEAR);
      }
    }
    return new Measured(
        first.toEpochDay(),
        first.toEpochDay() + (long) buyer.summary().recency(),
        buyer.summary().x(),
        buyer.mean(),
        counts.size(),
        monetary,
        account.find(Bands.SLICE),
        account.find(ValueBands.SLICE),
        leaving,
        heldUntil);
  }

  /** Whether segments see the same bands on a day until which this holds. */
  boolean stays(Evaluation.Measures by, SegmentSet segments, LocalDate today) {
    var boundaries = by.boundaries();
    long now = today.toEpochDay();
    if (segments.names("rfm")) {
      var next = boundaries == null ? null : rfm(boundaries, now);
      if (!segments.same(bands, next)) {
        return false;
      }
    }
    var predictor = by.predictor();
    if (!segments.names("value")) {
      return true;
    }
    var next =
        predictor == null
            ? null
            : predictor.judge(buyer(now, predictor.card().daysPerUnit()), value);
    return segments.same(value, next);
  }

  private Bands rfm(Boundaries boundaries, long now) {
    long active = frequency;
    long spend = monetary;
    for (var each : leaving) {
      if (each.day <= now) {
        active--;
        spend -= each.spend;
      }
    }
    return boundaries.judge(Math.max(0, now - last), active, spend, bands);
  }

  private Buyer buyer(long now, double daysPerUnit) {
    long recency = last - first;
    long age = Math.max(recency, now - first);
    return new Buyer(new Summary(x, recency / daysPerUnit, age / daysPerUnit), mean);
  }

  /** As it is kept beside the account. */
  public String text() {
    var text = new StringBuilder(40);
    add(text, first);
    add(text, last - first);
    add(text, x);
    add(text, Double.doubleToLongBits(mean));
    add(text, frequency);
    add(text, monetary);
    add(text, bands == null ? 0 : bands.recency());
    add(text, bands == null ? 0 : bands.frequency());
    add(text, bands == null ? 0 : bands.monetary());
    add(text, value == null ? 0 : ValueBands.level(value.churn()));
    add(text, value == null ? 0 : value.band());
    for (var each : leaving) {
      add(text, each.day - last);
      add(text, each.spend);
    }
    return text.toString();
  }

  private static void add(StringBuilder text, long number) {
    text.append(text.isEmpty() ? "" : ",").append(Long.toString(number, BASE));
  }

  /**
   * Reads what {@link #text} wrote; the bands' versions are not in it.
   *
   * @throws RuntimeException of numbers and what is missing, when it is no such text
   */
  static Measured parse(String text) {
    var numbers = new Numbers(text);
    long first = numbers.next();
    long last = first + numbers.next();
    int x = (int) numbers.next();
    double mean = Double.longBitsToDouble(numbers.next());
    long frequency = numbers.next();
    long monetary = numbers.next();
    var bands = new Bands((int) numbers.next(), (int) numbers.next(), (int) numbers.next(), "");
    var value = new ValueBands(Churn.of((int) numbers.next()), (int) numbers.next(), "");
    var leaving = new ArrayList<Leaving>(LEAVING);
    while (numbers.areLeft()) {
      leaving.add(new Leaving(last + numbers.next(), numbers.next()));
    }
    return new Measured(
        first,
        last,
        x,
        mean,
        frequency,
        monetary,
        bands.recency() == 0 ? null : bands,
        value.band() == 0 ? null : value,
        leaving,
        null);
  }

  /** The numbers of a text, one after another and without texts of their own: read every night. */
  private static final class Numbers {
    private final String text;
    private int at;

    Numbers(String text) {
      this.text = text;
    }

    boolean areLeft() {
      return at < text.length();
    }

    long next() {
      int end = text.indexOf(',', at);
      end = end < 0 ? text.length() : end;
      long number = Long.parseLong(text, at, end, BASE);
      at = end + 1;
      return number;
    }
  }
}
