package dev.perennial.domain.nightly;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Due;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Field;
import dev.perennial.domain.refunds.Refund;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which nights an account rests: on none of them would the pass have moved it. */
class NightsTest {
  private static final long FIRST = Long.getLong("perennial.simulate.seed", 1);
  private static final int SHOPS = 300;
  private static final int STEPS = 10;

  /** As long as a year's window and a tier's grace, and more. */
  private static final int NIGHTS = 460;

  /**
   * What became of the nights of accounts.
   *
   * @param vain judged, and not moved
   */
  private record Lived(long rested, long vain, long moved) {
    static final Lived NONE = new Lived(0, 0, 0);

    Lived plus(Lived more) {
      return new Lived(rested + more.rested, vain + more.vain, moved + more.moved);
    }
  }

  @Test
  void noAccountThatIsPassedOverWouldHaveMovedWhateverTheShopAndTheHistory() {
    var lived =
        LongStream.range(FIRST, FIRST + SHOPS)
            .parallel()
            .mapToObj(NightsTest::live)
            .reduce(Lived.NONE, Lived::plus);
    assertTrue(lived.moved > 2L * SHOPS, "some move: " + lived);
    assertTrue(lived.rested > 4 * lived.vain, "few are judged in vain: " + lived);
  }

  private static Lived live(long seed) {
    var random = new Random(seed);
    var rules = RandomShops.rules(random);
    var played = new PlayedCustomer(rules);
    var now = noon("2009-01-01").plus(Duration.ofHours(random.nextInt(9000)));
    var lived = Lived.NONE;
    for (int i = 0; i < STEPS; i++) {
      now = now.plus(Duration.ofMinutes(random.nextInt(120_000)));
      step(played, random, "" + i, now);
      if (played.account().version() > 0) {
        var customer = RandomShops.remembering(played.customer(), rules, random, now);
        lived = lived.plus(nights(customer, rules, now, "seed " + seed + ", step " + i));
      }
    }
    return lived;
  }

  private static void step(PlayedCustomer played, Random random, String id, Instant now) {
    switch (random.nextInt(6)) {
      case 0 -> played.put(profile(random), now);
      case 1 -> {
        var back = new Refund.Line("A", 1, null);
        played.early(new Refund("E" + id, "later" + id, "anna", now, List.of(back)), now);
      }
      default -> {
        var bought = now.minus(Duration.ofHours(random.nextInt(3) == 0 ? random.nextInt(9000) : 0));
        var price = 100L + random.nextInt(90_000);
        var category = random.nextBoolean() ? "cups" : "hats";
        played.buy(purchase("P" + id, bought, line("A", category, 1, price)), now);
      }
    }
  }

  private static Profile profile(Random random) {
    var born = LocalDate.of(1950, 1, 1).plusDays(random.nextInt(20_000));
    var renewed = LocalDate.of(2009, 1, 1).plusDays(random.nextInt(1500));
    return Example.anna()
        .with(Field.BIRTHDAY, random.nextInt(4) == 0 ? "1980-02-29" : born.toString())
        .with("renewal", new Attribute.Text(renewed.toString()));
  }

  /** Night after night what a judgement would do, up to the first that moves the account. */
  private static Lived nights(Customer customer, Rules rules, Instant now, String which) {
    var account = Objects.requireNonNull(customer.account());
    var due = Nights.due(account, customer.profile(), rules, now);
    long rested = 0;
    for (int night = 1; night <= NIGHTS; night++) {
      var at = now.plus(Duration.ofDays(night));
      var rests = new Resting(rules, at).test(due);
      if (NightlyPass.decide(customer, rules, at).isPresent()) {
        assertFalse(rests, which + ", night " + night + ": passed over by " + due);
        return new Lived(rested, night - 1 - rested, 1);
      }
      rested += rests ? 1 : 0;
    }
    return new Lived(rested, NIGHTS - rested, 0);
  }

  private static final Map<String, String> IDLE =
      Map.of("idle", "{\"orders\":{\"daysSinceLast\":[{\"numeric\":[\">=\",60]}]}}");

  private static Due due(Rules rules) {
    var anna = new PlayedCustomer(rules);
    anna.buy(purchase("P1", noon("2011-03-01"), line("A", 1, 5000)));
    return Nights.due(anna.account(), null, rules, noon("2011-03-01"));
  }

  /** Sixty days after the order she is idle, and on the day before she isn't. */
  @ParameterizedTest(name = "on {0} the account rests: {1}")
  @CsvSource({"2011-03-02, true", "2011-04-29, true", "2011-04-30, false", "2012-04-30, false"})
  void anAccountRestsUntilTheDayOnWhichItWouldMove(String day, boolean rests) {
    var rules = Example.rules(Example.LOYALTY, IDLE);
    assertEquals(rests, new Resting(rules, noon(day)).test(due(rules)));
  }

  /** Written shortly after midnight, when no pass had rejected it yet: the same night's does. */
  @Test
  void whatWasDueAlreadyWhenTheAccountWasWrittenIsDoneOnTheSameDay() {
    var rules = Example.rules(Example.LOYALTY, IDLE);
    var anna = new PlayedCustomer(rules);
    var back = new Refund.Line("A", 1, null);
    var refunded = noon("2011-01-05");
    anna.early(new Refund("E1", "later", "anna", refunded, List.of(back)), refunded);
    var written = noon("2011-03-01").minus(Duration.ofHours(11));
    anna.buy(purchase("P1", written, line("A", 1, 5000)), written);
    var due = Nights.due(anna.account(), null, rules, written);
    assertFalse(new Resting(rules, noon("2011-03-01")).test(due));
  }

  @Test
  void byOtherPatternsTiersOrNoticesNothingRests() {
    var due = due(Example.rules(Example.LOYALTY, IDLE));
    var day = noon("2011-03-02");
    var busy = Map.of("busy", IDLE.values().iterator().next());
    assertFalse(new Resting(Example.rules(Example.LOYALTY, busy), day).test(due));
    var loyalty = Example.LOYALTY;
    var told = RandomShops.with(loyalty, loyalty.tiers(), Set.of(30));
    assertFalse(new Resting(Example.rules(told, IDLE), day).test(due));
    var tiered = RandomShops.with(loyalty, RandomShops.tiers(new Random(1)), Set.of());
    assertFalse(new Resting(Example.rules(tiered, IDLE), day).test(due));
    assertTrue(new Resting(Example.rules(Example.LOYALTY, IDLE), day).test(due));
  }

  /** A month's new boundaries wake whom they move, and nobody else. */
  @ParameterizedTest(name = "cuts at {0} days: rests {1}")
  @CsvSource({"30, true", "2, false"})
  void newBoundariesWakeThoseWhoseBandsTheyMove(long cut, boolean rests) {
    var best = Map.of("best", "{\"rfm\":{\"recency\":[5]}}");
    var cuts = List.of(30L, 60L, 90L, 120L);
    var first = RandomShops.boundaries("2011-02", "2011-02-01", cuts);
    var next = RandomShops.boundaries("2011-03", "2011-03-05", List.of(cut, 60L, 90L, 120L));
    var due = due(Example.rules(Example.LOYALTY, best, first));
    var then = Example.rules(Example.LOYALTY, best, first, next);
    assertTrue(new Resting(then, noon("2011-03-04")).test(due));
    assertEquals(rests, new Resting(then, noon("2011-03-06")).test(due));
  }
}
