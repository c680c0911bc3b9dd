package dev.perennial.domain.results;

import static java.time.temporal.ChronoUnit.DAYS;

import dev.perennial.domain.campaigns.Assignments;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.Assignment;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.measure.Looks;
import dev.perennial.domain.measure.Uplift;
import dev.perennial.domain.programme.Shop;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What a census counts of one campaign's test, by day of assignment and arm. */
final class Tally {
  private final Campaign campaign;
  private final Shop shop;
  private final String mark;
  private final TreeMap<LocalDate, Map<String, ArmCount>> counts = new TreeMap<>();
  private final Map<String, Long> entered = new TreeMap<>();
  private long underWay;

  Tally(Campaign campaign, Shop shop) {
    this.campaign = campaign;
    this.shop = shop;
    mark = Assignments.mark(campaign, shop);
  }

  void underWay(long journeys) {
    underWay += journeys;
  }

  /**
   * Counts one who was assigned, with what came of it once the window is over.
   *
   * @param off what a coupon took off orders, by its code; in minor units
   */
  void add(Assignment assigned, ActiveDays days, LocalDate today, ToLongFunction<String> off) {
    if (!assigned.test().equals(mark)) {
      return;
    }
    entered.merge(assigned.arm(), 1L, Long::sum);
    var ofDay = counts.computeIfAbsent(assigned.day(), _ -> new TreeMap<>());
    var window = campaign.test().window();
    if (!assigned.day().plusDays(window).isAfter(today)) {
      var coupons = assigned.coupons().stream().mapToLong(off).sum();
      var one = ArmCount.NONE.plus(assigned, Outcome.of(days, assigned, window), coupons);
      ofDay.merge(assigned.arm(), one, ArmCount::plus);
    }
  }

  /**
   * The results by a day; those of before once the test is over.
   *
   * @param before those of the census before; null for none
   */
  Results results(LocalDate today, @Nullable Results before) {
    var same = before != null && before.test().equals(mark) ? before : null;
    if (same != null && same.over()) {
      return same;
    }
    var began = began(same);
    var plan = campaign.test();
    var week = began == null ? 0 : weeks(began, today);
    var draft =
        new Results(
            campaign.id(),
            mark,
            today,
            began,
            plan,
            against(),
            underWay,
            arms(began, week),
            same == null ? List.of() : same.looks(),
            week >= plan.weeks());
    if (isLook(draft, week)) {
      return look(draft, week);
    }
    // what came since the last look is told by the next
    return draft.looks().isEmpty()
        ? draft
        : draft.with(arms(began, draft.looks().getLast().week()));
  }

  private @Nullable LocalDate began(@Nullable Results same) {
    var planned = campaign.test().begins();
    if (planned != null) {
      return planned;
    }
    if (same != null && same.began() != null) {
      return same.began();
    }
    return counts.isEmpty() ? null : counts.firstKey();
  }

  /** Whole weeks of entries of which every window is over. */
  private int weeks(LocalDate began, LocalDate today) {
    var over = DAYS.between(began, today) - campaign.test().window() + 1;
    return Math.clamp(Math.floorDiv(over, 7L), 0, campaign.test().weeks());
  }

  private String against() {
    if (campaign.holdout() > 0) {
      return Journey.HELD_OUT;
    }
    return shop.control() > 0 ? Journey.CONTROL : "";
  }

  private SortedMap<String, Results.Arm> arms(@Nullable LocalDate began, int week) {
    var arms = new TreeMap<String, Results.Arm>();
    entered.forEach((arm, customers) -> arms.put(arm, new Results.Arm(customers, ArmCount.NONE)));
    if (began != null) {
      counts
          .subMap(began, true, began.plusDays(7L * week), false)
          .values()
          .forEach(
              ofDay ->
                  ofDay.forEach(
                      (arm, count) -> arms.computeIfPresent(arm, (_, each) -> each.plus(count))));
    }
    return arms;
  }

  private double fraction(Results draft, int week) {
    var plan = campaign.test();
    var planned = plan.customers() == 0 ? 0 : (double) draft.compared() / plan.customers();
    return Math.min(1, Math.max((double) week / plan.weeks(), planned));
  }

  /** Whether a look is to be taken: nothing of what it will show decides it. */
  private boolean isLook(Results draft, int week) {
    if (week == 0 || draft.smallest() < Results.MIN_CUSTOMERS) {
      return false;
    }
    if (draft.looks().isEmpty()) {
      return true;
    }
    var last = draft.looks().getLast();
    return draft.compared() >= last.customers() + Looks.least(last.customers())
        && fraction(draft, week) > last.fraction();
  }

  private Results look(Results draft, int week) {
    var fraction = fraction(draft, week);
    var look = new Results.Look(draft.day(), week, draft.compared(), fraction, null, null, null);
    var looked = draft.with(look, fraction >= 1);
    var first = Findings.of(looked).getFirst();
    return first.used() instanceof Uplift.Measured measured && first.interval() != null
        ? draft.with(look.showing(measured.estimate(), first.interval()), fraction >= 1)
        : looked;
  }
}
