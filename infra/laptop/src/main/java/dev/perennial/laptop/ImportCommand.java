package dev.perennial.laptop;

import dev.perennial.cli.ProgressReport;
import dev.perennial.people.MadeUpPeople;
import dev.perennial.replay.Replay;
import dev.perennial.replay.Usage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code import}: historical orders into a stack's database. */
@Command(
    name = "import",
    description = {
      "Loads historical orders, without events or mail; run again, it changes nothing.",
      "Customers get no profile: PUT /customers brings it, or --made-up-people invents one.",
      "A clock that is behind the last order goes forward to it; on a stack that is up, what is"
          + " due",
      "on the way happens."
    },
    mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
  @Mixin private OrderOptions orders = new OrderOptions();

  @Option(names = "--until", paramLabel = "DATE", description = "The last day; all of it is read")
  private @Nullable LocalDate until;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The database's folder")
  private Path data = Path.of("");

  @Option(names = "--json", description = "One JSON object for machines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var lines = Objects.requireNonNull(spec).commandLine();
    var all = orders.read(Laptop.shop(data));
    ProgressReport.problems(all, lines.getErr());
    ProgressReport.notes(all, lines.getErr());
    var read = Year.part(all, until);
    var began = System.nanoTime();
    var usage = new Usage();
    // a moment later, so that the last order is not of the future
    var now = read.entries().getLast().at().plusMillis(1);
    try (var opened = LaptopStacks.toLoad(data, now, usage)) {
      var stack = opened.stack();
      var before = Year.Held.of(stack);
      Replay replay;
      try (var progress =
          ProgressReport.bar("orders", read.entries().size(), json || !opened.own())) {
        replay =
            new Replay(
                stack, all, orders.madeUpPeople() ? new MadeUpPeople() : null, progress::step);
        replay.skipAll(read.skipped());
        replay.importAll(read);
      }
      var summary = Year.summary(stack, before, replay, usage, began);
      lines.getOut().println(json ? summary.json() : summary.text());
      ProgressReport.refused(summary.leftOut(), lines.getErr());
      return orders.exitCode(all, summary.leftOut());
    }
  }
}
