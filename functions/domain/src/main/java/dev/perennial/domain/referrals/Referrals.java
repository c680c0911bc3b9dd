package dev.perennial.domain.referrals;

import dev.perennial.domain.evaluation.LedgerStep;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.refunds.Refunded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what a friend's first order, and its going back, are to who referred the friend. */
public final class Referrals {
  private Referrals() {}

  /**
   * A line that the referrer's history is to have, whatever wrote it.
   *
   * @param lineId its key, which can be taken once
   * @param code by which the friend came, as typed
   * @param at business time: the friend's
   */
  public record Note(
      String referrer, String lineId, @Nullable String code, Instant at, DomainEvent fact) {
    /**
     * The change that writes it.
     *
     * @param customer the referrer, as last written
     * @return empty when there is no such customer any more
     */
    public Optional<Change> change(Customer customer, Rules rules, Instant now) {
      var account = customer.account();
      return account == null || account.erased()
          ? Optional.empty()
          : Optional.of(new LedgerStep(customer, account, rules, now).unanswered(lineId, at, fact));
    }
  }

  /**
   * What follows from a line of a friend, in the order in which it is to be written. That an order
   * went back implies that it was bought: heard first, it notes both, and the purchase that is
   * heard later finds itself noted.
   *
   * @param happened a purchase, or a refund of it
   * @param purchase the purchase's own line
   */
  public static List<Note> notes(HistoryLine happened, HistoryLine purchase) {
    if (!(purchase.event() instanceof Purchased bought) || bought.referrer() == null) {
      return List.of();
    }
    var referrer = bought.referrer();
    var friend = purchase.customerId();
    var came =
        new Note(
            referrer,
            LineId.friend(friend),
            bought.referralCode(),
            purchase.at(),
            new FriendBought(friend, bought.purchaseId()));
    return switch (happened.event()) {
      case Purchased _ -> List.of(came);
      case Refunded back when back.whole() ->
          List.of(
              came,
              new Note(
                  referrer,
                  LineId.friendReturned(friend),
                  bought.referralCode(),
                  happened.at(),
                  new FriendReturned(friend, bought.purchaseId())));
      default -> List.of();
    };
  }
}
