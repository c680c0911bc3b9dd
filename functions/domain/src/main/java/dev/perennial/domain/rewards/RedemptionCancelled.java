package dev.perennial.domain.rewards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.ledger.Receipt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A redemption was taken back.
 *
 * @param returned to the lots that they came from
 * @param debtPaid of the points, those that paid debt and went into no lot
 */
public record RedemptionCancelled(String redemptionId, List<Lots.Take> returned, long debtPaid)
    implements DomainEvent {
  /** How many points came back, those that paid debt among them. */
  public long points() {
    return returned.stream().mapToLong(Lots.Take::points).sum() + debtPaid;
  }

  @Override
  public String eventType() {
    return "Points Adjusted";
  }

  @Override
  public String entry() {
    return "cancellation";
  }

  @Override
  public List<Posting> postings() {
    var legs = new ArrayList<Posting>();
    if (debtPaid > 0) {
      legs.add(Posting.debt(Posting.Kind.RETURNED, -debtPaid));
    }
    returned.forEach(
        take -> legs.add(Posting.into(Posting.Kind.RETURNED, take.lot(), take.points(), 0)));
    var redemption = LineId.redemption(redemptionId);
    return legs.stream().map(leg -> leg.ofLine(redemption)).toList();
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("redemptionId", redemptionId);
    detail.put("reason", "redemption-cancelled");
  }
}
