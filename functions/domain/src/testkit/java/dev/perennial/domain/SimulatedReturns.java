package dev.perennial.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.refunds.Refunded;
import dev.perennial.domain.refunds.Returned;
import java.time.Instant;
import java.util.List;

/** A purchase that goes back piece by piece. */
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
}
