package dev.perennial.imports;

import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Change.ProfileStep;
import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore.Written;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.PersonHistory;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.nightly.Nights;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.orders.Entry;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Decision;
import dev.perennial.runtime.transaction.Existing;
import dev.perennial.runtime.transaction.Moment;
import dev.perennial.runtime.transaction.Transactor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads historical orders, customer by customer. A customer who is not there yet is folded in
 * memory and written up to 99 lines at a time with the account that they make, raising no events: a
 * crash leaves every customer whole, and when the same import runs again it goes on with the rest
 * in the same way. Orders of customers who were there before, or come meanwhile, go the way of a
 * purchase.
 */
public final class OrderImport {
  private static final int MAX_ITEMS_OF_A_TRANSACTION = 100;

  /** Of a transaction's 4 MB each needs at most some 250 bytes: two ids and four numbers. */
  private static final int MAX_GOODS_OF_A_TRANSACTION = 10_000;

  /** How often a customer is read anew without getting on. */
  private static final int MAX_IN_VAIN = 50;

  private final Stores stores;
  private final Rules rules;
  private final Instant now;
  private final Tally tally;
  private final Transactor transactor;

  public OrderImport(Stores stores, Rules rules, Instant now, Tally tally) {
    this.stores = stores;
    this.rules = rules;
    this.now = now;
    this.tally = tally;
    transactor = Transactor.at(now, rules, stores.customers(), stores.history());
  }

  /**
   * Imports a customer's orders and refunds.
   *
   * @param profile null to import none
   * @param entries in the order of time
   */
  public void load(String customerId, @Nullable Profile profile, List<Entry> entries) {
    int vain = 0;
    for (int taken = 0; taken < entries.size(); ) {
      int before = taken;
      taken = new One(customerId).takeFrom(taken, profile, entries);
      vain = taken > before ? 0 : vain + 1;
      if (vain > MAX_IN_VAIN) {
        throw new IllegalStateException(
            ClientId.shown(customerId)
                + " can't be written: either it is written all the time, or its account is not"
                + " there and its history is; run check");
      }
    }
  }

  /** One customer during the import. */
  private final class One {
    private final String customerId;
    private final boolean quiet;
    private final List<HistoryLine> unwritten = new ArrayList<>();
    private Customer customer;
    private Ledger ledger;
    private Customer written;
    private int goods;
    private Tally counts = new Tally();
    private int taken;
    private int settled;
    private boolean overtaken;

    One(String customerId) {
      customer = stores.customers().personWithMailLog(customerId);
      this.customerId = customer.customerId();
      written = customer;
      ledger = ledger();
      var account = customer.account();
      quiet = account == null || ledger.isOfThisImport(account);
    }

    private Ledger ledger() {
      var read = new Ledger(rules, now);
      if (customer.account() != null) {
        var person = PersonHistory.of(stores.history(), customer);
        // of two lines of one key the own, put last
        var lines = new ArrayList<>(person.startingWith("").reversed());
        if (!customer.allFormerIds().isEmpty()) {
          // of an order that several ids had one counts
          lines.removeIf(line -> line.id().startsWith(LineId.PURCHASES));
          lines.addAll(person.ofPurchases());
        }
        read.addAll(lines);
      }
      return read;
    }

    /**
     * Takes entries until they are done, or another has written the customer.
     *
     * @return how many are settled; the others are to be taken by what the customer is now
     */
    int takeFrom(int first, @Nullable Profile profile, List<Entry> entries) {
      settled = first;
      if (profile != null) {
        take(() -> profiled(profile));
      }
      for (taken = first; taken < entries.size() && !overtaken; ) {
        var entry = entries.get(taken++);
        take(() -> judged(entry));
      }
      if (!overtaken) {
        write();
      }
      return settled;
    }

    @Nullable Change profiled(Profile profile) {
      return customer.profile() == null
              && Profiles.put(customer, profile, rules, now, Cause.IMPORTED)
                  instanceof Profiles.Outcome.Changed changed
          ? changed.change()
          : null;
    }

