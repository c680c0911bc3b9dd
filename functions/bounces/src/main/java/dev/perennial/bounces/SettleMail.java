package dev.perennial.bounces;

import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.mail.Bounces;
import dev.perennial.domain.mail.Bounces.Told;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.util.Set;

/**
 * Takes in what SES tells of a mail.
 *
 * @param send digest of the mail's id
 * @param addresses that it came back from, or of whom it was called spam
 */
record SettleMail(
    String customerId, String send, Told told, Set<String> addresses, AddressKeys keys)
    implements Command.OfCustomer<Told> {
  @Override
  public boolean readsMailLog() {
    return true;
  }

  @Override
  public Decision<Told> decide(Customer customer, Moment at) {
    var change =
        customer.mailLogOrNone().mails().keySet().stream()
            .filter(id -> Digest.of(id).equals(send))
            .findFirst()
            .flatMap(
                id -> Bounces.decide(customer, id, told, addresses, keys, at.rules(), at.now()));
    return change.isPresent()
        ? new Decision.Write<>(change.get(), told)
        : new Decision.Answer<>(told);
  }

  /** It was told before. */
  @Override
  public Existing<Told> existing(HistoryLine line, Moment at) {
    return new Existing.Counts<>();
  }
}
