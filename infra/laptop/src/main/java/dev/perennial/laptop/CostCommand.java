package dev.perennial.laptop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.audit.Figures;
import dev.perennial.audit.Stored;
import dev.perennial.bench.Synthetic;
import dev.perennial.cli.Home;
import dev.perennial.emulator.stack.Calls;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.laptop.cost.Bill;
import dev.perennial.laptop.cost.Costs;
import dev.perennial.laptop.cost.QueuedOrders;
import dev.perennial.laptop.cost.WaitingJourneys;
import dev.perennial.orders.Orders;
import dev.perennial.people.MadeUpPeople;
import dev.perennial.programme.Activation;
import dev.perennial.replay.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code cost}: what the system would cost on AWS. */
@Command(
    name = "cost",
    description =
        "What purchases, refunds, mails, nights and idle months cost on AWS, computed from what a"
            + " replay of the demonstration's orders used.",
    mixinStandardHelpOptions = true)
public final class CostCommand implements Callable<Integer> {
  /** The year's first month is imported, the next ones are lived. */
  private static final LocalDate IMPORT_UNTIL = LocalDate.of(2010, 12, 31);

  /** Fewer would be moved by chance alone. */
  private static final int LEAST_CROWD = 1_000;

  /** How many ticks with nothing due are measured. */
  private static final int TICKS = 100;

  private static final Pattern CONTROL = Pattern.compile("(?m)^control: *\\d+");

  @Option(
      names = "--until",
      defaultValue = "2011-01-31",
      paramLabel = "DATE",
      description = "The last day lived, from 2011-01-01 on (default 2011-01-31)")
  private LocalDate until = LocalDate.MIN;

  @Option(
      names = "--crowd",
      defaultValue = "60000",
      paramLabel = "CUSTOMERS",
      description = "How many made-up customers a night is measured by (default 60000)")
  private int crowd;

