package dev.perennial.domain.rewards;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.Notation;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.programme.Earn;
import dev.perennial.domain.programme.Loyalty;
import dev.perennial.domain.programme.Tiers;
import dev.perennial.domain.programme.Tiers.Level;
import dev.perennial.domain.rewards.Redemptions.Outcome;
import dev.perennial.domain.rewards.Redemptions.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may have a reward, whose stock it comes from, and what taking it back returns. */
class RewardRulesTest {
  private static final Instant NOW = noon("2011-03-01");
  private static final Instant LATER = noon("2011-04-01");

  /** Gold from 100 pounds on; a vase for gold, of which there are three. */
  private static Rules rules() {
    var levels =
        List.of(new Level("basic", 0, 1000, List.of()), new Level("gold", 10_000, 1000, List.of()));
    var tiers = new Tiers(Tiers.Measure.SPEND, Tiers.Window.ROLLING_YEAR, 0, levels);
    var loyalty = new Loyalty(Earn.at(1000, Map.of()), 14, 12, 10, Set.of(), tiers);
    var bare = Example.rules(loyalty, Map.of());
    var rewards = new Reward.All(List.of(vase(3)));
    return new Rules(
        bare.programme().with(Reward.SECTION, rewards), bare.boundaries(), bare.predictors());
  }

  private static Reward vase(long stock) {
    var offer = new Reward.Offer(0, 0, 90, 1, true, false);
    return new Reward("vase", "A vase", 10, offer, Set.of("gold"), Set.of(), stock, null, null);
  }

  private final PlayedCustomer anna = new PlayedCustomer(rules());

  private void buy(String id, long pounds) {
    anna.buy(purchase(id, NOW, line("A", 1, pounds * 100)));
  }

  @ParameterizedTest(name = "after {0} pounds: {1}")
  @CsvSource({"99, TIER", "100,"})
  void aRewardOfATierIsForWhoIsInIt(long pounds, Reason reason) {
    buy("P1", pounds);
    var outcome = anna.decide("D1", "vase", LATER);
    if (reason == null) {
      assertInstanceOf(Outcome.Redeemed.class, outcome);
    } else {
      assertEquals(new Outcome.Refused(reason, "it is not for the tier basic"), outcome);
    }
  }

  @Test
  void whatIsNoRewardIsUnknown() {
    assertEquals(new Outcome.UnknownReward(), anna.decide("D1", "jug", LATER));
  }

  @Test
  void aStockIsGivenOutWholeAndNoMore() {
    buy("P1", 100);
    for (int i = 0; i < 3; i++) {
      anna.redeem("D" + i, "vase", LATER);
    }
    assertEquals(
        new Outcome.Refused(Reason.STOCK, "none is left"), anna.decide("D3", "vase", LATER));
    anna.cancel("D1", LATER);
    anna.redeem("D3", "vase", LATER);
    assertEquals(
        new Outcome.Refused(Reason.STOCK, "none is left"), anna.decide("D4", "vase", LATER));
  }

  @ParameterizedTest(name = "of {0} the place {1} has {2}")
  @CsvSource({"16, 0, 2", "16, 7, 2", "17, 0, 3", "17, 1, 2", "3, 2, 1", "3, 3, 0", "0, 0, 0"})
  void theSharesOfAllPlacesAreTheStock(long stock, int place, long share) {
    assertEquals(share, Stock.share(stock, place));
    long all = 0;
    for (int i = 0; i < Stock.PLACES; i++) {
      all += Stock.share(stock, i);
    }
    assertEquals(stock, all);
  }

