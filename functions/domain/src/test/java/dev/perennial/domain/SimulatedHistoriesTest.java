package dev.perennial.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.customers.Profile;
import dev.perennial.domain.history.Fact;
import dev.perennial.domain.programme.Earn;
import dev.perennial.domain.programme.Loyalty;
import dev.perennial.domain.programme.Multiplier;
import dev.perennial.domain.programme.Rules;
import dev.perennial.domain.programme.Tiers;
import dev.perennial.domain.programme.Tiers.Level;
import dev.perennial.domain.programme.Tiers.Measure;
import dev.perennial.domain.programme.Tiers.Window;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.purchases.Purchases;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.refunds.Refunds;
import dev.perennial.domain.segments.Boundaries;
import dev.perennial.domain.segments.Judgement;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Years of random histories: whatever happens in whatever order, the ledger folds to the account
 * (as {@link PlayedCustomer} checks after each step) and no point appears or gets lost.
 */
class SimulatedHistoriesTest {
  private static final Map<String, String> SEGMENTS =
      Map.of(
          "rich", "{\"points\":{\"balance\":[{\"numeric\":[\">\",500]}]}}",
          "idle", "{\"orders\":{\"daysSinceLast\":[{\"numeric\":[\">\",60]}]}}",
          "best", "{\"rfm\":{\"frequency\":[4,5]}}",
          "willing", "{\"consents\":{\"email\":[true]}}");

  private final List<String> bought = new ArrayList<>();
  private long expiredDropped;

  /** Rates, bonuses, caps and tiers that change by the year: each purchase keeps its own. */
  private static Loyalty loyalty(boolean generous) {
    var earn =
        new Earn(
            generous ? 1000 : 700,
            Map.of("christmas", 2000L, "service", 0L),
            Set.of(),
            Set.of("S2"),
            generous ? List.of(TUESDAYS) : List.of(),
            generous ? 0 : 1000,
            generous ? Earn.Caps.NONE : new Earn.Caps(300, 400, 900),
            new Earn.Bonuses(50, 20, Map.of("christmas", 10L)));
    var levels =
        List.of(
            new Level("member", 0, 1000, List.of()),
            new Level("silver", generous ? 200 : 50_000, 1250, List.of()),
            new Level("gold", generous ? 900 : 200_000, 1500, List.of()));
    var tiers =
        generous
            ? new Tiers(Measure.POINTS, Window.ROLLING_YEAR, 10, levels)
            : new Tiers(Measure.SPEND, Window.CALENDAR_YEAR, 0, levels);
    return new Loyalty(earn, 14, generous ? 12 : 6, 10, tiers);
  }

  private static final Multiplier TUESDAYS =
      new Multiplier(
          3000,
          Set.of(),
          Set.of(),
          Set.of(),
          Set.of(),
          Set.of(),
          Set.of(DayOfWeek.TUESDAY),
          null,
          null);