  @Option(names = "--json", description = "One JSON object for machines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  /** Of the purchases lived, how many had an event that a campaign asked for. */
  private double asked;

  @Override
  public Integer call() throws Exception {
    var lines = Objects.requireNonNull(spec).commandLine();
    if (!until.isAfter(IMPORT_UNTIL)) {
      throw new ParameterException(lines, "--until " + until + " is not after " + IMPORT_UNTIL);
    }
    if (crowd < LEAST_CROWD) {
      throw new ParameterException(
          lines, "--crowd %d is too few; right is %d or more".formatted(crowd, LEAST_CROWD));
    }
    var bills = new ArrayList<Bill>();
    var shop = Laptop.shop(null);
    var orders = RunCommand.orders(shop);
    var after = orders.after(until);
    if (after.entries().size() < QueuedOrders.TOGETHER) {
      throw new ParameterException(
          lines,
          "--until %s leaves too few orders to send to the queue; the last is of %s"
              .formatted(until, orders.entries().getLast().at()));
    }
    var night = night();
    new Year(orders, IMPORT_UNTIL, until, null, new MadeUpPeople(), null, false)
        .live(
            UpCommand.PORT,
            json,
            shop,
            (stack, summary) -> {
              bills.addAll(lived(stack, summary.usage(), night));
              asked = share(stack, summary.usage());
              bills.addAll(kept(stack, summary.figures()));
              bills.add(1, queued(stack, after, shop.currency(), summary.usage()));
              bills.add(census(stack, summary.usage()));
            });
    bills.addAll(quiet());
    if (json) {
      var all = JsonNodeFactory.instance.objectNode();
      bills.forEach(bill -> bill.putTo(all));
      all.putObject("asked").put("shareOfPurchases", asked);
      lines.getOut().println(all);
    } else {
      bills.forEach(bill -> lines.getOut().println(bill.text()));
      lines
          .getOut()
          .printf(
              Locale.ROOT,
              "Campaigns asked for the events of %.0f %% of the purchases.%n",
              100 * asked);
    }
    return 0;
  }

  private static List<Bill> lived(LaptopStack stack, Usage usage, Usage night) {
    var costs = new Costs(stack.template(), usage);
    return List.of(
        costs.purchases(),
        costs.asked(),
        costs.refunds(),
        costs.mails(stack.counts().mails()),
        costs.night(night));
  }

  private static double share(LaptopStack stack, Usage usage) {
    var put = stack.counts().events().getOrDefault("Purchase Recorded", 0L);
    return (double) put / usage.spent("PurchasesFunction").invocations();
  }

  /** The orders that follow, by the queue. */
  private static Bill queued(LaptopStack stack, Orders after, Currency currency, Usage usage)
      throws IOException {
    var orders = new QueuedOrders(stack, after);
    orders.introduce(new MadeUpPeople());
    usage.clear();
    orders.send(currency);
    return new Costs(stack.template(), usage).queued(orders.count());
  }

  /** What the tables hold of purchases, with all that followed from them, and of customers. */
  private static List<Bill> kept(LaptopStack stack, Figures figures) {
    var history = Stored.of(stack.dynamo(), Laptop.table(stack, "HistoryTable"));
    var customers = Stored.of(stack.dynamo(), Laptop.table(stack, "CustomersTable"));
    var ofPurchase = (double) history.bytes() / figures.purchases();
    var ofCustomer = (double) customers.bytes() / figures.customers();
    return List.of(
        Costs.kept("purchases", ofPurchase, 1),
        Costs.kept("purchases", ofPurchase, 12),
        Costs.kept("customers", ofCustomer, 1),
        Costs.kept("customers", ofCustomer, 12));
  }

  /**
   * What a nightly pass uses, by a crowd of made-up customers: the demonstration's are few, and all
   * of them new. As many calls as a night of a million customers has for each of them, of whom none
   * rests.
   */
  private Usage night() throws Exception {
    var usage = new Usage();
    var programme = Activation.of(Home.path("programme")).programme();
    var pass =
        Synthetic.run(
            programme,
            crowd,
            Synthetic.EVERYBODY,
            dynamo -> Calls.around(DynamoDbClient.class, dynamo, Synthetic.FUNCTION, usage),
            _ -> {});
    var perCore = Duration.ofNanos(Math.round(pass.seconds() * pass.threads() * 1e9));
    usage.invocation(Synthetic.FUNCTION, false, perCore);
    return usage;
  }

  /** What a census of those who bought by now uses. */
  private static Bill census(LaptopStack stack, Usage usage) {
    var costs = new Costs(stack.template(), usage);
    fire(stack, usage, Set.of(Costs.CENSUS), 1);
    return costs.census();
  }

  /** Fires functions' schedules, so often once they are warm. */
  private static void fire(LaptopStack stack, Usage usage, Set<String> functions, int times) {
    for (int i = 0; i <= times; i++) {
      if (i == 1) {
        usage.clear();
      }
      for (var schedule : stack.template().schedules()) {
        if (functions.contains(schedule.function())) {
          stack.fire(schedule.name());
        }
      }
    }
  }

  /** A month without a customer, lived; and journeys of customers who come after it. */
  private static List<Bill> quiet() throws Exception {
    var usage = new Usage();
    try (var stack = Laptop.start(null, Costs.IDLE, UpCommand.PORT, usage, false)) {
      stack.advanceTo(Costs.IDLE.plus(Costs.MONTH));
      var costs = new Costs(stack.template(), usage);
      var idle = costs.idle();
      var passed = costs.passedOver();
      fire(stack, usage, passed.keySet(), TICKS);
      var ticks = costs.ticks(passed);
      return List.of(
          ticks,
          idle.and(ticks),
          journeys(stack, usage, "a million journeys with one wait", 1),
          journeys(stack, usage, "a million journeys with three waits", 3));
    }
  }

  /** Journeys in the project's shop, with one campaign instead of its own and nobody held out. */
  private static Bill journeys(LaptopStack stack, Usage usage, String of, int waits)
      throws Exception {
    var run = new WaitingJourneys(stack, waits);
    try (var copy = ProgrammeCopy.of(Home.path("programme"))) {
      try (var own = Files.list(copy.folder().resolve("campaigns"))) {
        for (var each : own.toList()) {
          Files.delete(each);
        }
      }
      Files.writeString(copy.folder().resolve("campaigns/waits.yaml"), run.campaign());
      var shop = copy.folder().resolve("shop.yaml");
      Files.writeString(shop, CONTROL.matcher(Files.readString(shop)).replaceAll("control: 0"));
      Laptop.apply(stack, copy.folder());
    }
    run.introduce();
    usage.clear();
    run.live();
    return new Costs(stack.template(), usage).journeys(of, run);
  }
}
