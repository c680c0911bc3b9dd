package dev.perennial.domain.purchases;

import static dev.perennial.domain.Example.GBP;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.rules;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.programme.Earn;
import dev.perennial.domain.programme.Loyalty;
import dev.perennial.domain.programme.Multiplier;
import dev.perennial.domain.programme.Tiers;
import dev.perennial.domain.programme.Tiers.Level;
import dev.perennial.domain.refunds.Refund;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the rules of docs/loyalty.md stack. */
class EarningRulesTest {
  private static final String TUESDAY = "2011-03-01";

  /** One point a pound; silver from 500 pounds earns a quarter more, gold from 1000 twice. */
  private static Loyalty loyalty(Earn.Caps caps, Earn.Bonuses bonuses, long minimum) {
    var earn =
        new Earn(
            1000,
            Map.of("christmas", 1500L),
            Set.of("gift-card"),
            Set.of("VOUCHER"),
            List.of(
                new Times(2000).with(Set.of("christmas"), Set.of(), null),
                new Times(3000).with(Set.of(), Set.of("MUG"), null),
                new Times(1100).with(Set.of(), Set.of(), DayOfWeek.WEDNESDAY),
                new Multiplier(
                    1700,
                    Set.of("gold"),
                    Set.of(),
                    Set.of(),
                    Set.of("shop"),
                    Set.of("home"),
                    Set.of(),
                    LocalDate.parse("2011-03-01"),
                    LocalDate.parse("2011-03-03"))),
            minimum,
            caps,
            bonuses);
    var levels =
        List.of(
            new Level("member", 0, 1000, List.of()),
            new Level("silver", 50_000, 1250, List.of()),
            new Level("gold", 100_000, 2000, List.of()));
    var tiers = new Tiers(Tiers.Measure.SPEND, Tiers.Window.ROLLING_YEAR, 0, levels);
    return new Loyalty(earn, 14, 12, 10, Set.of(), tiers);
  }

  private record Times(long thousandths) {
    Multiplier with(Set<String> categories, Set<String> skus, @Nullable DayOfWeek day) {
      var days = day == null ? Set.<DayOfWeek>of() : Set.of(day);
      return new Multiplier(
          thousandths, Set.of(), categories, skus, Set.of(), Set.of(), days, null, null);
    }
  }

  private static PlayedCustomer played(Earn.Caps caps, Earn.Bonuses bonuses, long minimum) {
    return new PlayedCustomer(rules(loyalty(caps, bonuses, minimum), Map.of()));
  }

  private static Purchase purchase(
      String id, String day, String channel, String brand, Purchase.Line... lines) {
    return new Purchase(
        id, "anna", noon(day), GBP, brand, channel, 0, 0, 0, null, null, List.of(lines));
  }

  @ParameterizedTest(name = "{0}: 100 pounds of {2} {3} on {4} earn {6}")
  @CsvSource({
    // why, spent before, sku, category, day, channel, points
    "the base rate,                          0, CUP, x, 2011-03-01, web, 100",
    "a category's own rate times its rule,   0, CUP, christmas, 2011-03-01, web, 300",
    "an excluded category,                   0, CUP, gift-card, 2011-03-01, web, 0",
    "an excluded sku of any category,        0, VOUCHER, christmas, 2011-03-01, web, 0",
    "a sku's rule,                           0, MUG, x, 2011-03-01, web, 300",
    "the larger of two rules and not both,   0, MUG, christmas, 2011-03-01, web, 450",
    "a weekday's rule,                       0, CUP, x, 2011-03-02, web, 110",
    "a weekday's rule beside a larger one,   0, MUG, x, 2011-03-02, web, 300",
    "a tier's rate,                          50000, CUP, x, 2011-03-01, web, 125",
    "tier times the larger rule,             50000, MUG, christmas, 2011-03-01, web, 562",
    "a tier below a rule's,                  50000, CUP, x, 2011-03-01, shop, 125",
    "a rule for a tier and channel in time,  100000, CUP, x, 2011-03-01, shop, 340",
    "another channel,                        100000, CUP, x, 2011-03-01, web, 200",
    "its last day,                           100000, CUP, x, 2011-03-03, shop, 340",
    "the day after,                          100000, CUP, x, 2011-03-04, shop, 200",
  })
  void rulesStack(
      String why,
      long before,
      String sku,
      String category,
      String day,
      String channel,
      long points) {
    var anna = played(Earn.Caps.NONE, Earn.Bonuses.NONE, 0);
    if (before > 0) {
      anna.buy(purchase("P0", "2011-02-01", "web", "home", Example.line("CUP", 1, before)));
    }
    var line = Example.line(sku, category, 1, 10_000);
    var receipt = anna.buy(purchase("P1", day, channel, "home", line)).receipt();
    assertEquals(points, receipt.earned(), why);
  }

