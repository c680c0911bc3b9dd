package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.stack.Options;
import dev.perennial.orders.OrderFormat;
import dev.perennial.orders.Orders;
import dev.perennial.people.MadeUpPeople;
import dev.perennial.programme.Activation;
import dev.perennial.replay.CampaignLine;
import dev.perennial.replay.Past;
import dev.perennial.replay.Replay;
import dev.perennial.runtime.links.StackAddressKeys;
import dev.perennial.runtime.links.StackLinks;
import dev.perennial.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A dry run is what living the same time comes to, line by line: here by campaigns of several
 * steps; {@code make dry-run} tries a quarter of the demonstration's orders.
 */
class DryRunTest {
  private static final LocalDate FROM =
      LocalDate.parse(System.getProperty("perennial.dry-run.from", "2011-03-01"));
  private static final LocalDate UNTIL =
      LocalDate.parse(System.getProperty("perennial.dry-run.until", "2011-04-05"));
  private static final boolean REAL = Boolean.getBoolean("perennial.dry-run.real");
  private static final int CUSTOMERS = 60;

  @TempDir private Path folder = Path.of("");
  private Path programme = Path.of("");

  private static final String HOME = "perennial.home";
  private final String home = System.getProperty(HOME, "");

  @AfterEach
  void leaveHome() {
    System.setProperty(HOME, home);
  }

  /** The project's programme with rests, caps, quiet hours, a control group and longer journeys. */
  @BeforeEach
  void programme() throws IOException {
    System.setProperty(HOME, Project.TOP.toString());
    programme = Files.createDirectories(folder.resolve("programme"));
    Project.copyProgramme(programme);
    var shop = programme.resolve("shop.yaml");
    Files.writeString(
        shop,
        Files.readString(shop).replace("restDays: 5", "restDays: 2")
            + "control: 5\nquietHours: {from: 21, to: 8}\ncaps: [{days: 30, mails: 3}]\n");
    campaign(
        "review",
        """
        trigger: {event: {detail-type: [Purchase Recorded]}, every: 10 days}
        holdout: 20
        steps:
          - wait: 36 hours
          - until: {hour: 10}
          - if: {orders: {count: [{numeric: [">", 1]}]}}
            then: [{points: 50}]
          - email: thanks
            expires: 3 days
          - await: {event: {detail-type: [Purchase Recorded]}, for: 5 days}
            came: [{points: 10}]
            else: [{email: win-back, expires: 2 days}]
        """);
    campaign(
        "idle",
        """
        trigger: {schedule: weekly, every: 14 days}
        priority: 3
        segment: hibernating
        steps: [{email: win-back, expires: 1 day}]
        """);
  }

  private void campaign(String id, String text) throws IOException {
    Files.writeString(programme.resolve("campaigns/" + id + ".yaml"), text);
  }

  @Test
  void itsLinesAreThoseOfTheSameTimeLived() throws Exception {
    var activation = Activation.of(programme);
    var options = REAL ? OrderOptions.of(demonstration(), real()) : OrderOptions.of(made(), csv());
    var orders = options.read(activation.programme().shop());
    var began = System.nanoTime();
    var rehearsal = Rehearsal.of(orders, FROM, UNTIL, new MadeUpPeople(), activation);
    if (REAL) {
      System.out.printf(
          "%,d lines of %,d orders in %.1f s%n",
          rehearsal.lines().size(), rehearsal.told(), (System.nanoTime() - began) / 1e9);
    }
    try (var stack = lived(orders, activation)) {
      var stores = Laptop.stores(stack);
      var lived = text(CampaignLine.all(stores));
      assertEquals(lived, text(rehearsal.lines()));
      var past = Past.of(stores, new StackAddressKeys(new StackLinks(stores.programme())));
      var retold = Rehearsal.of(past, FROM, UNTIL, activation);
      assertEquals(0, retold.unfit());
      assertEquals(lived, text(retold.lines()), "by the History of those who lived it");
      var later = Rehearsal.of(past, FROM.plusDays(14), UNTIL, activation).lines();
      var start = Year.endOf(FROM.plusDays(13), activation.programme().shop().zone());
      assertTrue(later.size() > 20, "lines: " + later.size());
      later.forEach(line -> assertTrue(line.at().isAfter(start), line::toString));
    }
    assertTrue(rehearsal.lines().size() > 100, "lines: " + rehearsal.lines().size());
    var kinds = rehearsal.lines().stream().map(CampaignLine::what).collect(Collectors.toSet());
    assertEquals(4, kinds.size(), "entered, held out, sent, and held: " + kinds);
  }

  private static Path demonstration() {
    return Project.TOP.resolve("data/online-retail/online_retail.csv.gz");
  }

  private static OrderFormat real() {
    return OrderFormat.named("online-retail");
  }

  private static OrderFormat csv() {
    return OrderFormat.CSV;
  }

