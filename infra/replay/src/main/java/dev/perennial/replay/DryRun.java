package dev.perennial.replay;

import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore.Written;
import dev.perennial.domain.ledger.DueJourneys;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.mail.Dispatch;
import dev.perennial.domain.nightly.Nights;
import dev.perennial.emulator.schedules.Expression;
import dev.perennial.emulator.template.Template;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.links.StackAddressKeys;
import dev.perennial.runtime.links.StackLinks;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.storage.AddressDocuments;
import dev.perennial.storage.InMemoryStores;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The time machine without its machine: what was is told again to the same handlers, on stores in
 * memory, each step done when the laptop stack would do it. Mails are decided and taken as sent;
 * none is written. Nothing is left.
 */
public final class DryRun {
  /** Customers of a part whose journeys are taken on by one tick, as on Lambda. */
  private static final int MOST = 8_000;

  private final InMemoryStores memory = new InMemoryStores();
  private final ArrayDeque<Runnable> toDo = new ArrayDeque<>();
  private final List<Timer> timers = new ArrayList<>();
  private final MovedClock clock;
  private final Stores stores;
  private final RulesInForce rules;
  private final AddressKeys keys;
  private final MemoryFunctions functions;

  /** A schedule of the template, and when it fires next. */
  private static final class Timer {
    final String tick;
    final Expression expression;
    @Nullable Instant next;

    /** Until when it need not fire: null while it is awake. */
    @Nullable Instant sleeps;

    /** What was written since it fired that an index sorts earliest. */
    Instant woken = Instant.MAX;

    Timer(String tick, Expression expression, Instant from) {
      this.tick = tick;
      this.expression = expression;
      next = expression.after(from).orElse(null);
    }
  }

  /** Puts a programme into an empty shop. */
  public interface Programme {
    /** Applies it, as of an instant. */
    void apply(Stores stores, Instant now) throws IOException;
  }

  /**
   * A shop without customers.
   *
   * @param start when it begins
   */
  public DryRun(Template template, Programme programme, Instant start) throws IOException {
    clock = new MovedClock(start);
    stores = WatchedStores.of(memory, new Followed());
    programme.apply(stores, start);
    rules = new RulesInForce(stores.programme());
    keys = new StackAddressKeys(new StackLinks(stores.programme()));
    functions = new MemoryFunctions(stores, clock);
    for (var schedule : template.schedules()) {
      var expression = Expression.parse(schedule.expression(), schedule.zone(), start);
      timers.add(new Timer(tick(schedule.input()), expression, start));
    }
  }

  private static String tick(@Nullable String input) {
    var text = input == null ? "" : input;
    var from = text.indexOf(':') + 2;
    return text.substring(from, text.indexOf('"', from));
  }

  /** What follows from what is written, done in its order. */
  private final class Followed implements WatchedStores.Listener {
    @Override
    public void raised(HistoryLine line) {
      Event.of(line)
          .filter(event -> Trigger.EVENTS.contains(event.type()))
          .ifPresent(event -> toDo.add(() -> functions.hear(event)));
    }

    @Override
    public void claimed(String customerId, String sendId) {
      toDo.add(() -> send(customerId, sendId));
    }

    @Override
    public void waits(Instant due) {
      for (var timer : timers) {
        timer.woken = due.isBefore(timer.woken) ? due : timer.woken;
        if (timer.sleeps != null && due.isBefore(timer.sleeps)) {
          timer.sleeps = due;
        }
      }
    }
  }

  /** The stores, to be read when it is over. */
  public Stores stores() {
    return stores;
  }

  MovedClock clock() {
    return clock;
  }

  RulesInForce rules() {
    return rules;
  }

  MemoryFunctions functions() {
    return functions;
  }

  AddressKeys keys() {
    return keys;
  }

  /**
   * Lives what happened, in its order, as {@link Replay#live} does, and all that follows from it.
   *
   * @param at when each happened
   * @param happens tells it to the handlers; the clock shows its time meanwhile
   * @param end up to when all that is due is done
   */
  <T> void live(List<T> past, Function<T, Instant> at, Consumer<T> happens, Instant end) {
    for (var left = past; !left.isEmpty(); ) {
      advanceTo(at.apply(left.getFirst()));
      var together = together(left, at, due());
      together.forEach(each -> clock.seenAt(at.apply(each), () -> happens.accept(each)));
      clock.moveTo(at.apply(together.getLast()));
      drain();
      left = left.subList(together.size(), left.size());
    }
    advanceTo(end);
  }

