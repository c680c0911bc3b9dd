package dev.perennial.laptop;

import dev.perennial.cli.Home;
import dev.perennial.domain.programme.Shop;
import dev.perennial.orders.OrderFormat;
import dev.perennial.orders.Orders;
import dev.perennial.people.MadeUpHabits;
import dev.perennial.people.MadeUpPeople;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: what {@code make run} does. */
@Command(
    name = "run",
    description = "A year of real orders through the handlers; then the stack stays up.",
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
  static final LocalDate IMPORT_UNTIL = LocalDate.of(2010, 12, 31);
  private static final LocalDate UNTIL = LocalDate.of(2011, 12, 10);

  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "N",
      converter = Port.class,
      description = "Where the pages are afterwards (default 8080)")
  private int port = UpCommand.PORT;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keeps everything in a folder; without it nothing is left")
  private @Nullable Path data;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "What people do beside buying is made up: another number, another year")
  private long seed;

  @Option(names = "--json", description = "One JSON object for machines, and one for the pages")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    var serves = !"true".equals(System.getenv("CI"));
    if (serves) {
      StackServer.check(port);
    }
    var shop = Laptop.shop(data);
    var orders = orders(shop);
    if (!json) {
      out.println("Importing orders to " + IMPORT_UNTIL + ", then living the rest of the year.");
      out.flush();
    }
    new Year(orders, IMPORT_UNTIL, UNTIL, data, new MadeUpPeople(), new MadeUpHabits(seed), true)
        .live(
            port,
            json,
            shop,
            (stack, summary) -> {
              out.println(json ? summary.json() : summary.text());
              out.flush();
              if (serves) {
                new StackServer(stack, port, data, 1, null, json)
                    .serve(out, stack.clock().instant());
              }
            });
    return 0;
  }

  /** The demonstration's orders. */
  static Orders orders(Shop shop) throws IOException {
    var file = Home.path("data/online-retail/online_retail.csv.gz");
    return OrderOptions.of(file, OrderFormat.ONLINE_RETAIL).read(shop);
  }
}
