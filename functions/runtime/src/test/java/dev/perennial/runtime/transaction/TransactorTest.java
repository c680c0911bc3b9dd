package dev.perennial.runtime.transaction;

import static java.time.ZoneOffset.UTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Receipt;
import dev.perennial.domain.nightly.Resting;
import dev.perennial.domain.programme.Earn;
import dev.perennial.domain.programme.Loyalty;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Shop;
import dev.perennial.domain.programme.Tiers;
import dev.perennial.runtime.transaction.Transactor.Outcome;
import dev.perennial.storage.InMemoryStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransactorTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final String ADA = "ada";

  private final InMemoryStores stores = new InMemoryStores();
  private final Waits waits = new Waits();
  private final Transactor transactor =
      new Transactor(
          stores,
          stores,
          () -> new Moment(NOW, null),
          new Backoff(waits, () -> new SplittableRandom(1)));

  /** Sleeps in no time. */
  private static final class Waits implements Sleeper {
    private long now;
    private int count;

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public void sleep(long nanos) {
      now += nanos;
      count++;
    }
  }

  private record Said(String what) implements DomainEvent {
    @Override
    public String eventType() {
      return "Said";
    }

    @Override
    public void tell(ObjectNode detail, @Nullable Receipt answer) {
      detail.put("what", what);
    }
  }

  /** Says something once under an id, as often as others let it. */
  private static class Say implements Command.OfCustomer<String> {
    private final String id;
    private final String what;

    /** What others do between reading and writing, each time. */
    private final Queue<Runnable> others = new ArrayDeque<>();

    private int decided;

    Say(String id, String what) {
      this.id = id;
      this.what = what;
    }

    @Override
    public String customerId() {
      return ADA;
    }

    @Override
    public Decision<String> decide(Customer customer, Moment at) {
      decided++;
      var other = others.poll();
      if (other != null) {
        other.run();
      }
      return new Decision.Write<>(saying(customer, id, what), "said at " + customer.version());
    }

    @Override
    public Existing<String> existing(HistoryLine line, Moment at) {
      if (!line.id().equals(id)) {
        return new Existing.Outdates<>();
      }
      return new Existing.Answers<>(
          line.event().equals(new Said(what)) ? "said before" : "something else was said");
    }
  }

  private static HistoryLine line(Customer customer, String id, String what) {
    var seq = customer.version() + 1;
    return HistoryLine.draft(ADA, id, seq, NOW, NOW, Cause.RECORDED, new Said(what));
  }

  private static Change saying(Customer customer, String id, String what) {
    var before = customer.accountOr("member");
    var line = line(customer, id, what);
    return Change.of(before, before.after(line, UTC), line);
  }

  private void otherSays(String id, String what) {
    stores.write(saying(stores.read(ADA), id, what));
  }

  private static Outcome<String> answered(String answer) {
    return new Outcome.Answered<>(answer);
  }

  @Test
  void theSameAgainHasTheFirstAnswerAndOtherContentIsToldOf() {
    assertEquals(answered("said at 0"), transactor.run(new Say("a", "hello")));
    assertEquals(answered("said before"), transactor.run(new Say("a", "hello")));
    assertEquals(answered("something else was said"), transactor.run(new Say("a", "bye")));
    assertEquals(1, stores.read(ADA).version());
    assertEquals(0, waits.count);
  }

  @Test
  void whenAnotherWasFasterItIsReadAndDecidedAgainAfterAWait() {
    var say = new Say("a", "hello");
    say.others.add(() -> otherSays("b", "me first"));
    assertEquals(answered("said at 1"), transactor.run(say));
    assertEquals(2, say.decided);
    assertEquals(1, waits.count);
    assertEquals(2, stores.read(ADA).version());
  }

  @Test
  void whenTheSameWasFasterItsAnswerIsGivenWithoutAWait() {
    var say = new Say("a", "hello");
    say.others.add(() -> otherSays("a", "hello"));
    assertEquals(answered("said before"), transactor.run(say));
    assertEquals(0, waits.count);
  }

  @Test
  void whatIsKnownOfTheCustomerIsTakenOnceAndThenRead() {
    var known = stores.read(ADA);
    otherSays("b", "me first");
    var say = new Say("a", "hello");
    assertEquals(answered("said at 1"), transactor.runFrom(known, say));
    assertEquals(2, say.decided);
  }

  @Test
  void whenOthersAreFasterForAsLongAsAFunctionHasItIsBusyAndNothingIsWritten() {
    var say = new Say("a", "hello");
    for (int i = 0; i < 2_000; i++) {
      var id = "other" + i;
      say.others.add(() -> otherSays(id, "me first"));
    }
    assertEquals(new Outcome.Busy<>(), transactor.run(say));
    assertEquals(say.decided, stores.read(ADA).version());
    assertTrue(stores.find(ADA, "a").isEmpty());
    var seconds = TimeUnit.NANOSECONDS.toSeconds(waits.now);
    assertEquals(9, seconds, "of the fifteen that a function has");
  }

  /** So that no way of writing forgets it: the night's pass reads none that rests. */
  @Test
  void whoWritesAnAccountWritesUntilWhenItRests() {
    var shop = new Shop("Gifts", null, UTC, Currency.getInstance("GBP"), false, 5, true);
    var earn = Earn.at(1000, Map.of());
    var loyalty = new Loyalty(earn, 14, 12, 10, Set.of(), Tiers.one("member"));
    var programme = new Programme("1", shop, loyalty, Map.of());
    var rules = new Rules(programme, List.of(), List.of());
    var dating = Transactor.at(NOW, rules, stores, stores);
    var tomorrow = new Resting(rules, NOW.plus(Duration.ofDays(1)));
    var part = new CustomerStore.Part(0, 1);
    assertEquals(answered("said at 0"), dating.run(new Say("a", "hello")));
    assertEquals(1, stores.scan(part, null, tomorrow).resting().size());
    assertEquals(answered("said at 1"), transactor.run(new Say("b", "hello")));
    assertEquals(0, stores.scan(part, null, tomorrow).resting().size(), "by no rules");
  }

  @Test
  void whatIsNoLongerTakenHasItsAnswerWhenItWasRecorded() {
    var late =
        new Say("a", "hello") {
          @Override
          public Decision<String> decide(Customer customer, Moment at) {
            return new Decision.AnswerUnless<>("a", "too late");
          }
        };
    assertEquals(answered("too late"), transactor.run(late));
    otherSays("a", "hello");
    assertEquals(answered("said before"), transactor.run(late));
  }

  @Test
  void aLineThatStandsAloneIsPutOnceAndMayBeFollowedByAWrite() {
    var notes =
        new Say("note", "hello") {
          @Override
          public Decision<String> decide(Customer customer, Moment at) {
            return new Decision.Note<>(
                line(customer, "note", "hello"),
                new Decision.Write<>(saying(customer, "a", "hello"), "noted and said"));
          }
        };
    assertEquals(answered("noted and said"), transactor.run(notes));
    assertEquals(answered("said before"), transactor.run(notes));
    assertEquals(1, stores.read(ADA).version());
    assertEquals(2, stores.startingWith(ADA, "").size());
  }

  @Test
  void waitsGrowAtFirstAndShrinkWithAge() {
    var first = List.of(25L, 100L, 400L, 500L, 500L);
    for (int tried = 0; tried < first.size(); tried++) {
      assertEquals(first.get(tried), TimeUnit.NANOSECONDS.toMillis(Backoff.max(tried, 0)));
    }
    var ages = List.of(1, 2, 3, 4, 9);
    var later = List.of(375L, 250L, 125L, 20L, 20L);
    for (int i = 0; i < ages.size(); i++) {
      var age = TimeUnit.SECONDS.toNanos(ages.get(i));
      assertEquals(later.get(i), TimeUnit.NANOSECONDS.toMillis(Backoff.max(10, age)));
    }
  }
}