    /** What is to be written for an order or refund; null when nothing is, which is counted. */
    @Nullable Change judged(Entry entry) {
      return switch (ledger.judge(customer, entry)) {
        case Ledger.Judged.New fresh -> fresh.change();
        case Ledger.Judged.Again _ -> {
          counts.unchanged();
          yield null;
        }
        case Ledger.Judged.Refused refused -> {
          counts.refuse(entry, refused.reason());
          yield null;
        }
      };
    }

    /** Decides, and writes at once or with what comes next. */
    void take(Supplier<@Nullable Change> decision) {
      if (quiet) {
        later(decision.get());
        return;
      }
      switch (transactor.runFrom(customer, new OneByOne(decision))) {
        case Transactor.Outcome.Answered<Optional<Change>>(var change) ->
            change.ifPresent(this::go);
        case Transactor.Outcome.Busy<Optional<Change>> _ ->
            throw new IllegalStateException(customerId + " is written too often");
      }
    }

    /** What is decided of a customer who was there before goes the way of a purchase. */
    private final class OneByOne implements Command.OfCustomer<Optional<Change>> {
      private final Supplier<@Nullable Change> decision;

      OneByOne(Supplier<@Nullable Change> decision) {
        this.decision = decision;
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
      public Customer read(Customer read, Moment at) {
        if (!read.equals(customer)) {
          customer = read;
          ledger = ledger();
        }
        return read;
      }

      @Override
      public Decision<Optional<Change>> decide(Customer read, Moment at) {
        var change = decision.get();
        return change == null
            ? new Decision.Answer<>(Optional.empty())
            : new Decision.Write<>(change.quietly(), Optional.of(change));
      }

      @Override
      public Existing<Optional<Change>> existing(HistoryLine line, Moment at) {
        return new Existing.Outdates<>();
      }
    }

    private void later(@Nullable Change change) {
      if (change == null) {
        return;
      }
      go(change);
      unwritten.addAll(change.lines());
      change.lines().forEach(line -> goods += goods(line));
      if (unwritten.size() + others() == MAX_ITEMS_OF_A_TRANSACTION
          || goods > MAX_GOODS_OF_A_TRANSACTION) {
        write();
      }
    }

    /** Goes on from what a change makes of the customer. */
    private void go(Change change) {
      customer =
          new Customer(
              customerId,
              change.account(),
              change.profile() instanceof ProfileStep.Put put ? put.profile() : customer.profile(),
              change.mailLog() == null ? customer.mailLog() : change.mailLog());
      ledger.addAll(change.lines());
    }

    private static int goods(HistoryLine line) {
      return line.event() instanceof Purchased bought ? bought.lines().list().size() : 0;
    }

    /** Items of the next transaction beside lines: account, and at first profile and mail log. */
    private int others() {
      return 1
          + (Objects.equals(customer.profile(), written.profile()) ? 0 : 1)
          + (Objects.equals(customer.mailLog(), written.mailLog()) ? 0 : 1);
    }

    /** Writes the lines that were not, with the account they make. */
    void write() {
      if (!unwritten.isEmpty() && !isWritten()) {
        overtaken = true;
        return;
      }
      tally.addAll(counts);
      counts = new Tally();
      settled = taken;
    }

    private boolean isWritten() {
      var profile = customer.profile();
      var step =
          profile == null || profile.equals(written.profile())
              ? new ProfileStep.Keep()
              : new ProfileStep.Put(profile);
      var mailLog =
          Objects.equals(customer.mailLog(), written.mailLog()) ? null : customer.mailLog();
      var read = written.account() == null ? 0 : written.account().version();
      var mailLogRead = written.mailLogOrNone().version();
      var account = customer.account();
      var change =
          new Change(
              customerId, account, read, step, mailLog, mailLogRead, unwritten, List.of(), true);
      var dated = Nights.dated(change, customer, rules, now);
      if (!(stores.customers().write(dated) instanceof Written.Done)) {
        return false;
      }
      unwritten.clear();
      goods = 0;
      written = customer;
      return true;
    }
  }
}