  @ParameterizedTest(name = "of {0}, {1} issued in each place but {2}, from {3}: {4}")
  @CsvSource({
    "16, 2, 5, 0,  5",
    "16, 2, 5, 5,  5",
    "16, 2, 5, 6,  5",
    "16, 2, 5, -3, 5",
    "16, 0, 5, 6,  6",
    "16, 0, 5, -1, 7",
    "3,  0, 1, 3,  0",
    "3,  0, 1, 2,  2"
  })
  void aPlaceThatHasSomeLeftIsLookedForFromOneOn(
      long stock, long issued, int but, int from, int place) {
    var counts = new ArrayList<>(Collections.nCopies(Stock.PLACES, issued));
    counts.set(but, 0L);
    assertEquals(OptionalInt.of(place), new Stock(counts).place(vase(stock), from));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "0123456789ABCDEF, true",
    "GHJKMNPQRSTVWXYZ, true",
    "0123456789ABCDE,  false",
    "0123456789ABCDEF0, false",
    "0123456789ABCDEI, false",
    "0123456789ABCDEL, false",
    "0123456789ABCDEO, false",
    "0123456789ABCDEU, false",
    "0123456789abcdef, false",
    "'',               false"
  })
  void aCodeIsSixteenLettersAndDigitsThatAreNotMistaken(String text, boolean code) {
    assertEquals(code, Coupon.isCode(text));
  }

  @Test
  void everyWriteOfACouponIsAVersion() {
    buy("P1", 100);
    anna.redeem("D1", "vase", LATER);
    assertEquals(1, anna.coupon("D1").version());
    anna.cancel("D1", LATER);
    assertEquals(2, anna.coupon("D1").version());
    assertTrue(anna.coupon("D1").cancelled());
  }

  @Test
  void everyCouponOnAnOrderIsAVersionOfWhatItCarries() {
    buy("P1", 100);
    anna.redeem("D1", "vase", LATER);
    var carried = Carried.none("anna", "P2").with(anna.coupon("D1"));
    assertEquals(1, carried.version());
    assertEquals(List.of("CD1"), carried.codes());
    assertTrue(carried.alone());
  }

  @Test
  void whoGuessesTooOftenIsToldWhenToTryAgain() {
    for (int i = 0; i < Guesses.MAX; i++) {
      anna.use("WRONG" + i, new Coupons.Order("anna", "P2", null), noon("2011-03-01"));
    }
    var refused =
        assertInstanceOf(
            Coupons.Outcome.Refused.class,
            anna.use("WRONG", new Coupons.Order("anna", "P2", null), noon("2011-03-01")));
    assertEquals(Coupons.Reason.GUESSES, refused.reason());
    assertEquals(
        "too many codes that are none were named; wait until 2011-03-01T13:00:00Z", refused.what());
  }

  @ParameterizedTest(name = "{0} coupons that stack {1} on the order: {2}")
  @CsvSource({
    "10, true,  an order carries at most 10 coupons",
    "1,  false, 'the order carries a coupon, and one of the two stands beside no other'"
  })
  void whyACouponStandsBesideNoOtherIsTold(int there, boolean stack, String what) {
    var shop = new PlayedCustomer(Example.rules());
    shop.buy(purchase("P1", NOW, line("A", 1, 100_000)));
    for (int i = 0; i < there; i++) {
      shop.redeem("E" + i, stack ? "pin" : "mug", LATER);
      shop.use("CE" + i, new Coupons.Order("anna", "P2", 90_000L), LATER);
    }
    shop.redeem("D1", "pin", LATER);
    var order = new Coupons.Order("anna", "P2", 90_000L);
    var refused = assertInstanceOf(Coupons.Outcome.Refused.class, shop.use("CD1", order, LATER));
    assertEquals(Coupons.Reason.NOT_STACKABLE, refused.reason());
    assertEquals(what, refused.what());
  }

  /** Points that had been spent come back, and pay what is owed since first. */
  @Test
  void whatComesBackPaysDebtFirstAndTheEventTellsAll() {
    var shop = new PlayedCustomer(Example.rules());
    shop.buy(purchase("P1", NOW, line("A", 1, 12_000)));
    shop.redeem("D1", "mug", LATER);
    shop.refund("R1", "P1", LATER);
    assertEquals(100, shop.account().debt());
    shop.buy(purchase("P2", LATER, line("A", 1, 7000)));
    assertEquals(30, shop.account().debt());
    shop.cancel("D1", LATER);
    assertEquals(0, shop.account().debt());
    assertEquals("2012-03:70", Notation.text(shop.account().lots()));
    var event = assertInstanceOf(RedemptionCancelled.class, shop.last().event());
    assertEquals(100, event.points());
    assertEquals(30, event.debtPaid());
    assertEquals(2, event.postings().size());
    assertEquals(100, shop.last().changes().points());
    var detail = Event.of(shop.last()).orElseThrow().detail();
    assertTrue(detail.contains("\"reason\":\"redemption-cancelled\""), detail);
  }
}