  @Test
  void ratesAreRoundedDownToThousandths() {
    var earn = Earn.at(333, Map.of());
    var levels = List.of(new Level("member", 0, 1100, List.of()));
    var tiers = new Tiers(Tiers.Measure.SPEND, Tiers.Window.ROLLING_YEAR, 0, levels);
    var anna = new PlayedCustomer(rules(new Loyalty(earn, 14, 12, 10, Set.of(), tiers), Map.of()));
    // .333 x 1.1 = .3663, kept as .366: 366 of 1000 pounds
    var line = Example.line("A", 1, 100_000);
    assertEquals(366, anna.buy(Example.purchase("P1", noon(TUESDAY), line)).receipt().earned());
  }

  @ParameterizedTest(name = "of {0} pence bought {1} go back: {2} points")
  @CsvSource({"2000, 0, 20", "1999, 0, 0", "3000, 1000, 20", "3000, 1100, 0"})
  void belowTheMinimumNothingIsEarnedAlsoOfWhatIsLeft(long bought, long back, long left) {
    var anna = played(Earn.Caps.NONE, Earn.Bonuses.NONE, 2000);
    var gift = Example.line("VOUCHER", 1, 9999);
    anna.buy(purchase("P1", TUESDAY, "web", "home", Example.line("A", bought, 1), gift));
    if (back > 0) {
      anna.refund("R", "P1", noon(TUESDAY), new Refund.Line("A", back, null));
    }
    assertEquals(left, anna.account().lots().total());
  }

  @Test
  void capsBoundOrderDayAndMonthAndARefundMakesRoomAgain() {
    var anna = played(new Earn.Caps(100, 150, 180), Earn.Bonuses.NONE, 0);
    assertEquals(100, earned(anna, "P1", "2011-03-01", 12_000));
    assertEquals(50, earned(anna, "P2", "2011-03-01", 12_000));
    assertEquals(30, earned(anna, "P3", "2011-03-02", 12_000));
    assertEquals(0, earned(anna, "P4", "2011-03-02", 12_000));
    assertEquals(100, earned(anna, "P5", "2011-04-01", 12_000));
    anna.refund("R", "P2", noon("2011-04-01"));
    assertEquals(50, earned(anna, "P6", "2011-03-03", 12_000));
    anna.refund("R", "P1", noon("2011-04-01"), new Refund.Line("A", 3000, null));
    // 90 pounds are left, and earn less than the cap
    assertEquals(270, anna.account().lots().total());
  }

  private static long earned(PlayedCustomer anna, String id, String day, long pence) {
    var purchase = purchase(id, day, "web", "home", Example.line("A", pence, 1));
    return anna.buy(purchase, noon("2011-04-01")).receipt().earned();
  }

