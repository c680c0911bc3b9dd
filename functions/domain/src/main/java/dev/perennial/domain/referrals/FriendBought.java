package dev.perennial.domain.referrals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.engagement.Referral;
import dev.perennial.domain.ledger.AccountDraft;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * A friend bought for the first time with the customer's code.
 *
 * @param friendId the friend's customer id
 * @param purchaseId of the friend's first order
 */
public record FriendBought(String friendId, String purchaseId) implements DomainEvent {
  @Override
  public String eventType() {
    return "Referral Completed";
  }

  @Override
  public void applyTo(AccountDraft next) {
    next.put(Referral.SLICE, Referral.SLICE.in(next).plusFriends(1));
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("friendId", friendId);
    detail.put("purchaseId", purchaseId);
  }
}
