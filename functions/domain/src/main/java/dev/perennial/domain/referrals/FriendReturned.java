package dev.perennial.domain.referrals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.engagement.Referral;
import dev.perennial.domain.ledger.AccountDraft;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Receipt;
import org.jspecify.annotations.Nullable;

/** A friend's first order went back whole. */
public record FriendReturned(String friendId, String purchaseId) implements DomainEvent {
  /** Whether it is the order by which the friend came. */
  public boolean isOf(FriendBought came) {
    return came.purchaseId().equals(purchaseId);
  }

  @Override
  public String eventType() {
    return "Referral Reversed";
  }

  @Override
  public void applyTo(AccountDraft next) {
    next.put(Referral.SLICE, Referral.SLICE.in(next).plusFriends(-1));
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("friendId", friendId);
    detail.put("purchaseId", purchaseId);
  }
}
