package dev.perennial.domain.rewards;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.rewards.Redemptions.Outcome;
import dev.perennial.domain.rewards.Redemptions.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedemptionsTest {
  private static final Instant NOW = noon("2011-03-01");
  private static final Instant LATER = noon("2011-04-01");

  private final PlayedCustomer anna = new PlayedCustomer(Example.rules());

  /** 30 points to the end of January 2012, 90 to the end of March. */
  private void earn() {
    anna.buy(purchase("P1", noon("2011-01-10"), line("A", 1, 3000)));
    anna.buy(purchase("P2", NOW, line("A", 1, 9000)));
  }

  @Test
  void whatExpiresFirstIsSpentFirst() {
    earn();
    var redeemed = anna.redeem("D1", "mug", LATER);
    assertEquals("2012-03:20", anna.lotsOn("2011-04-01"));
    assertEquals(-100, redeemed.line().changes().points());
    assertEquals("ledger#redemption#D1", redeemed.line().id());
    var put = assertInstanceOf(RewardSide.PutCoupon.class, redeemed.change().sides().getFirst());
    assertEquals(LocalDate.parse("2011-06-30"), put.coupon().expires());
    assertEquals("anna", put.coupon().customerId());
    assertEquals(2, redeemed.change().sides().size());
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource({
    "mug, 2011-03-02, POINTS, it costs 100 points of 30",
    "cup, 2011-04-01, SEGMENT, the customer is in none of its segments",
    "fan, 2011-05-31, NOT_YET, it begins on 2011-06-01",
    "fan, 2011-09-01, NO_LONGER, it ended on 2011-08-31",
  })
  void whatCantBeHadIsRefusedWithItsReason(String id, String day, Reason reason, String what) {
    earn();
    assertEquals(new Outcome.Refused(reason, what), anna.decide("D1", id, noon(day)));
  }

  @Test
  void anUnknownRewardIsNone() {
    assertEquals(new Outcome.UnknownReward(), anna.decide("D1", "moon", LATER));
  }

  @Test
  void cancelledTheSameLotsHaveTheirPointsAgain() {
    earn();
    var before = anna.lotsOn("2011-04-01");
    anna.redeem("D1", "mug", LATER);
    var cancelled = anna.cancel("D1", LATER);
    assertEquals(before, anna.lotsOn("2011-04-01"));
    assertEquals(100, cancelled.receipt().earned());
    assertTrue(anna.coupon("D1").cancelled());
  }

  @Test
  void whatExpiredMeanwhileComesBackExpired() {
    earn();
    anna.redeem("D1", "mug", LATER);
    anna.cancel("D1", noon("2012-02-01"));
    assertEquals(90, anna.account().balanceOn(day("2012-02-01")));
    assertEquals(120, anna.account().lots().total());
  }

  @ParameterizedTest(name = "the refund comes first: {0}")
  @ValueSource(booleans = {true, false})
  void aRefundAndACancelComeToTheSameInEitherOrder(boolean refundFirst) {
    earn();
    anna.redeem("D1", "mug", LATER);
    if (refundFirst) {
      assertEquals(70, anna.refund("R1", "P2", LATER).receipt().debt());
      anna.cancel("D1", LATER);
    } else {
      anna.cancel("D1", LATER);
      anna.refund("R1", "P2", LATER);
    }
    assertEquals(0, anna.account().debt());
    assertEquals(30, anna.account().lots().total());
  }

  @Test
  void aUsedCouponsRedemptionStays() {
    earn();
    anna.redeem("D1", "mug", LATER);
    anna.use("CD1", new Coupons.Order("anna", "P3", null), LATER);
    var redeemed = anna.redeemed("D1");
    assertEquals(
        new Redemptions.Cancelling.Used(),
        Redemptions.cancel(anna.customer(), redeemed, anna.coupon("D1"), Example.rules(), LATER));
  }

  private static LocalDate day(String date) {
    return LocalDate.parse(date);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7, 8, 20, 1000})
  void theSharesOfAllPlacesAreTheStockAndNoMoreIsIssued(long stock) {
    var offer = new Reward.Offer(0, 0, 1, 1, true, false);
    var reward = new Reward("x", "X", 1, offer, Set.of(), Set.of(), stock, null, null);
    var issued = new ArrayList<>(Collections.nCopies(Stock.PLACES, 0L));
    var places = new TreeSet<Integer>();
    for (int i = 0; i < stock; i++) {
      var place = new Stock(issued).place(reward, i * 31).orElseThrow();
      places.add(place);
      issued.set(place, issued.get(place) + 1);
    }
    assertEquals(OptionalInt.empty(), new Stock(issued).place(reward, 3));
    assertEquals(Math.min(stock, Stock.PLACES), places.size());
    assertEquals(stock, issued.stream().mapToLong(each -> each).sum());
  }

  @Test
  void ofACountedRewardNoMoreThanThereIsIsHad() {
    anna.buy(purchase("P1", NOW, line("A", 1, 1_000_000)));
    for (int i = 0; i < 20; i++) {
      anna.redeem("D" + i, "mug", LATER);
    }
    var none = new Outcome.Refused(Reason.STOCK, "none is left");
    assertEquals(none, anna.decide("D20", "mug", LATER));
    anna.cancel("D7", LATER);
    anna.redeem("D20", "mug", LATER);
    assertEquals(none, anna.decide("D21", "mug", LATER));
    assertEquals(List.of(3L, 3L, 3L, 3L, 2L, 2L, 2L, 2L), anna.stock("mug").issued());
  }
}
