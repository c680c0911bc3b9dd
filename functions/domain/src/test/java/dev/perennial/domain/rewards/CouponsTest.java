package dev.perennial.domain.rewards;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static dev.perennial.domain.Example.withCoupon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.rewards.Coupons.Order;
import dev.perennial.domain.rewards.Coupons.Outcome;
import dev.perennial.domain.rewards.Coupons.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of coupons that ask for 20 pounds: of a mug, once and alone; of a pin, open, beside others. */
class CouponsTest {
  private static final Instant NOW = noon("2011-04-01");

  private final PlayedCustomer anna = new PlayedCustomer(Example.rules());

  @BeforeEach
  void redeem() {
    anna.buy(purchase("P1", noon("2011-01-10"), line("A", 1, 40_000)));
    anna.redeem("D1", "mug", NOW);
    anna.redeem("D2", "mug", NOW);
    anna.redeem("D3", "pin", NOW);
    anna.redeem("D4", "pin", NOW);
  }

  private Outcome use(String code, String customerId, String purchaseId, Instant now) {
    return anna.use(code, new Order(customerId, purchaseId, null), now);
  }

  private @Nullable Reason refusal(Outcome outcome) {
    return outcome instanceof Outcome.Refused refused ? refused.reason() : null;
  }

  @Test
  void aCouponIsUsedOncePerPurchaseAndAsOftenAsItMay() {
    assertInstanceOf(Outcome.Used.class, use("CD1", "anna", "P3", noon("2011-06-30")));
    assertInstanceOf(Outcome.Again.class, use("CD1", "anna", "P3", noon("2011-09-30")));
    assertEquals(Reason.USED, refusal(use("CD1", "anna", "P4", NOW)));
    assertInstanceOf(Outcome.Used.class, use("CD3", "bert", "P5", NOW), "an open one");
  }

  @ParameterizedTest(name = "{0} on {1} with {2}: {3}")
  @CsvSource({
    "CD1, 2011-03-31, 9999, NOT_YET, the coupon is good from 2011-04-01",
    "CD1, 2011-07-01, 9999, EXPIRED, the coupon was good until 2011-06-30",
    "CD1, 2011-06-30, 1999, MINIMUM_ORDER, 'the goods come to 19.99, and the coupon asks for"
        + " 20.00'",
    "CD9, 2011-06-30, 9999, UNKNOWN, the customer has no such coupon",
    "CD2, 2011-04-01, 9999, CANCELLED, the coupon's redemption was taken back",
  })
  void whatCantBeUsedIsRefusedWithItsReason(
      String code, String day, long goods, Reason reason, String what) {
    anna.cancel("D2", NOW);
    var refused =
        assertInstanceOf(
            Outcome.Refused.class, anna.use(code, new Order("anna", "P3", goods), noon(day)));
    assertEquals(reason, refused.reason());
    assertEquals(what, refused.what());
  }

  @Test
  void anothersIsRefusedLikeOneThatNobodyHas() {
    var nobodys = assertInstanceOf(Outcome.Refused.class, use("CD9", "bert", "P3", NOW));
    var anothers = assertInstanceOf(Outcome.Refused.class, use("CD1", "bert", "P3", NOW));
    assertEquals(nobodys.reason() + nobodys.what(), anothers.reason() + anothers.what());
  }

  @Test
  void afterFiveWrongGuessesNoCodeIsLookedAtUntilTheHourEnds() {
    var late = noon("2011-04-01").plusSeconds(1800);
    for (int i = 0; i < Guesses.MAX; i++) {
      assertEquals(Reason.UNKNOWN, refusal(use("X" + i, "anna", "P3", late)));
    }
    assertEquals(Reason.GUESSES, refusal(use("X", "anna", "P3", late)));
    assertEquals(Reason.GUESSES, refusal(use("CD1", "anna", "P3", late)), "a right one, too");
    assertInstanceOf(Outcome.Used.class, use("CD1", "anna", "P3", late.plusSeconds(1800)));
  }

