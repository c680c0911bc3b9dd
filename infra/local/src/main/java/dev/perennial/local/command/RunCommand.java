package dev.perennial.local.command;

import java.nio.file.Path;
import java.time.LocalDate;
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
  private static final LocalDate IMPORT_UNTIL = LocalDate.of(2010, 12, 31);
  private static final LocalDate UNTIL = LocalDate.of(2011, 12, 10);

  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "N",
      description = "Where the pages are afterwards (default 8080)")
  private int port = UpCommand.PORT;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keeps everything in a folder; without it nothing is left")
  private @Nullable Path data;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    if (!"true".equals(System.getenv("CI"))) {
      Serving.check(port);
    }
    var zone = ReplayCommand.zone();
    var file = Laptop.home().resolve("data/online-retail/online_retail.csv.gz");
    var orders = OrderOptions.of(file, "online-retail").read(zone);
    out.println("Importing orders to " + IMPORT_UNTIL + ", then living the rest of the year.");
    out.flush();
    new Year(orders, IMPORT_UNTIL, UNTIL, data)
        .live(
            port,
            false,
            zone,
            (stack, summary) -> {
              out.println(summary.text());
              out.flush();
              if (!"true".equals(System.getenv("CI"))) {
                Serving.serve(stack, port, out);
              }
            });
    return 0;
  }
}