  private Path made() throws IOException {
    var random = new Random(1);
    var text = new StringBuilder("customerId,purchaseId,at,sku,quantity,unitPrice\n");
    for (int i = 0; i < 4 * CUSTOMERS; i++) {
      var at =
          Instant.parse("2011-02-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(90_000)));
      text.append(
          "c%d,p%d,%s,mug,1,%d.00%n".formatted(random.nextInt(CUSTOMERS), i, at, 5 + i % 50));
    }
    return Files.writeString(folder.resolve("orders.csv"), text);
  }

  private static LaptopStack lived(Orders orders, Activation programme) throws Exception {
    var zone = programme.programme().shop().zone();
    var start = Year.endOf(FROM.minusDays(1), zone);
    var stack = LaptopStack.start(Options.of(Laptop.template(UpCommand.PORT), start).unwatched());
    programme.apply(Laptop.stores(stack), new byte[32], start);
    stack.drain();
    var whole = Year.part(orders, UNTIL);
    var replay = new Replay(stack, orders, new MadeUpPeople(), _ -> {});
    replay.importAll(whole.until(FROM.minusDays(1)));
    replay.live(whole.after(FROM.minusDays(1)));
    stack.advanceTo(Year.endOf(UNTIL, zone));
    assertEquals(List.of(), stack.failures());
    return stack;
  }

  private static String text(List<CampaignLine> lines) {
    return lines.stream().map(CampaignLine::toString).collect(Collectors.joining("\n"));
  }

  @Test
  void aFileThatIsNotAppliedIsTriedAndToldByWeekAndReason() throws Exception {
    var file =
        Files.writeString(
            folder.resolve("tried.yaml"),
            """
            trigger: {event: {detail-type: [Purchase Recorded]}}
            steps: [{email: thanks, expires: 1 day}]
            """);
    var asked = List.of("dry-run", file, "--orders", made(), "--format", "csv");
    var days = List.of("--from", "2011-03-01", "--until", "2011-03-14");
    var json = ran(asked, days, List.of("--made-up-people", "--json")).json();
    assertEquals("tried", json.path("campaign").asText());
    assertTrue(json.path("sent").asInt() > 10, json.toString());
    assertTrue(json.path("heldBy").path("no-consent").asInt() > 5, json.toString());
    assertEquals(
        json.path("lines").size(),
        json.path("entered").asInt()
            + json.path("held-out").asInt()
            + json.path("sent").asInt()
            + json.path("held").asInt());
    var told = ran(asked, days, List.of("--made-up-people")).out();
    assertTrue(told.contains("week of"), told);
    assertTrue(told.contains("held: no-consent"), told);
    var nobody = ran(asked, days, List.of("--json")).json();
    assertEquals(0, nobody.path("sent").asInt(), "an order file carries no consent");
  }

  /** The orders of the file, imported: History tells each at its own time. */
  @Test
  void aStackGoesThroughItsOwnHistory() throws Exception {
    var data = folder.resolve("data");
    ran(
        List.of("import", "--orders", made(), "--format", "csv", "--data", data),
        List.of("--made-up-people"));
    var asked = List.of("dry-run", "thanks", "--data", data);
    var days = List.of("--from", "2011-03-01", "--until", "2011-03-14");
    var json = ran(asked, days, List.of("--json")).json();
    assertTrue(json.path("historyLines").asInt() > 30, json.toString());
    assertTrue(json.path("sent").asInt() > 0, json.toString());
    var byFile = List.of("dry-run", "thanks", "--orders", made(), "--format", "csv");
    var people = List.of("--made-up-people", "--json");
    assertEquals(ran(byFile, days, people).json().path("lines"), json.path("lines"));
    var told = ran(asked, days).out();
    assertTrue(told.contains("by " + json.path("historyLines").asInt() + " lines of Hist"), told);
    assertEquals(json, ran(asked, days, List.of("--json")).json(), "nothing is left behind");
    var both =
        Stream.of(asked, days, List.of("--orders", made(), "--format", "csv"))
            .flatMap(List::stream)
            .toArray();
    assertTrue(Ran.run(both).err().contains("--orders and a stack are two pasts: give one of"));
    var later = Stream.of(asked, List.of("--from", "2011-03-01", "--until", "2199-01-01"));
    var err = Ran.run(later.flatMap(List::stream).toArray()).err();
    assertTrue(err.contains("--until 2199-01-01 is to come; the stack's today is "), err);
    var welcomed = List.of("dry-run", "welcome", "--data", data, "--json");
    assertEquals(0, ran(welcomed, days).json().path("entered").asInt(), "nobody signed up");
    var empty = Stream.of(asked, List.of("--from", "2010-03-01", "--until", "2010-03-02"));
    err = Ran.run(empty.flatMap(List::stream).toArray()).err();
    assertTrue(err.contains("History tells of nothing until 2010-03-02"), err);
  }

  @Test
  void whatCannotBeTriedIsNamed() throws Exception {
    var days = List.of("--from", "2011-03-01", "--until", "2011-03-14");
    var asked = List.of("dry-run", "thankz", "--orders", made(), "--format", "csv");
    var unknown = Ran.run(Stream.of(asked, days).flatMap(List::stream).toArray());
    assertEquals(1, unknown.code());
    assertTrue(unknown.err().contains("thankz is no campaign: there is no "), unknown.err());
    var turned = List.of("--from", "2011-03-14", "--until", "2011-03-01");
    var wrong = Ran.run(Stream.of(asked, turned).flatMap(List::stream).toArray());
    assertEquals(2, wrong.code());
    assertTrue(wrong.err().contains("--until 2011-03-01 lies before --from 2011-03-14"));
    var noPast = Ran.run("dry-run", "thanks", "--from", "2011-03-01", "--until", "2011-03-14");
    assertEquals(2, noPast.code());
    assertTrue(noPast.err().contains("say --orders FILE and --format NAME; or --data DIR or"));
    var noOrders = Ran.run("import", "--data", folder.resolve("none"));
    assertEquals(2, noOrders.code());
    assertTrue(noOrders.err().startsWith("say --orders FILE and --format NAME\n"), noOrders.err());
  }

  private static Ran ran(List<?>... arguments) {
    var ran = Ran.run(Stream.of(arguments).flatMap(List::stream).toArray());
    assertEquals(0, ran.code(), ran.err());
    return ran;
  }
}
