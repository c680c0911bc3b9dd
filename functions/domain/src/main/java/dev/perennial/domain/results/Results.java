package dev.perennial.domain.results;

import dev.perennial.domain.campaigns.TestPlan;
import dev.perennial.domain.ledger.Assignment;
import dev.perennial.domain.measure.Interval;
import dev.perennial.domain.measure.Looks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign's test has shown by a day. Only whole weeks of entries count, each once all its
 * windows are over, so that nothing is shown of customers who may still buy.
 *
 * @param test its mark: of another one the figures can't be added
 * @param day of the census
 * @param began day of the first entry; null while nobody entered
 * @param against the arm of those who got nothing; empty where only ways are compared
 * @param underWay journeys that go on
 * @param arms by name
 * @param looks as they were when they were taken
 * @param over whether the last look was taken, or can't be any more
 */
public record Results(
    String campaign,
    String test,
    LocalDate day,
    @Nullable LocalDate began,
    TestPlan plan,
    String against,
    long underWay,
    SortedMap<String, Arm> arms,
    List<Look> looks,
    boolean over) {
  /** The fewest customers in an arm by which anything is told: below it chance has no shape. */
  public static final int MIN_CUSTOMERS = 30;

  public Results {
    // what is empty is not stored
    against = Objects.requireNonNullElse(against, "");
    arms = Collections.unmodifiableSortedMap(new TreeMap<>(arms));
    looks = List.copyOf(looks);
  }

  /**
   * One arm.
   *
   * @param entered customers in it, also those whose window is not over
   * @param count of those that the last look is at
   */
  public record Arm(long entered, ArmCount count) {
    Arm plus(ArmCount more) {
      return new Arm(entered, count.plus(more));
    }
  }

  /**
   * A look.
   *
   * @param day on which it was taken
   * @param week how many weeks of entries it is at
   * @param customers in the arms that are compared
   * @param fraction of the test that was over
   * @param estimate the uplift in minor units; null where none could be told
   * @param low where its interval began; null for nowhere
   * @param high where it ended
   */
  public record Look(
      LocalDate day,
      int week,
      long customers,
      double fraction,
      @Nullable Double estimate,
      @Nullable Double low,
      @Nullable Double high) {
    Look showing(double shown, Interval interval) {
      var isBounded = Double.isFinite(interval.low()) && Double.isFinite(interval.high());
      return new Look(
          day,
          week,
          customers,
          fraction,
          shown,
          isBounded ? interval.low() : null,
          isBounded ? interval.high() : null);
    }
  }

  /** The boundary of the last look; null before the first. */
  Looks.@Nullable Boundary boundary() {
    return looks.isEmpty()
        ? null
        : Looks.of(
                looks.stream().map(each -> new Looks.Look(each.customers, each.fraction)).toList())
            .getLast();
  }

  /** All who get what the campaign sends, on whichever way. */
  ArmCount treated() {
    return arms.entrySet().stream()
        .filter(each -> Assignment.isTreated(each.getKey()))
        .map(each -> each.getValue().count)
        .reduce(ArmCount.NONE, ArmCount::plus);
  }

  /** What is counted of an arm; of nobody when it has no customers. */
  ArmCount count(String arm) {
    var found = arms.get(arm);
    return found == null ? ArmCount.NONE : found.count;
  }

  /** Who entered an arm, also those whose window is not over. */
  long entered(String arm) {
    var found = arms.get(arm);
    return found == null ? 0 : found.entered;
  }

  /** Who entered and gets what the campaign sends. */
  long enteredTreated() {
    return arms.keySet().stream().filter(Assignment::isTreated).mapToLong(this::entered).sum();
  }

  /** Customers in the arms that are compared. */
  long compared() {
    return treated().customers() + (against.isEmpty() ? 0 : count(against).customers());
  }

  /** The ways of the treated; none where there is but one. */
  List<String> ways() {
    return arms.keySet().stream()
        .filter(each -> Assignment.isTreated(each) && !each.equals(Assignment.TREATED))
        .toList();
  }

  /** How many customers the smallest of the arms has that are compared first. */
  long smallest() {
    if (!against.isEmpty()) {
      return Math.min(treated().customers(), count(against).customers());
    }
    return ways().stream().mapToLong(each -> count(each).customers()).min().orElse(0);
  }

  /**
   * The first day on which a look can be at a week more; null once the test is over. It comes after
   * the census: where that had too few customers, a week later.
   */
  public @Nullable LocalDate nextLook() {
    if (over || began == null) {
      return null;
    }
    var weeks = looks.isEmpty() ? 0 : looks.getLast().week;
    var first = began.plusDays(7L * (weeks + 1) - 1 + plan.window());
    return first.isAfter(day) ? first : day.plusWeeks(1);
  }

  Results with(Look look, boolean isLast) {
    var next = new ArrayList<>(looks);
    next.add(look);
    return new Results(
        campaign, test, day, began, plan, against, underWay, arms, next, over || isLast);
  }

  Results with(SortedMap<String, Arm> others) {
    return new Results(campaign, test, day, began, plan, against, underWay, others, looks, over);
  }
}
