package dev.perennial.shop.playbooks;

import dev.perennial.audit.Check;
import dev.perennial.audit.Figures;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.programme.Programme;
import dev.perennial.emulator.mailbox.Mail;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.stack.Options;
import dev.perennial.orders.OrderFile;
import dev.perennial.orders.OrderFormat;
import dev.perennial.people.MadeUpHabits;
import dev.perennial.people.MadeUpPeople;
import dev.perennial.programme.Activation;
import dev.perennial.replay.Replay;
import dev.perennial.replay.Usage;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.testkit.Project;
import dev.perennial.testkit.Tables;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Some weeks of the shop's year with all playbooks on, as {@code make run} lives it, and what is
 * left of them.
 *
 * @param lines of History, each customer's in the order of time
 * @param items of Customers and History, by key
 * @param findings of the check that folds ledgers
 * @param madeUp how often people did what is made up
 */
record Lived(
    Programme programme,
    List<Mail> mails,
    List<HistoryLine> lines,
    SortedMap<String, Map<String, AttributeValue>> items,
    List<String> findings,
    SortedMap<String, Long> madeUp) {
  private static final LocalDate IMPORTED = LocalDate.of(2010, 12, 31);

  static Lived to(LocalDate last, long seed) throws Exception {
    var file = Project.TOP.resolve("data/online-retail/online_retail.csv.gz");
    var orders = OrderFile.read(file, OrderFormat.ONLINE_RETAIL, Project.TERMS);
    var zone = Project.TERMS.zone();
    var begin = IMPORTED.atTime(LocalTime.MAX).atZone(zone).toInstant();
    try (var stack = LaptopStack.start(Options.of(Project.template(), begin).unwatched())) {
      var stores = Stores.in(stack.cloud("CustomersFunction"));
      var activation = Activation.of(Project.TOP.resolve("programme"));
      activation.apply(stores, new byte[32], begin);
      var replay = new Replay(stack, orders, new MadeUpPeople(), new MadeUpHabits(seed), _ -> {});
      replay.importAll(orders.until(IMPORTED));
      replay.live(
          orders.until(last).after(IMPORTED), last.atTime(LocalTime.MAX).atZone(zone).toInstant());
      return read(stack, activation.programme(), replay);
    }
  }

  private static Lived read(LaptopStack stack, Programme programme, Replay replay) {
    var history = Tables.table(stack, "HistoryTable");
    var lines = Collections.synchronizedList(new ArrayList<HistoryLine>());
    var figures = Figures.of(stack.dynamo(), history, lines::add);
    var items = new TreeMap<String, Map<String, AttributeValue>>();
    for (var table : List.of("CustomersTable", "HistoryTable")) {
      for (var item : Tables.items(stack, table)) {
        items.put(Tables.text(item, "customerId") + " " + Tables.text(item, "id"), item);
      }
    }
    var findings = new ArrayList<String>();
    stack.failures().forEach(each -> findings.add(each.text()));
    var customers = Tables.table(stack, "CustomersTable");
    Check.run(
            stack.dynamo(),
            customers,
            history,
            Tables.table(stack, "ProgrammeTable"),
            programme,
            false)
        .findings()
        .forEach(each -> findings.add(each.toString()));
    var madeUp = replay.summary(figures, 0, 0, 0, new Usage(), 0).madeUp();
    return new Lived(
        programme, List.copyOf(stack.mailbox().list()), lines, items, findings, madeUp);
  }
}
