package dev.perennial.local.pages;

import dev.perennial.domain.programme.Rules;
import dev.perennial.doors.RulesInForce;
import dev.perennial.doors.Stores;
import dev.perennial.local.stack.LaptopStack;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What pages read. One customer is read when asked for. All customers are read together, which
 * takes seconds: that is done in the background, no more often than every few seconds and only when
 * a function has run since, while pages show what was read last.
 */
final class Source {
  private static final long FRESH_NANOS = 3_000_000_000L;

  private final LaptopStack stack;
  private final Stores stores;
  private final RulesInForce rules;
  private final Executor background;
  private @Nullable Snapshot snapshot;
  private long invocations = -1;
  private LocalDate day = LocalDate.MIN;
  private long readNanos;
  private boolean reading;

  Source(LaptopStack stack, Executor background) {
    this.stack = stack;
    this.background = background;
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
    return rules.at(now());
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
    return rules().programme().segments().ids();
  }

  String money(long minor) {
    return Words.money(minor, currency());
  }

  String time(Instant at) {
    return Words.time(at, zone());
  }

  /** What was read last; the first time it is waited for. */
  Snapshot snapshot() {
    synchronized (this) {
      var last = snapshot;
      if (last != null) {
        var old = System.nanoTime() - readNanos > FRESH_NANOS;
        if (!reading && old && (invocations != invocationsNow() || !day.equals(today()))) {
          reading = true;
          background.execute(this::read);
        }
        return last;
      }
      reading = true;
    }
    return read();
  }

  private Snapshot read() {
    var before = invocationsNow();
    var dayBefore = today();
    try {
      var taken = Snapshot.take(this);
      synchronized (this) {
        snapshot = taken;
        invocations = before;
        day = dayBefore;
      }
      return taken;
    } finally {
      synchronized (this) {
        reading = false;
        readNanos = System.nanoTime();
      }
    }
  }

  private long invocationsNow() {
    return stack.counts().invocations().values().stream().mapToLong(Long::longValue).sum();
  }
}
