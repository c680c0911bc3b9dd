package dev.perennial.runtime.transaction;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.CustomerStore.Written;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.domain.nightly.Nights;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.programme.RulesInForce;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way to decide and write, for HTTP, the bus, queues and the import: read, decide, write. A
 * line that exists is judged first; a writer who was faster makes us read and decide again. What
 * comes for a customer who was merged into another is that one's.
 */
public final class Transactor {
  private final CustomerStore customers;
  private final @Nullable HistoryStore history;
  private final Supplier<Moment> moments;
  private final Backoff backoff;

  /** In stores, by the rules in force and a clock. */
  public Transactor(Stores stores, RulesInForce rules, Clock clock) {
    this(stores.customers(), stores.history(), () -> momentOf(rules, clock), Backoff.REAL);
  }

  /**
   * With any waits.
   *
   * @param history null when no command notes lines or looks for one
   * @param moments asked before each try
   */
  public Transactor(
      CustomerStore customers,
      @Nullable HistoryStore history,
      Supplier<Moment> moments,
      Backoff backoff) {
    this.customers = customers;
    this.history = history;
    this.moments = moments;
    this.backoff = backoff;
  }

  /**
   * For commands that are all decided as of one instant.
   *
   * @param history null when no command's line is named by a client
   */
  public static Transactor at(
      Instant at, Rules rules, CustomerStore customers, @Nullable HistoryStore history) {
    var moment = new Moment(at, rules);
    return new Transactor(customers, history, () -> moment, Backoff.REAL);
  }

  private static Moment momentOf(RulesInForce rules, Clock clock) {
    var now = clock.instant();
    return new Moment(now, rules.at(now));
  }

  /**
   * What became of a command.
   *
   * @param <A> what the caller is told
   */
  public sealed interface Outcome<A> {
    /** It was decided, and what was to be written is. */
    record Answered<A>(A answer) implements Outcome<A> {}

    /** Others wrote the same customer each time, for as long as a function has. */
    record Busy<A>() implements Outcome<A> {}
  }

  /** Carries a command out. */
  public <S, A> Outcome<A> run(Command<S, A> command) {
    return run(command, null);
  }

  /**
   * Carries a command out on a customer who was just read or written; read again only when another
   * was faster.
   */
  public <S, A> Outcome<A> runFrom(Customer known, Command<S, A> command) {
    return run(command, known);
  }

  private <S, A> Outcome<A> run(Command<S, A> command, @Nullable Customer known) {
    A answer = backoff.until(before -> once(command, before == 0 ? known : null));
    return answer == null ? new Outcome.Busy<>() : new Outcome.Answered<>(answer);
  }

  private <S, A> @Nullable A once(Command<S, A> command, @Nullable Customer known) {
    var at = moments.get();
    var customer = known == null ? read(command) : known;
    var state = command.read(customer, at);
    return carryOut(command, customer, dated(command.decide(state, at), customer, at), at);
  }

  /** Whoever writes an account writes beside it until when it rests, as far as rules are known. */
  private static <A> Decision<A> dated(Decision<A> decision, Customer customer, Moment at) {
    var rules = at.inForce();
    return switch (decision) {
      case Decision.Write<A>(var change, var answer) when rules != null ->
          new Decision.Write<>(Nights.dated(change, customer, rules, at.now()), answer);
      case Decision.WriteBoth<A>(var one, var other, var answer) when rules != null ->
          new Decision.WriteBoth<>(one, Nights.dated(other, customer, rules, at.now()), answer);
      case Decision.Note<A>(var line, var then) ->
          new Decision.Note<>(line, dated(then, customer, at));
      default -> decision;
    };
  }

  private Customer read(Command<?, ?> command) {
    return command.readsMailLog()
        ? customers.personWithMailLog(command.customerId())
        : customers.person(command.customerId());
  }

  private <A> @Nullable A carryOut(
      Command<?, A> command, Customer customer, Decision<A> decision, Moment at) {
    return switch (decision) {
      case Decision.Answer<A>(var answer) -> answer;
      case Decision.AnswerUnless<A>(var lineId, var answer) -> {
        var line = PersonHistory.of(history(), customer).find(lineId);
        yield line.isEmpty()
            ? answer
            : existing(command, customer, line.get(), new Decision.Answer<>(answer), at);
      }
      case Decision.Write<A>(var change, var answer) ->
          switch (write(customer, change)) {
            case Written.Done _ -> answer;
            case Written.LineExists(var line) ->
                existing(command, customer, line, new Decision.Answer<>(answer), at);
            case Written.Stale _ -> null;
          };
      case Decision.WriteBoth<A>(var one, var other, var answer) ->
          customers.writeTogether(List.of(one, other)) ? answer : null;
      case Decision.Note<A>(var line, var then) -> {
        var former = formerLine(customer, List.of(line));
        if (former != null) {
          yield existing(command, customer, former, then, at);
        }
        if (history().putNew(line, line.expires())) {
          yield carryOut(command, customer, then, at);
        }
        // a transaction may be just taking the key, and nothing be there yet
        var there = history().find(line.customerId(), line.id());
        yield there.isEmpty() ? null : existing(command, customer, there.get(), then, at);
      }
    };
  }

  private Written write(Customer customer, Change change) {
    var former = formerLine(customer, change.lines());
    return former == null ? customers.write(change) : new Written.LineExists(former);
  }

  /**
   * What clients name is unique for a person: a line may stand under a former id. The own is found
   * by writing.
   */
  private @Nullable HistoryLine formerLine(Customer customer, List<HistoryLine> lines) {
    if (customer.allFormerIds().isEmpty()) {
      return null;
    }
    var named = lines.stream().map(HistoryLine::id).filter(LineId::isNamedByClient).toList();
    if (named.isEmpty()) {
      return null;
    }
    var person = PersonHistory.of(history(), customer);
    return named.stream().flatMap(id -> person.find(id).stream()).findFirst().orElse(null);
  }

  private <A> @Nullable A existing(
      Command<?, A> command, Customer customer, HistoryLine line, Decision<A> then, Moment at) {
    var meaning = customer.ended(line) ? command.ended(line, at) : command.existing(line, at);
    return switch (meaning) {
      case Existing.Answers<A>(var answer) -> answer;
      case Existing.Counts<A> _ -> carryOut(command, customer, then, at);
      case Existing.Outdates<A> _ -> null;
    };
  }

  private HistoryStore history() {
    return Objects.requireNonNull(history, "this transactor has no history");
  }
}
