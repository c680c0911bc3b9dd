package dev.perennial.local.command;

import dev.perennial.local.replay.Replay;
import dev.perennial.local.replay.Units;
import dev.perennial.local.stack.ClientInterceptor;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
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
    description = "Loads historical orders; run again, it changes nothing.",
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
    var zone = ReplayCommand.zone();
    var lines = java.util.Objects.requireNonNull(spec).commandLine();
    var all = orders.read(zone);
    Reporting.problems(all, lines.getErr());
    var read = until == null ? all : all.until(until);
    if (read.entries().isEmpty()) {
      throw new Failed("there are no orders" + (until == null ? "" : " until " + until));
    }
    var began = System.nanoTime();
    var last = read.entries().getLast().at();
    try (var stack = Laptop.start(data, later(last), UpCommand.PORT, ClientInterceptor.NONE)) {
      var before = Year.figures(stack);
      var replay = new Replay(stack, all, Reporting.none());
      replay.importAll(read);
      var summary = Year.summary(stack, before, replay, all, new Units(), began, zone);
      lines.getOut().println(json ? summary.json() : summary.text());
    }
    return 0;
  }

  private static Instant later(Instant last) {
    return last.plusMillis(1);
  }
}