  @Test
  void bonusesComeOnceAndGoWithWhatTheyWereFor() {
    var bonuses = new Earn.Bonuses(500, 50, Map.of("christmas", 20L), 0);
    var anna = played(Earn.Caps.NONE, bonuses, 0);
    anna.put(Example.anna(), noon("2011-02-01"));
    var tree = Example.line("TREE", "christmas", 1, 1000);
    var cup = Example.line("CUP", 1, 1000);
    // welcome, birthday (29 February) and first in the category, and 10 + 30 for the goods
    assertEquals(
        610, anna.buy(purchase("P1", "2011-02-10", "web", "home", tree, cup)).receipt().earned());
    assertEquals(
        40, anna.buy(purchase("P2", "2011-02-11", "web", "home", tree, cup)).receipt().earned());
    assertEquals(
        "[birthday/2011, first/christmas]",
        BonusesGiven.SLICE.in(anna.account()).names().toString());
    assertEquals(-50, anna.refund("R1", "P1", noon("2011-02-12"), back("TREE")).receipt().earned());
    assertEquals(-560, anna.refund("R2", "P1", noon("2011-02-12"), back("CUP")).receipt().earned());
    assertEquals(61, anna.buy(purchase("P3", "2012-02-29", "web", "home", cup)).receipt().earned());
    assertEquals(
        "[birthday/2011, birthday/2012, first/christmas]",
        BonusesGiven.SLICE.in(anna.account()).names().toString());
  }

  @Test
  void aBirthdayIsGivenOnceAYearInWhateverOrderItsPurchasesAreReported() {
    var anna = played(Earn.Caps.NONE, new Earn.Bonuses(0, 50, Map.of(), 0), 0);
    anna.put(Example.anna(), noon("2011-02-01"));
    var now = noon("2011-02-27");
    long bonuses = 0;
    for (var day : List.of("2011-02-10", "2010-02-20", "2011-02-11", "2010-02-21", "2011-02-12")) {
      var bought = purchase("P" + day, day, "web", "home", Example.line("CUP", 1, 1));
      bonuses += anna.buy(bought, now).receipt().earned() / 50;
    }
    assertEquals(2, bonuses, "one of 2010 and one of 2011");
  }

  @Test
  void aBonusThatNothingBoughtStandsForIsLeftForAnotherTime() {
    var anna = played(Earn.Caps.NONE, new Earn.Bonuses(0, 0, Map.of("christmas", 20L), 0), 2000);
    var free = Example.line("GIFT", "christmas", 1, 0);
    var cup = Example.line("CUP", 1, 3000);
    anna.buy(purchase("P1", "2011-02-10", "web", "home", free, cup));
    assertEquals("[]", BonusesGiven.SLICE.in(anna.account()).names().toString(), "a gift");
    anna.buy(purchase("P2", "2011-02-11", "web", "home", Example.line("T", "christmas", 1, 1000)));
    assertEquals(
        "[]", BonusesGiven.SLICE.in(anna.account()).names().toString(), "below the minimum");
    anna.buy(purchase("P3", "2011-02-12", "web", "home", Example.line("T", "christmas", 1, 2500)));
    assertEquals("[first/christmas]", BonusesGiven.SLICE.in(anna.account()).names().toString());
  }

  @Test
  void aReviewEarnsOnceForEachSkuThatWasBoughtAndKeptWithinTheCaps() {
    var bonuses = new Earn.Bonuses(0, 0, Map.of(), 25);
    var anna = played(new Earn.Caps(30, 60, 70), bonuses, 0);
    var cup = Example.line("CUP", 1, 1500);
    var mug = Example.line("MUG", 1, 1000);
    var voucher = Example.line("VOUCHER", 1, 1000);
    anna.buy(purchase("P1", TUESDAY, "web", "home", cup, mug, voucher));
    assertEquals("30", anna.account().lots().total() + "", "the order's cap, of 45");
    assertEquals("25 null", reviewed(anna, "V1", "CUP", TUESDAY));
    assertEquals("0 rewarded-before", reviewed(anna, "V2", "CUP", "2011-03-02"));
    assertEquals("0 not-bought", reviewed(anna, "V3", "HAT", TUESDAY));
    assertEquals("0 not-bought", reviewed(anna, "V4", "VOUCHER", TUESDAY), "it earns nothing");
    assertEquals("5 null", reviewed(anna, "V5", "MUG", TUESDAY), "what the day's cap leaves");
    assertEquals(60, anna.account().days().pointsOf(LocalDate.parse(TUESDAY)));
    var hat = purchase("P2", "2011-03-02", "web", "home", Example.line("HAT", 1, 9000));
    assertEquals(10, anna.buy(hat, noon("2011-04-01")).receipt().earned(), "the month's cap");
    assertEquals("0 cap", reviewed(anna, "V6", "HAT", "2011-03-03"));
    assertEquals("25 null", reviewed(anna, "V7", "HAT", "2011-04-01"), "another month has room");
  }

