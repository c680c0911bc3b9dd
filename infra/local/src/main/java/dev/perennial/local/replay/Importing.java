package dev.perennial.local.replay;

import dev.perennial.domain.customers.Change;
import dev.perennial.domain.customers.Change.ProfileStep;
import dev.perennial.domain.customers.Customer;
import dev.perennial.domain.customers.CustomerStore.Written;
import dev.perennial.domain.customers.Profile;
import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.history.Cause;
import dev.perennial.domain.history.HistoryLine;
import dev.perennial.domain.history.LineId;
import dev.perennial.domain.programme.Rules;
import dev.perennial.domain.purchases.Purchases;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.refunds.Refunds;
import dev.perennial.doors.Attempts;
import dev.perennial.doors.Stores;
import dev.perennial.local.orders.Entry;
import dev.perennial.local.orders.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Loads historical orders, customer by customer. A customer who is not there yet is folded in
 * memory and written 99 lines at a time with the account that they make, raising no events: a crash
 * leaves every customer whole. Orders of customers who are there go the way of a purchase.
 */
final class Importing {
  /** A transaction takes 100 items, of which the account is one and the profile may be another. */
  private static final int LINES_A_TRANSACTION = 98;

  private final Stores stores;
  private final Rules rules;
  private final Instant now;
  private final Tally tally;

  Importing(Stores stores, Rules rules, Instant now, Tally tally) {
    this.stores = stores;
    this.rules = rules;
    this.now = now;
    this.tally = tally;
  }

  /**
   * Imports a customer's orders and refunds.
   *
   * @param profile null to import none
   * @param entries in the order of time
   */
  void load(String customerId, @Nullable Profile profile, List<Entry> entries) {
    var customer = stores.customers().readWithSends(customerId);
    if (customer.account() == null) {
      loadNew(customer, profile, entries);
    } else {
      if (profile != null && customer.profile() == null) {
        write(customerId, each -> profiled(each, profile));
      }
      entries.forEach(entry -> loadExisting(customerId, entry));
    }
  }

  private void loadNew(Customer absent, @Nullable Profile profile, List<Entry> entries) {
    var customer = absent;
    var lines = new ArrayList<HistoryLine>();
    var known = new HashMap<String, List<HistoryLine>>();
    ProfileStep step = new ProfileStep.Keep();
    long read = 0;
    if (profile != null) {
      var change = profiled(customer, profile).orElseThrow();
      lines.addAll(change.lines());
      step = change.profile();
      customer = new Customer(absent.customerId(), change.account(), profile, change.sends());
    }
    var sends = customer.sends();
    for (var entry : entries) {
      var change = decided(customer, entry, known).orElse(null);
      if (change == null) {
        tally.skip("refused");
        continue;
      }
      customer = new Customer(customer.customerId(), change.account(), customer.profile(), sends);
      lines.addAll(change.lines());
      remember(known, change.lines().getFirst());
      if (lines.size() == LINES_A_TRANSACTION) {
        read = put(customer, step, read, lines);
        step = new ProfileStep.Keep();
      }
    }
    put(customer, step, read, lines);
  }

  /** Writes lines and the account they make; the account's version is what the next is read at. */
  private long put(Customer customer, ProfileStep step, long read, List<HistoryLine> lines) {
    var account = customer.account();
    if (account == null || lines.isEmpty()) {
      return read;
    }
    var sends = read == 0 ? customer.sends() : null;
    var change = new Change(customer.customerId(), account, read, step, sends, 0, lines, true);
    if (!(stores.customers().write(change) instanceof Written.Done)) {
      throw new IllegalStateException(
          "customer " + customer.customerId() + " was written by another during the import");
    }
    lines.clear();
    return account.version();
  }

  private Optional<Change> profiled(Customer customer, Profile profile) {
    return Profiles.put(customer, profile, rules, now, Cause.IMPORTED)
            instanceof Profiles.Outcome.Changed changed
        ? Optional.of(changed.change())
        : Optional.empty();
  }

  private void loadExisting(String customerId, Entry entry) {
    var done =
        write(
            customerId,
            customer -> {
              var known = new HashMap<String, List<HistoryLine>>();
              for (var line :
                  stores.history().startingWith(customerId, LineId.purchase(purchaseOf(entry)))) {
                remember(known, line);
              }
              var lineId = lineId(entry);
              var there =
                  known.getOrDefault(purchaseOf(entry), List.of()).stream()
                      .anyMatch(line -> line.id().equals(lineId));
              return there ? Optional.empty() : decided(customer, entry, known);
            });
    if (!done) {
      tally.unchanged();
    }
  }

  private interface Decision {
    Optional<Change> decide(Customer customer);
  }

  /** Whether something was written. */
  private boolean write(String customerId, Decision decision) {
    return Attempts.until(
            () -> {
              var change = decision.decide(stores.customers().readWithSends(customerId));
              if (change.isEmpty()) {
                return Optional.of(false);
              }
              return switch (stores.customers().write(change.get())) {
                case Written.Done _ -> Optional.of(true);
                case Written.LineExists _ -> Optional.of(false);
                case Written.Stale _ -> Optional.<Boolean>empty();
              };
            })
        .orElseThrow(() -> new IllegalStateException(customerId + " is written too often"));
  }

  private Optional<Change> decided(
      Customer customer, Entry entry, Map<String, List<HistoryLine>> known) {
    return switch (entry) {
      case Order order ->
          Purchases.decide(
                      customer, Commands.purchase(order, currency()), rules, now, Cause.IMPORTED)
                  instanceof Purchases.Outcome.Recorded recorded
              ? Optional.of(recorded.change())
              : Optional.empty();
      case dev.perennial.local.orders.Refund refund ->
          refunded(customer, Commands.refund(refund), known);
    };
  }

  private Optional<Change> refunded(
      Customer customer, Refund refund, Map<String, List<HistoryLine>> known) {
    var lines = known.getOrDefault(refund.purchaseId(), List.of());
    var id = LineId.purchase(refund.purchaseId());
    var purchase = lines.stream().filter(line -> line.id().equals(id)).findFirst();
    if (purchase.isEmpty()) {
      return Optional.empty();
    }
    var earlier = lines.stream().filter(line -> !line.id().equals(id)).toList();
    return Refunds.decide(customer, purchase.get(), earlier, refund, rules, now, Cause.IMPORTED)
            instanceof Refunds.Outcome.Recorded recorded
        ? Optional.of(recorded.change())
        : Optional.empty();
  }

  private static void remember(Map<String, List<HistoryLine>> known, HistoryLine line) {
    switch (line.fact()) {
      case dev.perennial.domain.history.Fact.Purchased bought ->
          known.computeIfAbsent(bought.purchaseId(), _ -> new ArrayList<>()).add(line);
      case dev.perennial.domain.history.Fact.Refunded back ->
          known.computeIfAbsent(back.purchaseId(), _ -> new ArrayList<>()).add(line);
      default -> {}
    }
  }

  private static String purchaseOf(Entry entry) {
    return switch (entry) {
      case Order order -> order.purchaseId();
      case dev.perennial.local.orders.Refund refund -> refund.purchaseId();
    };
  }

  private static String lineId(Entry entry) {
    return switch (entry) {
      case Order order -> LineId.purchase(order.purchaseId());
      case dev.perennial.local.orders.Refund refund ->
          LineId.refund(refund.purchaseId(), refund.refundId());
    };
  }

  private java.util.Currency currency() {
    return rules.programme().shop().currency();
  }
}
