package dev.perennial.cli;

import dev.perennial.customers.ProfileParser;
import dev.perennial.domain.customers.AddressMarks;
import dev.perennial.domain.customers.ProfilePatch;
import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Profile.Field;
import dev.perennial.domain.loyalty.Adjustments;
import dev.perennial.domain.loyalty.Adjustments.Adjustment;
import dev.perennial.orders.CustomerFile.Told;
import dev.perennial.orders.Problem;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.links.StackAddressKeys;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import dev.perennial.runtime.transaction.Transactor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  private final Rules rules;
  private final Instant now;
  private final AddressKeys keys;
  private final Transactor transactor;
  private final List<Problem> refused = new ArrayList<>();
  private long created;
  private long changed;
  private long unchanged;
  private long closed;
  private long points;

  /** Into stores, all at one instant. */
  CustomerImport(Stores stores, Rules rules, Instant now) {
    this.stores = stores;
    this.rules = rules;
    this.now = now;
    keys = new StackAddressKeys(stores.programme());
    transactor = Transactor.at(now, rules, stores.customers());
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
  void take(Told told, boolean dryRun) {
    try {
      var patch = ProfileParser.part(told.profile());
      if (dryRun) {
        return;
      }
      if (told.customerId() == null) {
        close(patch);
      } else {
        take(told, told.customerId(), patch);
      }
    } catch (BadInput e) {
      refuse(told, e.problem().path(), String.valueOf(e.problem().detail()));
    }
  }

  private void refuse(Told told, @Nullable String path, String what) {
    var where = path == null ? "" : path.replaceFirst("^/", "") + " ";
    refused.add(new Problem(told.line(), where + what));
  }

  private void take(Told told, String customerId, ProfilePatch patch) {
    switch (answered(customerId, new Take(customerId, patch))) {
      case Profiles.Outcome.Changed(_, var isNew) -> {
        created += isNew ? 1 : 0;
        changed += isNew ? 0 : 1;
        give(told, customerId);
      }
      case Profiles.Outcome.Unchanged _ -> {
        unchanged++;
        give(told, customerId);
      }
      case Profiles.Outcome.CustomerErased _ -> refuse(told, null, "the customer was erased");
      case Profiles.Outcome.Unknown _ -> refuse(told, null, "the customer is not known");
      case Profiles.Outcome.Refused(var path, var what) -> refuse(told, path, what);
    }
  }

  private <A> A answered(String customerId, Command<?, A> command) {
    return switch (transactor.run(command)) {
      case Transactor.Outcome.Answered<A>(var answer) -> answer;
      case Transactor.Outcome.Busy<A> _ ->
          throw new IllegalStateException(customerId + " is written too often");
    };
  }

  private void give(Told told, String customerId) {
    if (told.points() > 0) {
      var asked = new Adjustment(OPENING, customerId, told.points(), "opening balance", "import");
      switch (answered(customerId, new Give(asked))) {
        case GIVEN -> points += told.points();
        case GIVEN_BEFORE -> {}
        case OTHERS_BEFORE ->
            refuse(told, "points", "were given before, and others than " + told.points());
        case TOO_MANY -> refuse(told, "points", "are more than an account can hold");
      }
    }
  }

  /** Closes the address of somebody of whom nothing else is known. */
  private void close(ProfilePatch patch) {
    var key = keys.of(Objects.requireNonNull(patch.fields().get(Field.EMAIL)));
    var refusal = Objects.requireNonNull(patch.consents().get("email"));
    var mark = AddressMarks.unsubscribed(key, refusal.at());
    stores.customers().write(Change.ofSides(key, List.of(mark)));
    closed++;
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
      var outcome = Profiles.change(customer, patch, rules, now, Cause.IMPORTED);
      return outcome instanceof Profiles.Outcome.Changed(var change, _)
          ? new Decision.Write<>(
              AddressMarks.marked(customer, change.quietly(), keys, now), outcome)
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
  private final class Give implements Command.OfCustomer<Given> {
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
      return switch (Adjustments.decide(customer, asked, rules, now)) {
        case Adjustments.Outcome.Adjusted(var change) ->
            new Decision.Write<>(change.quietly(), Given.GIVEN);
        case Adjustments.Outcome.TooManyPoints _ -> new Decision.Answer<>(Given.TOO_MANY);
        case Adjustments.Outcome.UnknownCustomer _ ->
            throw new IllegalStateException("it was just written");
      };
    }

    @Override
    public Existing<Given> existing(HistoryLine line, Moment at) {
      return new Existing.Answers<>(
          Adjustments.isSame(line, asked) ? Given.GIVEN_BEFORE : Given.OTHERS_BEFORE);
    }
  }
}
