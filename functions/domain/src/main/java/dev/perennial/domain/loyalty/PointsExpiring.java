package dev.perennial.domain.loyalty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.AccountDraft;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Receipt;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Points are about to expire.
 *
 * @param on their last day
 * @param points how many, as of the telling
 * @param days the notice: how many days ahead the programme asks for
 */
public record PointsExpiring(LocalDate on, long points, int days) implements DomainEvent {
  @Override
  public String eventType() {
    return "Points Expiring";
  }

  @Override
  public void applyTo(AccountDraft next) {
    next.put(Notice.SLICE, new Notice(YearMonth.from(on), days));
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("on", on.toString());
    detail.put("expiring", points);
    detail.put("days", days);
  }
}
