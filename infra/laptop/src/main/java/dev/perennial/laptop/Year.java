package dev.perennial.laptop;

import dev.perennial.audit.Balances;
import dev.perennial.audit.Figures;
import dev.perennial.cli.Failed;
import dev.perennial.cli.ProgressReport;
import dev.perennial.domain.programme.Shop;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.orders.Orders;
import dev.perennial.people.Habits;
import dev.perennial.people.People;
import dev.perennial.programme.ProgrammeFault;
import dev.perennial.replay.Replay;
import dev.perennial.replay.Summary;
import dev.perennial.replay.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One run of the time machine: orders to a day are imported, the rest lived.
 *
 * @param importUntil the last day imported, null to import nothing
 * @param until the last day lived, null for all
 * @param data null for in memory
 * @param people who the customers are made up to be; null to make up none
 * @param habits what they do beside buying; null for nothing
 * @param watched whether every event is published, as for pages that show them, or only those that
 *     a rule of the template or a campaign asks for
 */
record Year(
    Orders orders,
    @Nullable LocalDate importUntil,
    @Nullable LocalDate until,
    @Nullable Path data,
    @Nullable People people,
    @Nullable Habits habits,
    boolean watched) {

  /** What to do with the stack that the year was lived on, before it stops. */
  interface Afterwards {
    void with(LaptopStack stack, Summary summary) throws Exception;
  }

  Summary live(int port, boolean quiet, Shop shop, Afterwards afterwards) throws Exception {
    var whole = part(orders, until);
    var began = System.nanoTime();
    var usage = new Usage();
    try (var stack = start(start(whole, shop.zone()), port, usage)) {
      var before = Held.of(stack);
      Replay replay;
      try (var progress = ProgressReport.bar("orders", whole.entries().size(), quiet)) {
        replay = new Replay(stack, orders, people, habits, progress::step);
        replay.skipAll(whole.skipped());
        if (importUntil != null) {
          replay.importAll(whole.until(importUntil));
        }
        var last = whole.entries().getLast().at();
        var end = until == null ? last : endOf(until, shop.zone());
        replay.live(importUntil == null ? whole : whole.after(importUntil), end);
        stack.advanceTo(end);
      }
      var summary = summary(stack, before, replay, usage, began);
      afterwards.with(stack, summary);
      return summary;
    }
  }

  /** The orders to the end of a day, which must be some. */
  static Orders part(Orders orders, @Nullable LocalDate until) {
    var part = until == null ? orders : orders.until(until);
    if (part.entries().isEmpty()) {
      throw new Failed("there are no orders" + (until == null ? "" : " until " + until));
    }
    return part;
  }

  /** When the clock starts: nothing is lived in the time before the first order. */
  private Instant start(Orders whole, ZoneId zone) {
    var first = whole.entries().getFirst().at();
    var imported = importUntil == null ? first : endOf(importUntil, zone);
    return imported.isBefore(first) ? first : imported;
  }

  private LaptopStack start(Instant start, int port, Usage usage)
      throws IOException, ProgrammeFault {
    return Laptop.start(data, start, port, usage, watched);
  }

  /** The last instant of a day, in the shop's zone. */
  static Instant endOf(LocalDate day, ZoneId zone) {
    return day.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
  }

  /** What a stack holds. */
  record Held(Figures figures, long events) {
    static Held of(LaptopStack stack) {
      var events = stack.counts().events().values().stream().mapToLong(Long::longValue).sum();
      return new Held(Figures.of(stack.dynamo(), Laptop.table(stack, "HistoryTable")), events);
    }
  }

  static Summary summary(LaptopStack stack, Held before, Replay replay, Usage usage, long began) {
    var zone = Laptop.programme(stack).shop().zone();
    var today = stack.clock().instant().atZone(zone).toLocalDate();
    var points = new long[2];
    Balances.each(
        stack.dynamo(),
        Laptop.table(stack, "CustomersTable"),
        customer -> {
          var account = customer.account();
          if (account != null) {
            points[0] += account.balanceOn(today);
            points[1] += account.pendingOn(today);
          }
        });
    var after = Held.of(stack);
    return replay.summary(
        after.figures.since(before.figures),
        points[0],
        points[1],
        after.events - before.events,
        usage,
        (System.nanoTime() - began) / 1e9);
  }
}
