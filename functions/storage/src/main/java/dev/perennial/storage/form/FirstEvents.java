package dev.perennial.storage.form;

import dev.perennial.domain.activities.Reviewed;
import dev.perennial.domain.customers.Erased;
import dev.perennial.domain.customers.Profiled;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.loyalty.Adjusted;
import dev.perennial.domain.loyalty.PointsExpiring;
import dev.perennial.domain.mail.Clicked;
import dev.perennial.domain.nightly.Moved;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.referrals.FriendBought;
import dev.perennial.domain.referrals.FriendReturned;
import dev.perennial.domain.refunds.RefundAwaiting;
import dev.perennial.domain.refunds.RefundRejected;
import dev.perennial.domain.refunds.Refunded;
import dev.perennial.domain.rewards.Redeemed;
import dev.perennial.domain.rewards.RedemptionCancelled;
import dev.perennial.domain.surveys.Answered;
import java.util.Set;

/**
 * The events that the first release knew. Every release knows them, and makes the same postings of
 * them: so these are not stored a second time, which would make each purchase dearer. The set is
 * closed; a later event stores its postings.
 */
public final class FirstEvents {
  private static final Set<Class<? extends DomainEvent>> ALL =
      Set.of(
          Purchased.class,
          Refunded.class,
          RefundAwaiting.class,
          RefundRejected.class,
          Redeemed.class,
          RedemptionCancelled.class,
          Adjusted.class,
          Reviewed.class,
          PointsExpiring.class,
          Profiled.class,
          Moved.class,
          Erased.class,
          Clicked.class,
          Answered.class,
          FriendBought.class,
          FriendReturned.class);

  private FirstEvents() {}

  /** Whether a line's event tells every release what its postings are. */
  public static boolean tell(HistoryLine line) {
    return ALL.contains(line.event().getClass()) && line.postings().equals(line.event().postings());
  }
}