  private static <T> List<T> together(
      List<T> left, Function<T, Instant> at, @Nullable Instant due) {
    var first = at.apply(left.getFirst());
    int count = 1;
    while (count < left.size() && Replay.isTogether(count, first, at.apply(left.get(count)), due)) {
      count++;
    }
    return left.subList(0, count);
  }

  private void advanceTo(Instant target) {
    drain();
    for (var due = due(); due != null && !due.isAfter(target); due = due()) {
      clock.moveTo(due);
      for (var timer : timers) {
        if (due.equals(due(timer))) {
          timer.sleeps = null;
          timer.woken = Instant.MAX;
          fire(timer, due.truncatedTo(ChronoUnit.SECONDS));
          timer.next = timer.expression.after(due).orElse(null);
        }
      }
      drain();
    }
    clock.moveTo(target);
  }

  /** Does what follows from what was written. */
  void drain() {
    for (var next = toDo.poll(); next != null; next = toDo.poll()) {
      next.run();
    }
  }

  private @Nullable Instant due() {
    Instant first = null;
    for (var timer : timers) {
      var due = due(timer);
      first = first == null || (due != null && due.isBefore(first)) ? due : first;
    }
    return first;
  }

  private static @Nullable Instant due(Timer timer) {
    var tick = timer.next;
    var until = timer.sleeps;
    return tick == null || until == null || !until.isAfter(tick)
        ? tick
        : until.equals(Instant.MAX)
            ? null
            : timer.expression.after(until.minusNanos(1)).orElse(null);
  }

  private void fire(Timer timer, Instant at) {
    switch (timer.tick) {
      case "minutely" -> resume(timer, at);
      case "scheduled" -> {
        sleep(timer, functions.schedule(at));
        functions.takeIn();
      }
      default -> functions.fire(timer.tick, at);
    }
  }

  private static void sleep(Timer timer, Instant next) {
    timer.sleeps = timer.woken.isBefore(next) ? timer.woken : next;
  }

  /** Takes on the journeys that are due; minutes in which none is are passed over. */
  private void resume(Timer timer, Instant at) {
    var due = new ArrayList<String>();
    var next = Instant.MAX;
    for (int shard = 0; shard < DueJourneys.SHARDS; shard++) {
      var found = memory.due(shard, at, MOST);
      due.addAll(found.customers());
      var later = found.next();
      next = later != null && later.isBefore(next) ? later : next;
    }
    sleep(timer, next);
    due.forEach(functions::resume);
  }

  /** Decides on a claimed mail as the mail function does, and takes it as sent. */
  private void send(String customerId, String sendId) {
    var now = clock.instant();
    var customer = stores.customers().readWithMailLog(customerId);
    switch (Dispatch.decide(
        customer, sendId, rules.at(now).programme().shop(), now, Duration.ZERO)) {
      case Dispatch.Outcome.Send send -> {
        var email = send.profile().email();
        var purpose = send.mail().purpose();
        var forbidden =
            AddressDocuments.read(stores.programme(), keys.of(email == null ? "" : email))
                .forbidden(purpose, send.profile().consentFor(purpose));
        if (forbidden.isPresent()) {
          write(customer, Dispatch.hold(customer, sendId, forbidden.get(), now).change());
        } else {
          write(customer, send.change());
          var sending = stores.customers().readWithMailLog(customerId);
          write(sending, Dispatch.sent(sending, sendId, rules.at(now), now));
        }
      }
      case Dispatch.Outcome.Hold hold -> write(customer, hold.change());
      case Dispatch.Outcome.Later _ ->
          throw new IllegalStateException("claimed in quiet hours: " + sendId);
      case Dispatch.Outcome.Lost _, Dispatch.Outcome.InHand _, Dispatch.Outcome.Done _ -> {}
    }
  }

  private void write(Customer customer, Change change) {
    var now = clock.instant();
    var dated = Nights.dated(change, customer, rules.at(now), now);
    if (!(stores.customers().write(dated) instanceof Written.Done)) {
      throw new IllegalStateException("nobody else writes " + customer.customerId());
    }
  }
}
