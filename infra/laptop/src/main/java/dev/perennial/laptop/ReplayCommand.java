package dev.perennial.laptop;

import dev.perennial.cli.ProgressReport;
import dev.perennial.people.MadeUpPeople;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay}: the time machine. */
@Command(
    name = "replay",
    description =
        "Lives orders again through the handlers, every schedule firing at its virtual time.",
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
  @Mixin private OrderOptions orders = new OrderOptions();

  @Option(
      names = "--import-until",
      paramLabel = "DATE",
      description = "Orders to the end of this day are imported, not lived")
  private @Nullable LocalDate importUntil;

  @Option(names = "--until", paramLabel = "DATE", description = "The last day lived; all of it is")
  private @Nullable LocalDate until;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keeps everything in a folder; without it nothing is left")
  private @Nullable Path data;

  @Option(names = "--json", description = "One JSON object for machines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var lines = Objects.requireNonNull(spec).commandLine();
    if (until != null && importUntil != null && until.isBefore(importUntil)) {
      throw new ParameterException(
          lines, "--until " + until + " lies before --import-until " + importUntil);
    }
    var shop = Laptop.shop(data);
    var read = orders.read(shop);
    ProgressReport.problems(read, lines.getErr());
    ProgressReport.notes(read, lines.getErr());
    var people = orders.madeUpPeopleOrDemonstration() ? new MadeUpPeople() : null;
    var summary =
        new Year(read, importUntil, until, data, people, null, true)
            .live(UpCommand.PORT, json, shop, (_, _) -> {});
    lines.getOut().println(json ? summary.json() : summary.text());
    ProgressReport.refused(summary.leftOut(), lines.getErr());
    return orders.exitCode(read, summary.leftOut());
  }
}
