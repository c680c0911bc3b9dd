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
import dev.perennial.orders.Orders;
import dev.perennial.people.MadeUpHabits;
import dev.perennial.people.MadeUpPeople;
import dev.perennial.programme.Activation;
import dev.perennial.replay.Replay;
import dev.perennial.replay.Usage;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.testkit.Project;
import dev.perennial.testkit.Tables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
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
  /** Of so many customers one is lived: what holds for them holds in a fraction of the time. */
  private static final int ONE_IN = Integer.getInteger("perennial.playbooks.one-in", 3);

  private static final Pattern CUSTOMER = Pattern.compile(",\"([0-9]+)\",\"[^\"]*\"$");

  private static final LocalDate IMPORTED = LocalDate.of(2010, 12, 31);

  static Lived to(LocalDate last, long seed) throws Exception {
    var orders = orders();
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

  private static Orders orders() throws IOException {
    var all = Project.TOP.resolve("data/online-retail/online_retail.csv.gz");
    var some = Files.createTempFile("perennial-playbooks", ".csv");
    try (var gzip = new GZIPInputStream(Files.newInputStream(all));
        var lines = new BufferedReader(new InputStreamReader(gzip, StandardCharsets.UTF_8));
        var out = Files.newBufferedWriter(some)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (isKept(line)) {
          out.write(line);
          out.newLine();
        }
      }
      out.flush();
      return OrderFile.read(some, OrderFormat.ONLINE_RETAIL, Project.TERMS);
    } finally {
      Files.delete(some);
    }
  }

  /** Whether a line is the heading, or of one of the customers. */
  private static boolean isKept(String line) {
    var customer = CUSTOMER.matcher(line);
    return line.startsWith("\"InvoiceNo\"")
        || (customer.find() && Integer.parseInt(customer.group(1)) % ONE_IN == 0);
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