  private static String reviewed(PlayedCustomer anna, String id, String sku, String day) {
    var told = requireNonNull(anna.act(Example.review(id, sku, noon(day)), noon("2011-04-01")));
    return told.earned() + " " + requireNonNull(told.review()).reason();
  }

  @Test
  void whatWentBackEarnsNoReviewAndWhatGoesBackLaterLeavesItsPoints() {
    var anna = played(Earn.Caps.NONE, new Earn.Bonuses(0, 0, Map.of(), 25), 0);
    anna.buy(purchase("P1", TUESDAY, "web", "home", Example.line("CUP", 2, 1000)));
    anna.buy(purchase("P2", TUESDAY, "web", "home", Example.line("HAT", 1, 1000)));
    anna.refund("R1", "P1", noon(TUESDAY), back("CUP"));
    anna.refund("R2", "P2", noon(TUESDAY));
    assertEquals("0 not-bought", reviewed(anna, "V1", "HAT", TUESDAY));
    assertEquals("25 null", reviewed(anna, "V2", "CUP", TUESDAY), "one of two is left");
    anna.refund("R3", "P1", noon(TUESDAY), back("CUP"));
    assertEquals(25, anna.account().lots().total());
  }

  private static Refund.Line back(String sku) {
    return new Refund.Line(sku, 1, null);
  }

  @Test
  void whatGoesBackIsJudgedByWhatHeldThen() {
    var bonuses = new Earn.Bonuses(500, 0, Map.of(), 0);
    var anna = played(new Earn.Caps(1000, 0, 0), bonuses, 500);
    anna.buy(purchase("P1", "2011-03-02", "web", "home", Example.line("CUP", 10, 1000)));
    assertEquals(
        new Terms("1", 1100, 500, 1000, List.of(new Terms.Bonus("welcome", 500))), terms(anna));
    var later = new PlayedCustomer(rules(), anna);
    assertEquals(-610, later.refund("R1", "P1", noon("2011-05-01")).receipt().earned());
  }

  private static Terms terms(PlayedCustomer anna) {
    return ((Purchased) anna.last().event()).terms();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void underEveryRulePartialRefundsInAnyOrderEndInTheSamePlace(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 25; i++) {
      var caps = new Earn.Caps(random.nextInt(3) * 100L, random.nextInt(3) * 150L, 0);
      var bonuses = new Earn.Bonuses(30, 0, Map.of("christmas", 20L), 0);
      var minimum = random.nextInt(3) * 1000L;
      var lines = new ArrayList<Purchase.Line>();
      for (int n = random.nextInt(4); n >= 0; n--) {
        var category = random.nextBoolean() ? "christmas" : "x";
        lines.add(Example.line("S" + n, category, 1 + random.nextInt(9), random.nextInt(2000)));
      }
      var bought = purchase("P", TUESDAY, "web", "home", lines.toArray(Purchase.Line[]::new));
      var one = played(caps, bonuses, minimum);
      var other = played(caps, bonuses, minimum);
      one.buy(bought);
      other.buy(bought);
      var earned = one.account().lots().total();
      for (int n = 0; n < lines.size(); n++) {
        one.refund("R" + n, "P", noon("2011-03-05"), back("S" + n));
        other.refund("R" + n, "P", noon("2011-03-05"), back("S" + (lines.size() - 1 - n)));
        assertTrue(one.account().lots().total() <= earned, "a refund gives nothing");
      }
      assertEquals(one.account().lots(), other.account().lots());
      assertEquals(one.account().days(), other.account().days());
    }
  }
}
