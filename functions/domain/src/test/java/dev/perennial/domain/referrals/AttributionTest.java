package dev.perennial.domain.referrals;

import static dev.perennial.domain.Example.line;
import static dev.perennial.domain.Example.noon;
import static dev.perennial.domain.Example.purchase;
import static dev.perennial.domain.Example.withReferral;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.engagement.Referral;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.refunds.Refund;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributionTest {
  private static final Instant NOW = noon("2011-04-01");
  private static final Map<String, String> CAME =
      Map.of("came-by-a-friend", "{\"referral\":{\"referred\":[true]}}");

  private final PlayedCustomer anna = new PlayedCustomer(Example.rules(Example.LOYALTY, CAME));

  private Receipt buy(String id, @Nullable String holder) {
    return anna.buy(withReferral(id, NOW, 1000), holder, NOW).receipt();
  }

  @Test
  void aFirstOrderWithAFriendsCodeCountsAndMovesAtOnce() {
    var told = buy("P1", "ben");
    assertEquals(new Receipt.Referral(true, null), told.referral());
    assertEquals(List.of("came-by-a-friend"), told.segments());
    assertEquals("ben", ((Purchased) anna.last().event()).referrer());
    assertTrue(Referral.SLICE.in(anna.account()).referred());
    var detail = Event.detail(anna.last());
    assertEquals("{\"counted\":true}", detail.path("referral").toString());
    assertFalse(detail.toString().contains("ben"), detail::toString);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      nullValues = "nobody",
      value = {"nobody, unknown", "anna, own"})
  void aCodeThatDoesNotCountIsToldOfAndHoldsUpNothing(String holder, String reason) {
    var told = buy("P1", holder);
    assertEquals(new Receipt.Referral(false, reason), told.referral());
    assertEquals(10, told.earned());
    assertNull(((Purchased) anna.last().event()).referrer());
    assertFalse(Referral.SLICE.in(anna.account()).referred());
    assertEquals(
        "{\"counted\":false,\"reason\":\"" + reason + "\"}",
        Event.detail(anna.last()).path("referral").toString());
  }

  @Test
  void onlyTheFirstOrderCountsEvenWhenItWentBack() {
    anna.buy(purchase("P1", NOW, line("A", 1, 1000)));
    anna.refund("R1", "P1", NOW);
    var next = withReferral("P2", NOW, 1000);
    assertFalse(Attribution.dependsOnHolder(anna.customer(), next), "nobody looks it up");
    var told = buy("P2", null);
    assertEquals(new Receipt.Referral(false, "not-first"), told.referral());
  }

  @Test
  void aPurchaseWithoutACodeIsToldNothing() {
    var told = anna.buy(purchase("P1", NOW, line("A", 1, 1000))).receipt();
    assertNull(told.referral());
    assertTrue(Event.detail(anna.last()).path("referral").isMissingNode());
  }

  @Test
  void aRefundThatWaitedTakesNothingOfTheAnswer() {
    anna.early(new Refund("R1", "P1", "anna", NOW, List.of()), NOW);
    var told = buy("P1", "ben");
    assertEquals(new Receipt.Referral(true, null), told.referral());
    assertTrue(Referral.SLICE.in(anna.account()).referred(), "they did come by a friend");
  }
}