  private static Rules rules(boolean generous) {
    var from = Example.noon("2008-06-01");
    var later = Example.noon("2010-01-01");
    var cuts = List.of(1L, 2L, 4L, 8L);
    return Example.rules(
        loyalty(generous),
        SEGMENTS,
        new Boundaries(
            "2008-06", from, List.of(7L, 30L, 60L, 120L), cuts, List.of(1L, 9L, 99L, 999L), 9),
        new Boundaries(
            "2010-01", later, List.of(5L, 20L, 40L, 90L), cuts, List.of(9L, 99L, 999L, 9999L), 9));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 20101201, 20111210})
  void theLedgerFoldsToTheAccountAndPointsAreConserved(long seed) {
    var random = new Random(seed);
    var rules = rules(true);
    var played = new PlayedCustomer(rules);
    var now = Example.noon("2008-01-15");
    for (int step = 0; step < 200; step++) {
      now = now.plus(Duration.ofMinutes(random.nextInt(20_000)));
      if (random.nextInt(40) == 0) {
        now = now.plus(Duration.ofDays(random.nextInt(900)));
      }
      if (random.nextInt(30) == 0) {
        rules = rules(random.nextBoolean());
        played = new PlayedCustomer(rules, played);
      }
      var before = played.account();
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> buy(played, random, now, "P" + step, now);
        case 3 -> {
          var late = now.minus(Duration.ofHours(random.nextLong(400 * 24)));
          buy(played, random, now, "P" + step, late);
        }
        case 4, 5, 6 -> refund(played, random, now, "R" + step);
        case 7 -> played.put(profile(random), now);
        default -> Judgement.pass(played.customer(), rules, now).ifPresent(played::apply);
      }
      if (played.account().version() > before.version()) {
        noteDropped(before, played.account(), rules);
      }
      checkPoints(played);
    }
    assertTrue(bought.size() > 40 && played.ledger().size() > 60, "something happened");
  }

  private void buy(PlayedCustomer played, Random random, Instant now, String id, Instant at) {
    var lines = new ArrayList<Purchase.Line>();
    for (int n = random.nextInt(4); n >= 0; n--) {
      var category = random.nextInt(4) == 0 ? "christmas" : random.nextBoolean() ? "service" : "x";
      lines.add(
          Example.line(
              "S" + random.nextInt(3),
              category,
              1 + random.nextInt(5),
              random.nextInt(5) == 0 ? 0 : random.nextInt(9999)));
    }
    var total = lines.stream().mapToLong(Purchase.Line::net).sum();
    var off = random.nextInt(3) == 0 ? random.nextLong(total + 1) : 0;
    played.buy(Example.discounted(id, at, off, lines.toArray(Purchase.Line[]::new)), now);
    bought.add(id);
  }

  private void refund(PlayedCustomer played, Random random, Instant now, String id) {
    if (bought.isEmpty()) {
      return;
    }
    var purchaseId = bought.get(random.nextInt(bought.size()));
    var lines =
        random.nextInt(3) == 0
            ? List.<Refund.Line>of()
            : List.of(new Refund.Line("S" + random.nextInt(3), 1 + random.nextInt(3), null));
    var outcome = played.decide(new Refund(id, purchaseId, "anna", now, lines), now);
    if (outcome instanceof Refunds.Outcome.Recorded recorded) {
      played.apply(recorded.change());
      assertTrue(recorded.receipt().debt() >= 0, "debt");
    }
  }

  private static Profile profile(Random random) {
    // before the first simulated instant: what is to come is refused
    var given = new Profile.Consent(random.nextBoolean(), Example.noon("2008-01-01"), "form", null);
    return Example.anna().with("email", given);
  }

  /** What a step drops is what had expired 24 months before it. */
  private void noteDropped(
      dev.perennial.domain.loyalty.Account before,
      dev.perennial.domain.loyalty.Account after,
      Rules rules) {
    var oldest = YearMonth.from(rules.dayOf(after.writtenAt())).minusMonths(24);
    before
        .lots()
        .points()
        .forEach(
            (lot, points) -> {
              if (lot.expiry().isBefore(oldest)) {
                expiredDropped += points;
              }
            });
  }

  private void checkPoints(PlayedCustomer played) {
    long earned = 0;
    long clawedBack = 0;
    for (var line : played.ledger()) {
      switch (line.fact()) {
        case Fact.Purchased purchased -> earned += purchased.earned();
        case Fact.Refunded refunded -> {
          clawedBack += refunded.clawedBack();
          assertTrue(refunded.clawedBack() >= 0, "a refund never gives points");
        }
        default -> {}
      }
    }
    var account = played.account();
    var lots = account.lots().points().values();
    assertTrue(lots.stream().allMatch(points -> points > 0), "no lot is empty or overdrawn");
    assertTrue(account.debt() >= 0, "debt is never below zero");
    assertEquals(
        earned - clawedBack - expiredDropped,
        lots.stream().mapToLong(each -> each).sum() - account.debt());
    assertTrue(account.days().orders() >= 0 && account.days().spend() >= 0, "orders and spend");
    assertEquals(paidAndKept(played), account.days().spend());
  }

  private static long paidAndKept(PlayedCustomer played) {
    long kept = 0;
    for (var line : played.ledger()) {
      if (line.fact() instanceof Fact.Purchased purchased) {
        kept += purchased.paid();
      } else if (line.fact() instanceof Fact.Refunded refunded) {
        kept -= refunded.amount();
      }
    }
    return kept;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aPurchaseDecidedTwiceIsTheSameTextTwice(long seed) {
    var random = new Random(seed);
    var played = new PlayedCustomer(rules(true));
    var now = Example.noon("2010-06-01");
    buy(played, random, now, "P1", now);
    var again = Example.purchase("P2", now, Example.line("S1", 2, random.nextInt(9999)));
    var first = Purchases.decide(played.customer(), again, rules(true), now);
    assertEquals(first, Purchases.decide(played.customer(), again, rules(true), now));
  }
}
