package dev.perennial.referrals;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.domain.referrals.FriendBought;
import dev.perennial.domain.referrals.FriendReturned;
import dev.perennial.domain.referrals.Referrals;
import dev.perennial.domain.referrals.Referrals.Note;
import dev.perennial.domain.refunds.Refunded;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.events.Happened;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.transaction.Transactor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Our own events from the bus: a first order that came by a friend, and one that went back whole.
 * What the history says of them is noted in that friend's, once, however often and in whatever
 * order they are heard.
 */
@Primes({"referrals-bought", "referrals-returned"})
public final class ReferralEventsHandler implements RequestStreamHandler {
  private final Stores stores;
  private final Transactor transactor;

  /** On Lambda. */
  public ReferralEventsHandler() {
    this(LambdaCloud.primed(ReferralEventsHandler.class));
  }

  /** In a cloud. */
  public ReferralEventsHandler(Cloud cloud) {
    stores = Stores.in(cloud);
    transactor = new Transactor(stores, new RulesInForce(stores.programme()), cloud.clock());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var event = Happened.read(input);
    var line = line(event.customerId(), event.lineId());
    for (var note : Referrals.notes(line, purchase(line))) {
      // heard before: what is noted once is not written again
      if (stores.history().find(note.referrer(), note.lineId()).isEmpty() && counts(note)) {
        take(note);
      }
    }
  }

  /** Of the orders by which a friend came again after an erasure only the first is noted. */
  private boolean counts(Note note) {
    if (!(note.fact() instanceof FriendReturned back)) {
      return true;
    }
    var referrer = stores.customers().person(note.referrer());
    return PersonHistory.of(stores.history(), referrer)
        .find(LineId.friend(back.friendId()))
        .filter(line -> line.event() instanceof FriendBought came && back.isOf(came))
        .isPresent();
  }

  private void take(Note note) {
    if (transactor.run(new TakeNote(stores.programme(), note))
        instanceof Transactor.Outcome.Busy<Note>) {
      throw new IllegalStateException("the account is written too often; the event comes again");
    }
  }

  /** The purchase that a line is, or takes back. */
  private HistoryLine purchase(HistoryLine line) {
    if (!(line.event() instanceof Refunded back)) {
      return line;
    }
    var id = LineId.purchase(back.purchaseId());
    return stores
        .history()
        .find(line.customerId(), id)
        // bought under an id that was merged since
        .or(() -> PersonHistory.of(stores.history(), person(line)).find(id))
        .orElseThrow(() -> new IllegalArgumentException("the refund is of no purchase"));
  }

  private Customer person(HistoryLine line) {
    return stores.customers().person(line.customerId());
  }

  private HistoryLine line(String customerId, String lineId) {
    return stores
        .history()
        .find(customerId, lineId)
        .orElseThrow(() -> new IllegalArgumentException("the event is of no line in the history"));
  }
}
