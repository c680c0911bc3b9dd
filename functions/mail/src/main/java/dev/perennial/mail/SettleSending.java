package dev.perennial.mail;

import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.MailLog.State;
import dev.perennial.runtime.links.MailTask;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.util.function.BiFunction;

/** Writes what came of a SENDING, unless an event of SES settled it before. */
record SettleSending(MailTask task, BiFunction<Customer, Moment, Change> outcome)
    implements Command.OfCustomer<MailTask> {
  @Override
  public String customerId() {
    return task.customerId();
  }

  @Override
  public boolean readsMailLog() {
    return true;
  }

  @Override
  public Decision<MailTask> decide(Customer customer, Moment at) {
    var mail = customer.mailLogOrNone().mails().get(task.sendId());
    return mail == null || mail.state() != State.SENDING
        ? new Decision.Answer<>(task)
        : new Decision.Write<>(outcome.apply(customer, at), task);
  }

  /** That the mail was sent is on record. */
  @Override
  public Existing<MailTask> existing(HistoryLine line, Moment at) {
    return new Existing.Counts<>();
  }
}
