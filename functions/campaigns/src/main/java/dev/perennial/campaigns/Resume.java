package dev.perennial.campaigns;

import dev.perennial.domain.campaigns.Journeys;
import dev.perennial.domain.campaigns.Supplies;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.events.Happened;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a customer's journeys on that are due, or that an event concerns.
 *
 * @param event null when it is time that takes them on
 * @param stores asked for what steps have done before, and what they do it with
 */
record Resume(String customerId, @Nullable Happened event, Stores stores)
    implements Command<Resume.Read, Progress> {
  /** What is decided on. */
  record Read(Customer customer, Supplies supplies) {}

  @Override
  public boolean readsMailLog() {
    return true;
  }

  @Override
  public Read read(Customer customer, Moment at) {
    var journeys = customer.mailLogOrNone().journeys().values();
    return new Read(customer, Provision.of(journeys, customer, at.rules(), stores));
  }

  @Override
  public Decision<Progress> decide(Read read, Moment at) {
    var customer = read.customer();
    var journeys = new Journeys(customer, read.supplies(), at.rules(), at.now());
    var outcome = event == null ? journeys.due() : hear(event, customer, journeys);
    var change = outcome.change();
    var answer = Progress.of(outcome);
    return change == null ? new Decision.Answer<>(answer) : new Decision.Write<>(change, answer);
  }

  private static Journeys.Outcome hear(Happened event, Customer customer, Journeys journeys) {
    if (customer.lifeOf(event.customerId()).isAfter(event.seq())) {
      return new Journeys.Outcome(null, List.of(), false);
    }
    return journeys.hear(
        new Journeys.Happening(event.text(), event.lineId(), event.at(), event::said));
  }

  /** What a step makes was made since it was looked for. */
  @Override
  public Existing<Progress> existing(HistoryLine line, Moment at) {
    return new Existing.Outdates<>();
  }
}
