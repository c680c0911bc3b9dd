package dev.perennial.domain.rewards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.ledger.Receipt;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Points were spent on a reward.
 *
 * @param programme the version under which it was offered
 * @param takes what was taken, by lot
 * @param code of the coupon
 * @param offer what the coupon is good for
 * @param expires the coupon's last day
 * @param place of the stock that it was taken from, -1 when the stock is not counted
 */
public record Redeemed(
    String redemptionId,
    String rewardId,
    String programme,
    List<Lots.Take> takes,
    String code,
    Reward.Offer offer,
    LocalDate expires,
    int place)
    implements DomainEvent {
  @Override
  public String eventType() {
    return "Points Redeemed";
  }

  /** How many points. */
  public long points() {
    return takes.stream().mapToLong(Lots.Take::points).sum();
  }

  @Override
  public String entry() {
    return "redemption";
  }

  @Override
  public List<Posting> postings() {
    return takes.stream().map(take -> Posting.from(Posting.Kind.REDEEMED, take)).toList();
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("redemptionId", redemptionId);
    detail.put("rewardId", rewardId);
    detail.put("spent", points());
  }
}
