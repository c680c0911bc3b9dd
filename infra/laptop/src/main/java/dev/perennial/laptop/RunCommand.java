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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code run}: what {@code make run} does. */
@Command(
    name = "run",
    description = "Real orders through the handlers; then the stack stays up.",
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
  private static final LocalDate FIRST = LocalDate.of(2010, 12, 1);
  private static final LocalDate UNTIL = LocalDate.of(2011, 12, 10);

  @Option(
      names = "--from",
      defaultValue = "2011-11-01",
      paramLabel = "DATE",
      description = "The first day that is lived (default 2011-11-01); what was before is imported")
  private LocalDate from = UNTIL;

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
    var lines = Objects.requireNonNull(spec).commandLine();
    var out = lines.getOut();
    if (!from.isAfter(FIRST) || from.isAfter(UNTIL)) {
      throw new ParameterException(
          lines, "--from " + from + " is not after " + FIRST + " and up to " + UNTIL);
    }
    var serves = !"true".equals(System.getenv("CI"));
    if (serves) {
      StackServer.check(port);
    }
    var shop = Laptop.shop(data);
    var orders = orders(shop);
    if (!json) {
      out.println(
          "Importing orders to " + from.minusDays(1) + ", then living the rest of the year.");
      out.flush();
    }
    new Year(
            orders,
            from.minusDays(1),
            UNTIL,
            data,
            new MadeUpPeople(),
            new MadeUpHabits(seed),
            true)
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
