package dev.perennial.cli;

import dev.perennial.customers.ProfileParser;
import dev.perennial.domain.customers.AddressMarks;
import dev.perennial.domain.customers.ProfilePatch;
import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.AddressMark;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.domain.ledger.Profile.Field;
import dev.perennial.domain.loyalty.Adjustments;
import dev.perennial.domain.loyalty.Adjustments.Adjustment;
import dev.perennial.orders.AddressId;
import dev.perennial.orders.CustomerFile.Told;
import dev.perennial.orders.Problem;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.links.StackAddressKeys;
import dev.perennial.runtime.links.StackLinks;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import dev.perennial.runtime.transaction.Transactor;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes the customers of a file into a shop, without events or mail: by field, as {@code PATCH
 * /customers} would, so that the same file again changes nothing.
 */
final class CustomerImport {
  /** Of the points that customers had before: each has them once. */
  private static final String OPENING = "opening-balance";

  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;
  private final @Nullable Instant at;
  private final boolean dryRun;
  private final AddressKeys keys;
  private final Transactor transactor;
  private final Map<String, Long> seen = new HashMap<>();
  private final List<Problem> refused = new ArrayList<>();
  private long created;
  private long changed;
  private long unchanged;
  private long closed;
  private long points;

  /**
   * @param at when it was so: what was said of a field since then stays; null for now
   * @param dryRun only decides and counts
   */
  CustomerImport(Stores stores, Clock clock, @Nullable Instant at, boolean dryRun) {
    this.stores = stores;
    this.clock = clock;
    this.at = at;
    this.dryRun = dryRun;
    rules = new RulesInForce(stores.programme());
    keys = new StackAddressKeys(new StackLinks(stores.programme()));
    transactor = new Transactor(stores, rules, clock);
  }

  /**
   * What became of all of them.
   *
   * @param closed addresses alone, whose owners had unsubscribed
   * @param points given in all
   */
  record Counts(long created, long changed, long unchanged, long closed, long points) {}

  /** What came of it so far. */
  Counts counts() {
    return new Counts(created, changed, unchanged, closed, points);
  }

  /** Rows that were refused, each with what is wrong. */
  List<Problem> refused() {
    return List.copyOf(refused);
  }

  /** Takes a row; what is wrong with one is kept, and nothing of it written. */
  void take(Told told) {
    try {
      if (at != null) {
        told.profile().put("at", at.toString());
      }
      var patch = ProfileParser.part(told.profile());
      var email = patch.fields().get(Field.EMAIL);
      var id =
          told.customerId() == null
              ? AddressId.of(Objects.requireNonNull(email))
              : told.customerId();
      var before = seen.putIfAbsent(id, told.line());
      if (before != null) {
        refuse(told, null, "is of the same customer as line " + before);
      } else if (told.customerId() == null && isUnknownWhoRefuses(id, patch)) {
        close(told, Objects.requireNonNull(email), patch);
      } else {
        take(told, id, patch);
      }
    } catch (BadInput e) {
      refuse(told, e.problem().path(), e.problem().detail());
    }
  }

  private void refuse(Told told, @Nullable String path, String what) {
    var where = path == null ? "" : path.replaceFirst("^/", "") + " ";
    refused.add(new Problem(told.line(), where + what));
  }

  private boolean isUnknownWhoRefuses(String id, ProfilePatch patch) {
    var consent = patch.consents().get("email");
    return consent != null && !consent.granted() && stores.customers().read(id).account() == null;
  }

  private void take(Told told, String customerId, ProfilePatch patch) {
    switch (outcome(told, customerId, patch)) {
      case null -> {}
      case Profiles.Outcome.Changed(_, var isNew) -> {
        created += isNew ? 1 : 0;
        changed += isNew ? 0 : 1;
        give(told, customerId);
      }
      case Profiles.Outcome.Unchanged _ -> {
        unchanged++;
        give(told, customerId);
      }
      case Profiles.Outcome.Merged(var into) ->
          refuse(told, null, "is of a customer who was merged into " + into);
      case Profiles.Outcome.CustomerErased _, Profiles.Outcome.SaidBefore _ ->
          refuse(told, null, "is of an erased customer");
      case Profiles.Outcome.Unknown _ -> refuse(told, null, "is of a customer who is not known");
      case Profiles.Outcome.Refused(var path, var what) -> refuse(told, path, what);
    }
  }

  private Profiles.@Nullable Outcome outcome(Told told, String customerId, ProfilePatch patch) {
    if (dryRun) {
      var now = clock.instant();
      var customer = stores.customers().personWithMailLog(customerId);
      return Profiles.change(customer, patch, rules.at(now), now, Cause.IMPORTED);
    }
    return answered(told, new Take(customerId, patch));
  }