  @ParameterizedTest(name = "{0} beside {1}: {2}")
  @CsvSource({
    "CD1, CD2, NOT_STACKABLE",
    "CD1, CD3, NOT_STACKABLE",
    "CD3, CD1, NOT_STACKABLE",
    "CD3, CD4,",
  })
  void onlyWhatStacksStandsBesideAnother(String first, String second, @Nullable Reason reason) {
    assertNull(refusal(use(first, "anna", "P3", NOW)));
    assertEquals(reason, refusal(use(second, "anna", "P3", NOW)));
    if (reason != null) {
      assertNull(refusal(use(second, "anna", "P4", NOW)), "on another order");
    }
  }

  @Test
  void anOrderCarriesTenAtMost() {
    for (int i = 0; i < Carried.MAX; i++) {
      anna.redeem("E" + i, "pin", NOW);
      assertNull(refusal(use("CE" + i, "anna", "P3", NOW)));
    }
    assertEquals(Reason.NOT_STACKABLE, refusal(use("CD3", "anna", "P3", NOW)));
  }

  @Test
  void aPurchaseUsesItsCouponInItsOwnTransactionAndItsGoodsCountBeforeItsDiscount() {
    var bought = anna.buy(withCoupon("P3", NOW, 500, 2000, "CD1"));
    assertEquals(Receipt.Coupon.used("CD1", "mug"), bought.receipt().coupon());
    assertEquals(bought.receipt(), anna.last().answer());
    assertEquals(2, bought.change().sides().size());
    assertEquals(1, anna.coupon("D1").uses().size());
    var again = anna.buy(withCoupon("P4", NOW, 0, 2000, "CD1"));
    assertEquals(Receipt.Coupon.refused("CD1", "used"), again.receipt().coupon());
    assertEquals(15 + 20, anna.account().pendingOn(Example.rules().dayOf(NOW)), "both are bought");
  }

  @ParameterizedTest(name = "{0}, goods of {1}: {2}")
  @CsvSource({
    "CD1, 1999, minimum-order",
    "CD9, 9999, unknown",
    "nothing like a code, 9999, unknown"
  })
  void aPurchaseWhoseCouponCannotBeUsedIsRecordedAllTheSame(String code, long price, String why) {
    var bought = anna.buy(withCoupon("P3", NOW, 0, price, code));
    assertEquals(Receipt.Coupon.refused(code, why), bought.receipt().coupon());
    assertEquals(price / 100, bought.receipt().earned());
    assertEquals(0, anna.coupon("D1").uses().size());
  }

  @Test
  void usedAtTheTillItIsNotUsedASecondTimeByItsPurchase() {
    use("CD1", "anna", "P3", NOW);
    var bought = anna.buy(withCoupon("P3", NOW, 500, 2000, "CD1"));
    assertEquals(Receipt.Coupon.used("CD1", "mug"), bought.receipt().coupon());
    assertEquals(0, bought.change().sides().size());
    assertEquals(1, anna.coupon("D1").uses().size());
  }

  @Test
  void usedAtTheTillItIsToldSoHoweverManyGuessesCameSince() {
    use("CD1", "anna", "P3", NOW);
    for (int i = 0; i < Guesses.MAX; i++) {
      assertEquals(Reason.UNKNOWN, refusal(use("X" + i, "anna", "P3", NOW)));
    }
    assertInstanceOf(Outcome.Again.class, use("CD1", "anna", "P3", NOW));
    var bought = anna.buy(withCoupon("P3", NOW, 500, 2000, "CD1"));
    assertEquals(Receipt.Coupon.used("CD1", "mug"), bought.receipt().coupon());
  }

  @Test
  void aPurchaseOfADayOnWhichItWasGoodMayBeReportedLate() {
    var bought = anna.buy(withCoupon("P3", noon("2011-06-30"), 0, 2000, "CD1"), noon("2011-07-09"));
    assertEquals(Receipt.Coupon.used("CD1", "mug"), bought.receipt().coupon());
  }

  @Test
  void aPurchaseWithAGuessCountsItAndIsRecordedEvenWhenGuessesAreTooMany() {
    for (int i = 0; i < Guesses.MAX; i++) {
      var bought = anna.buy(withCoupon("G" + i, NOW, 0, 2000, "X" + i));
      assertInstanceOf(RewardSide.PutGuesses.class, bought.change().sides().getFirst());
    }
    var bought = anna.buy(withCoupon("P3", NOW, 0, 2000, "CD1"));
    assertEquals(Receipt.Coupon.refused("CD1", "guesses"), bought.receipt().coupon());
    assertEquals(0, bought.change().sides().size());
  }
}
