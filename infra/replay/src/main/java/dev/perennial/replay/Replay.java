package dev.perennial.replay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.audit.Figures;
import dev.perennial.domain.ledger.ClientId;
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
import dev.perennial.people.Deed;
import dev.perennial.people.Habits;
import dev.perennial.people.People;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.programme.RulesInForce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final Introductions introductions;
  private final Tally tally = new Tally();
  private final Progress progress;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Set<String> bought = new HashSet<>();
  private final @Nullable Habits habits;
  private final Shopper shopper;

  /** One in which nobody does anything but buy and give back. */
  public Replay(LaptopStack stack, Orders orders, @Nullable People people, Progress progress) {
    this(stack, orders, people, null, progress);
  }

  /**
   * @param orders all of the file: made-up people take their country from it
   * @param people who the customers are made up to be; null to make up none
   * @param habits what they do beside buying; null for nothing
   */
  public Replay(
      LaptopStack stack,
      Orders orders,
      @Nullable People people,
      @Nullable Habits habits,
      Progress progress) {
    this.habits = habits;
    this.shopper = new Shopper(stack);
    this.stack = stack;
    this.stores = Stores.in(stack.cloud("CustomersFunction"));
    this.rules = new RulesInForce(stores.programme());
    introductions = new Introductions(orders, people);
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
        shopper.done(),
        usage,
        seconds);
  }

  /** Imports orders, customer by customer, at the stack's instant. */
  public void importAll(Orders history) {
    var now = stack.clock().instant();
    var orderImport = new OrderImport(stores, rules.at(now), now, tally);
    byCustomer(history)
        .forEach(
            (customerId, entries) -> {
              var profile = introductions.profile(customerId, entries.getFirst().at());
              orderImport.load(customerId, profile, entries);
              known.add(customerId);
              bought.add(customerId);
              entries.forEach(entry -> progress.step(entry.at()));
            });
    stack.drain();
  }

  /** The entries of each customer, in their order. */
  static Map<String, List<Entry>> byCustomer(Orders orders) {
    var byCustomer = new LinkedHashMap<String, List<Entry>>();
    for (var entry : orders.entries()) {
      byCustomer.computeIfAbsent(entry.customerId(), _ -> new ArrayList<>()).add(entry);
    }
    return byCustomer;
  }

  /** Lives orders to the last of them. */
  public void live(Orders year) {
    live(year, year.entries().isEmpty() ? stack.clock().instant() : year.entries().getLast().at());
  }

  /**
   * Posts orders and refunds, each at its own instant, and does what people do beside. What is of
   * an hour that no schedule divides is done side by side, a customer's own in its order; then what
   * follows from it is done.
   *
   * @param end after the last order: what people do later is not done
   */
  public void live(Orders year, Instant end) {
    stack.drain();
    var left = new ArrayDeque<>(year.entries());
    var deeds = habits == null ? null : new Deeds(stack, habits);
    if (deeds != null) {
      deeds.plan(year.entries(), known);
    }
    try (var lanes = new Lanes(LANES)) {
      for (var next = next(left, deeds); next != null; next = next(left, deeds)) {
        if (next.isAfter(end)) {
          break;
        }
        var due = stack.due();
        if (due != null && !due.isAfter(next)) {
          stack.advanceTo(due);
        } else {
          stack.advanceTo(next);
          var together = together(left, deeds, due);
          lanes.each(together, stack.clock());
          stack.catchUpTo(together.getLast().at());
          together.stream().filter(Act::isEntry).forEach(each -> progress.step(each.at()));
        }
        if (deeds != null) {
          deeds.hear();
        }
      }
      stack.drain();
    }
  }

  private static @Nullable Instant next(Deque<Entry> left, @Nullable Deeds deeds) {
    var entry = left.isEmpty() ? null : left.getFirst().at();
    var deed = deeds == null ? null : deeds.next();
    return deed == null || (entry != null && !deed.isBefore(entry)) ? entry : deed;
  }

  /** What comes first and may be done before anything else is; at least one. */
  private List<Act> together(Deque<Entry> left, @Nullable Deeds deeds, @Nullable Instant due) {
    var acts = new ArrayList<Act>();
    for (var at = next(left, deeds); at != null; at = next(left, deeds)) {
      if (!acts.isEmpty() && !isTogether(acts.size(), acts.getFirst().at(), at, due)) {
        break;
      }
      acts.add(
          deeds != null && (left.isEmpty() || left.getFirst().at().isAfter(at))
              ? act(deeds.take(), deeds)
              : act(left.removeFirst()));
    }
    return acts;
  }

  /**
   * Whether something may be done beside what comes before it.
   *
   * @param count of these, at least 1
   * @param first instant of these
   * @param due when something else is to be done, null when nothing is
   */
  static boolean isTogether(int count, Instant first, Instant at, @Nullable Instant due) {
    return count < MAX_TOGETHER
        && !at.isAfter(first.plus(TOGETHER))
        && (due == null || at.isBefore(due));
  }

  private Act act(Deed deed, Deeds deeds) {
    return new Act(
        deed.at(),
        deed.customerId(),
        false,
        () -> {
          if (deed instanceof Deed.SignsUp && known.add(deed.customerId())) {
            introduce(deed.customerId(), deed.at());
          }
          shopper.act(deed, deeds, Objects.requireNonNull(habits));
        });
  }

  private Act act(Entry entry) {
    var who = entry.customerId();
    var first = entry instanceof Order && bought.add(who);
    var code = first && habits != null && habits.comesByFriend(who) ? shopper.takeCode() : null;
    return new Act(entry.at(), who, true, () -> post(entry, code));
  }

  private void post(Entry entry, @Nullable String code) {
    if (known.add(entry.customerId())) {
      introduce(entry.customerId(), entry.at());
    }
    count(entry, answer(entry, code));
  }

  private HttpAnswer answer(Entry entry, @Nullable String code) {
    var currency = rules.at(stack.clock().instant()).programme().shop().currency();
    return switch (entry) {
      case Order order -> stack.http("POST", "/purchases", JSON, body(order, currency, code));
      case Refund refund -> stack.http("POST", "/refunds", JSON, Commands.body(refund, currency));
    };
  }

  /** An order, with a friend's code and the customer's own coupon if there are. */
  private String body(Order order, Currency currency, @Nullable String code) {
    var body = Commands.body(order, currency);
    var coupon = shopper.takeCoupon(order.customerId());
    if (code == null && coupon == null) {
      return body;
    }
    try {
      var more = (ObjectNode) new JsonMapper().readTree(body);
      if (code != null) {
        more.put("referralCode", code);
      }
      if (coupon != null) {
        more.put("couponCode", coupon);
      }
      return more.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void introduce(String customerId, Instant at) {
    var body = introductions.body(customerId, at);
    if (body == null) {
      return;
    }
    var path = "/customers/" + HttpCall.encoded(customerId);
    var answer = stack.http("PUT", path, JSON, body);
    // of an erased customer the orders themselves will tell
    if (answer.status() >= 300
        && !Reason.of(answer.status(), answer.text()).equals(Reason.ERASED)) {
      tally.refuse(
          "the profile of " + ClientId.shown(customerId),
          "profile-" + Reason.of(answer.status(), answer.text()));
    }
  }

  private void count(Entry entry, HttpAnswer answer) {
    count(tally, entry, answer.status(), answer.text());
  }

  /** Counts what the shop answered. */
  static void count(Tally tally, Entry entry, int status, String text) {
    switch (status) {
      case 201 -> {}
      case 200 -> tally.unchanged();
      // it waits, but a file's purchases come before their refunds: none will come
      case 202 -> tally.refuse(entry, Reason.PURCHASE_UNKNOWN);
      default -> tally.refuse(entry, Reason.of(status, text));
    }
  }
}