  private <A> @Nullable A answered(Told told, Command<?, A> command) {
    return switch (transactor.run(command)) {
      case Transactor.Outcome.Answered<A>(var answer) -> answer;
      case Transactor.Outcome.Busy<A> _ -> {
        refuse(told, null, "is of a customer who is written too often; run it again");
        yield null;
      }
    };
  }

  private void give(Told told, String customerId) {
    if (told.points() == 0) {
      return;
    }
    switch (given(told, customerId)) {
      case GIVEN -> points += told.points();
      case OTHERS_BEFORE ->
          refuse(told, "points", "were given before, and others than " + told.points());
      case TOO_MANY -> refuse(told, "points", "are more than an account can hold");
      case GIVEN_BEFORE -> {}
      case null -> {}
    }
  }

  /** Each id has its own opening balance; that of a former one goes to the person. */
  private @Nullable Given given(Told told, String customerId) {
    var person = stores.customers().person(customerId);
    var isOne = person.customerId().equals(customerId) && person.allFormerIds().isEmpty();
    // the person has one key for all ids
    var id = isOne ? OPENING : OPENING + "-of-" + customerId;
    var asked = new Adjustment(id, customerId, told.points(), "opening balance", "import");
    // it may have been given before the id was one of several
    var before = stores.history().find(customerId, LineId.adjustment(OPENING));
    if (before.isEmpty() && dryRun) {
      before = PersonHistory.of(stores.history(), person).find(LineId.adjustment(id));
    }
    return before.isPresent() || dryRun
        ? before.map(line -> before(line, asked)).orElse(Given.GIVEN)
        : answered(told, new Give(asked));
  }

  private static Given before(HistoryLine line, Adjustment asked) {
    return Adjustments.isSame(line, asked) ? Given.GIVEN_BEFORE : Given.OTHERS_BEFORE;
  }

  /** Closes the address of somebody of whom nothing else is known. */
  private void close(Told told, String email, ProfilePatch patch) {
    var refusal = Objects.requireNonNull(patch.consents().get("email"));
    if (refusal.at().isAfter(clock.instant().plus(HistoryLine.AHEAD))) {
      // no consent of today could open it again
      refuse(told, "/consents/email/at", "lies in the future");
    } else if (dryRun
        || answered(told, new Close(AddressMarks.unsubscribed(keys.of(email), refusal.at())))
            != null) {
      closed++;
    }
  }

  /** Marks an address. */
  private record Close(AddressMark mark) implements Command.OfCustomer<AddressMark> {
    @Override
    public String customerId() {
      return mark.key();
    }

    @Override
    public Decision<AddressMark> decide(Customer nobody, Moment at) {
      return new Decision.Write<>(Change.ofSides(mark.key(), List.of(mark)), mark);
    }

    @Override
    public Existing<AddressMark> existing(HistoryLine line, Moment at) {
      return new Existing.Counts<>();
    }
  }

  /** Changes a profile. */
  private final class Take implements Command.OfCustomer<Profiles.Outcome> {
    private final String customerId;
    private final ProfilePatch patch;

    Take(String customerId, ProfilePatch patch) {
      this.customerId = customerId;
      this.patch = patch;
    }

    @Override
    public String customerId() {
      return customerId;
    }

    @Override
    public boolean readsMailLog() {
      return true;
    }

    @Override
    public Decision<Profiles.Outcome> decide(Customer customer, Moment at) {
      var outcome = Profiles.change(customer, patch, at.rules(), at.now(), Cause.IMPORTED);
      return outcome instanceof Profiles.Outcome.Changed(var change, _)
          ? new Decision.Write<>(
              AddressMarks.marked(customer, change.quietly(), keys, at.now()), outcome)
          : new Decision.Answer<>(outcome);
    }

    @Override
    public Existing<Profiles.Outcome> existing(HistoryLine line, Moment at) {
      return new Existing.Outdates<>();
    }
  }

  /** What became of an opening balance. */
  private enum Given {
    GIVEN,
    GIVEN_BEFORE,
    OTHERS_BEFORE,
    TOO_MANY
  }

  /** Gives the points that a customer had before, once. */
  private static final class Give implements Command.OfCustomer<Given> {
    private final Adjustment asked;

    Give(Adjustment asked) {
      this.asked = asked;
    }

    @Override
    public String customerId() {
      return asked.customerId();
    }

    @Override
    public Decision<Given> decide(Customer customer, Moment at) {
      return switch (Adjustments.decide(customer, asked, at.rules(), at.now())) {
        case Adjustments.Outcome.Adjusted(var change) ->
            new Decision.Write<>(change.quietly(), Given.GIVEN);
        case Adjustments.Outcome.TooManyPoints _ -> new Decision.Answer<>(Given.TOO_MANY);
        case Adjustments.Outcome.UnknownCustomer _ ->
            throw new IllegalStateException("it was just written");
      };
    }

    @Override
    public Existing<Given> existing(HistoryLine line, Moment at) {
      return new Existing.Answers<>(before(line, asked));
    }
  }
}
