package dev.perennial.replay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.audit.Figures;
import dev.perennial.customers.ProfileParser;
import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.imports.Commands;
import dev.perennial.imports.OrderImport;
import dev.perennial.imports.Reason;
import dev.perennial.imports.Tally;
import dev.perennial.orders.Entry;
import dev.perennial.orders.Order;
import dev.perennial.orders.Orders;
import dev.perennial.orders.Refund;
import dev.perennial.people.People;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.programme.RulesInForce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The time machine: orders are posted at their own instants through the same handlers as on Lambda,
 * and every schedule fires on the way at its virtual time.
 */
public final class Replay {
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  /** DynamoDB Local writes in one thread: lanes overlap with it what handlers do beside. */
  private static final int LANES = 4;

  private static final int MAX_TOGETHER = 16;
  private static final Duration TOGETHER = Duration.ofHours(1);

  private final LaptopStack stack;
  private final Stores stores;
  private final RulesInForce rules;
  private final Orders orders;
  private final @Nullable People people;
  private final Tally tally = new Tally();
  private final Progress progress;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /**
   * @param orders all of the file: made-up people take their country from it
   * @param people who the customers are made up to be; null to make up none
   */
  public Replay(LaptopStack stack, Orders orders, @Nullable People people, Progress progress) {
    this.stack = stack;
    this.stores = Stores.in(stack.cloud("CustomersFunction"));
    this.rules = new RulesInForce(stores.programme());
    this.orders = orders;
    this.people = people;
    this.progress = progress;
  }

  /** Hears how far it is. */
  public interface Progress {
    /** One more order or refund is done. */
    void step(Instant at);
  }

  /** Counts what the file's cleaning left out. */
  public void skipAll(Map<String, Long> reasons) {
    tally.skipAll(reasons);
  }

  /** What the run came to, with what only the run itself knows. */
  public Summary summary(
      Figures figures, long balance, long pending, long events, Usage usage, double seconds) {
    return new Summary(
        figures,
        rules.at(stack.clock().instant()).programme().shop().currency(),
        balance,
        pending,
        events,
        tally.unchangedCount(),
        tally.skippedByReason(),
        tally.leftOut(),
        usage,
        seconds);
  }

  /** Imports orders, customer by customer, at the stack's instant. */
  public void importAll(Orders history) {
    var now = stack.clock().instant();
    var orderImport = new OrderImport(stores, rules.at(now), now, tally);
    var byCustomer = new LinkedHashMap<String, List<Entry>>();
    for (var entry : history.entries()) {
      byCustomer.computeIfAbsent(entry.customerId(), _ -> new ArrayList<>()).add(entry);
    }
    byCustomer.forEach(
        (customerId, entries) -> {
          orderImport.load(customerId, profile(customerId, entries.getFirst().at()), entries);
          known.add(customerId);
          entries.forEach(entry -> progress.step(entry.at()));
        });
    stack.drain();
  }

  /**
   * Posts orders and refunds, each at its own instant. Those of an hour that no schedule divides
   * are posted side by side, a customer's own in their order; then what follows from them is done.
   */
  public void live(Orders year) {
    try (var lanes = new Lanes(LANES)) {
      for (var left = year.entries(); !left.isEmpty(); ) {
        stack.advanceTo(left.getFirst().at());
        var together = together(left, stack.due());
        lanes.each(together, this::post);
        stack.catchUpTo(together.getLast().at());
        together.forEach(entry -> progress.step(entry.at()));
        left = left.subList(together.size(), left.size());
      }
      stack.drain();
    }
  }

  /** The first entries that may be posted before anything else is done; at least one. */
  private static List<Entry> together(List<Entry> entries, @Nullable Instant due) {
    var end = entries.getFirst().at().plus(TOGETHER);
    int count = 1;
    while (count < Math.min(MAX_TOGETHER, entries.size())) {
      var at = entries.get(count).at();
      if (at.isAfter(end) || (due != null && !at.isBefore(due))) {
        break;
      }
      count++;
    }
    return entries.subList(0, count);
  }

  private void post(Entry entry) {
    stack
        .clock()
        .seenAt(
            entry.at(),
            () -> {
              if (known.add(entry.customerId())) {
                introduce(entry);
              }
              count(entry, answer(entry));
            });
  }

  private void introduce(Entry entry) {
    var body = json(entry.customerId(), entry.at());
    if (body == null) {
      return;
    }
    var path = "/customers/" + HttpCall.encoded(entry.customerId());
    var answer = stack.http("PUT", path, JSON, body);
    // of an erased customer the orders themselves will tell
    if (answer.status() >= 300
        && !Reason.of(answer.status(), answer.text()).equals(Reason.ERASED)) {
      tally.refuse(
          "the profile of " + ClientId.shown(entry.customerId()),
          "profile-" + Reason.of(answer.status(), answer.text()));
    }
  }

  private HttpAnswer answer(Entry entry) {
    var currency = rules.at(stack.clock().instant()).programme().shop().currency();
    return switch (entry) {
      case Order order -> stack.http("POST", "/purchases", JSON, Commands.body(order, currency));
      case Refund refund -> stack.http("POST", "/refunds", JSON, Commands.body(refund, currency));
    };
  }

  private void count(Entry entry, HttpAnswer answer) {
    switch (answer.status()) {
      case 201 -> {}
      case 200 -> tally.unchanged();
      // it waits, but a file's purchases come before their refunds: none will come
      case 202 -> tally.refuse(entry, Reason.PURCHASE_UNKNOWN);
      default -> tally.refuse(entry, Reason.of(answer.status(), answer.text()));
    }
  }

  private @Nullable Profile profile(String customerId, Instant at) {
    var json = json(customerId, at);
    if (json == null) {
      return null;
    }
    try {
      return ProfileParser.first(customerId, new JsonMapper().readTree(json), at);
    } catch (BadInput e) {
      throw new IllegalStateException("a made-up profile is wrong: " + e.problem(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable String json(String customerId, Instant at) {
    return people == null
        ? null
        : people.profile(customerId, orders.countries().get(customerId), at);
  }
}
