package dev.perennial.domain.loyalty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.ledger.Receipt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Staff gave points or took some.
 *
 * @param points below 0 when taken
 * @param reason free text, in no event
 * @param lot where points given lie
 * @param debtPaid of the points given, those that paid debt
 * @param taken of which lots
 * @param newDebt points to be taken that were not there
 */
public record Adjusted(
    String adjustmentId,
    long points,
    String reason,
    String author,
    Lots.Lot lot,
    long debtPaid,
    List<Lots.Take> taken,
    long newDebt)
    implements DomainEvent {
  @Override
  public String eventType() {
    return "Points Adjusted";
  }

  @Override
  public String entry() {
    return "adjustment";
  }

  @Override
  public List<Posting> postings() {
    if (points > 0) {
      return List.of(Posting.into(Posting.Kind.GIVEN, lot, points, debtPaid));
    }
    var legs = new ArrayList<Posting>();
    taken.forEach(take -> legs.add(Posting.from(Posting.Kind.TAKEN, take)));
    if (newDebt > 0) {
      legs.add(Posting.debt(Posting.Kind.TAKEN, newDebt));
    }
    return legs;
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("adjustmentId", adjustmentId);
    detail.put("reason", "staff");
  }
}
