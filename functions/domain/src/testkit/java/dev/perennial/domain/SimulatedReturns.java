package dev.perennial.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.purchases.Repeat;
import dev.perennial.domain.referrals.FriendBought;
import dev.perennial.domain.referrals.FriendReturned;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.refunds.RefundRepeat;
import dev.perennial.domain.refunds.Refunded;
import dev.perennial.domain.refunds.Returned;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** What goes back, and what is told again of it. */
final class SimulatedReturns {
  private SimulatedReturns() {}

  /** Twenty of thirty pieces; what the lines say of it is what all of them come to. */
  static Purchase pieceByPiece(PlayedCustomer played, String id, int price, Instant now) {
    var purchase = Example.purchase(id, now, Example.line("S0", 30, price));
    played.buy(purchase, now);
    for (int i = 0; i < 20; i++) {
      var refund = new Refund("T" + i, id, "anna", now, List.of(new Refund.Line("S0", 1, null)));
      assertTrue(played.tryRefund(refund, now), "one of thirty");
      if (played.last().event() instanceof Refunded fact && fact.soFar() != null) {
        var all = LineId.ofPurchase(id, played.ledger());
        assertEquals(Returned.of(all.getFirst(), all).soFar(), fact.soFar());
      }
    }
    return purchase;
  }

  /** A friend's first order, and perhaps its going back, is heard again and again. */
  static void friend(Random random, PlayedCustomer played, Instant now) {
    // whose code of before an erasure counts no more: TakeNote sees to it
    var friend = "F" + random.nextInt(6) + "-" + played.customer().life().since();
    played.note(LineId.friend(friend), new FriendBought(friend, "P"), now);
    if (random.nextBoolean()) {
      played.note(LineId.friendReturned(friend), new FriendReturned(friend, "P"), now);
    }
  }

  /** What was told once is told again, whatever happened since, and nothing comes of it. */
  static void repeat(
      Random random, PlayedCustomer played, List<Purchase> bought, List<Refund> refunded) {
    if (!bought.isEmpty()) {
      var purchase = bought.get(random.nextInt(bought.size()));
      var line = played.line(LineId.purchase(purchase.purchaseId()));
      assertInstanceOf(Repeat.Same.class, Repeat.judge(line, purchase.of(line.customerId())));
    }
    if (!refunded.isEmpty()) {
      var refund = refunded.get(random.nextInt(refunded.size()));
      var line = played.line(LineId.refund(refund.purchaseId(), refund.refundId()));
      assertInstanceOf(RefundRepeat.Same.class, RefundRepeat.judge(line, List.of(line), refund));
    }
  }
}
