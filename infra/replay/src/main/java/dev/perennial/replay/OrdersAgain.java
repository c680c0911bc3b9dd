package dev.perennial.replay;

import dev.perennial.imports.Commands;
import dev.perennial.imports.LeftOut;
import dev.perennial.imports.OrderImport;
import dev.perennial.imports.Tally;
import dev.perennial.orders.Entry;
import dev.perennial.orders.Order;
import dev.perennial.orders.Orders;
import dev.perennial.orders.Refund;
import dev.perennial.people.People;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Past orders, lived in a dry run as {@link Replay} lives them on a stack. */
public final class OrdersAgain {
  private final DryRun run;
  private final Introductions introductions;
  private final Set<String> known = new HashSet<>();
  private final Tally tally = new Tally();

  /**
   * Into a shop without customers.
   *
   * @param orders all of the file: made-up people take their country from it
   * @param people who the customers are made up to be; null to make up none
   */
  public OrdersAgain(DryRun run, Orders orders, @Nullable People people) {
    this.run = run;
    introductions = new Introductions(orders, people);
  }

  /** What of the orders the shop refused. */
  public LeftOut leftOut() {
    return tally.leftOut();
  }

  /** Imports orders, customer by customer, at the start's instant. */
  public void importAll(Orders history) {
    var now = run.clock().instant();
    var orderImport = new OrderImport(run.stores(), run.rules().at(now), now, tally);
    Replay.byCustomer(history)
        .forEach(
            (customerId, entries) -> {
              var profile = introductions.profile(customerId, entries.getFirst().at());
              orderImport.load(customerId, profile, entries);
              known.add(customerId);
            });
    run.drain();
  }

  /** Lives orders and refunds, and all that follows to an instant. */
  public void live(Orders lived, Instant end) {
    run.live(lived.entries(), Entry::at, this::post, end);
  }

  private void post(Entry entry) {
    var id = entry.customerId();
    var body = known.add(id) ? introductions.body(id, entry.at()) : null;
    if (body != null) {
      run.functions().put(id, body);
    }
    var currency = run.rules().at(entry.at()).programme().shop().currency();
    var answer =
        switch (entry) {
          case Order order -> run.functions().purchase(Commands.body(order, currency));
          case Refund refund -> run.functions().refund(Commands.body(refund, currency));
        };
    Replay.count(tally, entry, answer.getStatusCode(), answer.getBody());
  }
}
