package dev.perennial.domain.activities;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.AccountDraft;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.ledger.Receipt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A review of something bought earned points; once for each sku, which is its line's key.
 *
 * @param programme the version that gave them
 * @param points at least 1
 * @param debtPaid of the points, those that paid debt
 * @param lot where the others lie
 * @param counted whether the points are noted by their day
 */
public record Reviewed(
    String activityId,
    String sku,
    String programme,
    long points,
    long debtPaid,
    Lots.Lot lot,
    boolean counted)
    implements DomainEvent {
  @Override
  public String eventType() {
    return "Points Adjusted";
  }

  @Override
  public String entry() {
    return "review";
  }

  @Override
  public List<Posting> postings() {
    return List.of(Posting.into(Posting.Kind.ISSUED, lot, points, debtPaid));
  }

  @Override
  public void applyTo(AccountDraft next) {
    next.days(days -> days.plusBonus(next.day(), counted ? points : 0));
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("activityId", activityId);
    detail.put("sku", sku);
    detail.put("reason", "review");
  }
}
