package dev.perennial.pages;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.segments.SegmentSet;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.programme.RulesInForce;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What pages read. One customer is read when asked for. All customers are read together, which
 * takes a second or two for a few thousand: once for all who ask, and again only when a function
 * has run since. A figure that is right a second later beats one that is wrong at once.
 */
final class Source {
  private final LaptopStack stack;
  private final Stores stores;
  private RulesInForce rules;
  private int starts;
  private @Nullable Snapshot snapshot;
  private long invocations = -1;
  private LocalDate day = LocalDate.MIN;

  Source(LaptopStack stack) {
    this.stack = stack;
    this.stores = Stores.in(stack.cloud("CustomersFunction"));
    this.rules = new RulesInForce(stores.programme());
  }

  LaptopStack stack() {
    return stack;
  }

  Stores stores() {
    return stores;
  }

  String historyTable() {
    return stack.cloud("CustomersFunction").env("HISTORY_TABLE");
  }

  String customersTable() {
    return stack.cloud("CustomersFunction").env("CUSTOMERS_TABLE");
  }

  Instant now() {
    return stack.clock().instant();
  }

  Rules rules() {
    return rulesInForce().at(now());
  }

  /** What is remembered is read again when functions were told to forget it. */
  private synchronized RulesInForce rulesInForce() {
    if (starts != stack.starts()) {
      starts = stack.starts();
      rules = new RulesInForce(stores.programme());
    }
    return rules;
  }

  ZoneId zone() {
    return rules().programme().shop().zone();
  }

  Currency currency() {
    return rules().programme().shop().currency();
  }

  LocalDate today() {
    return rules().dayOf(now());
  }

  List<String> segments() {
    return rules().programme().get(SegmentSet.SECTION).ids();
  }

  String money(long minor) {
    return Words.money(minor, currency());
  }

  String time(Instant at) {
    return Words.time(at, zone());
  }

  /** All customers, with everything that was written before it is asked for. */
  Snapshot snapshot() {
    var asked = invocationsNow();
    var askedOn = today();
    synchronized (this) {
      var last = snapshot;
      // who waited for another's reading takes it, unless it began before what is to be seen
      if (last != null && invocations >= asked && day.equals(askedOn)) {
        return last;
      }
      var before = invocationsNow();
      var taken = Snapshot.take(this);
      snapshot = taken;
      invocations = before;
      day = askedOn;
      return taken;
    }
  }

  private long invocationsNow() {
    return stack.counts().invocations().values().stream().mapToLong(Long::longValue).sum();
  }
}
