package dev.perennial.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.customers.AttributeTypes;
import dev.perennial.orders.CustomerFile;
import dev.perennial.orders.Problem;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.programme.RulesInForce;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import-customers}: profiles, consents and points that a shop had elsewhere. */
@Command(
    name = "import-customers",
    description = {
      "Takes customers from CSV, without events or mail: profiles, consents with their proof,"
          + " points",
      "had before, and addresses that unsubscribed. Run again, it changes nothing."
    },
    mixinStandardHelpOptions = true)
public final class ImportCustomersCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "CSV, plain or .gz; see docs/order-files.md")
  private Path file = Path.of("");

  @ArgGroup(multiplicity = "1")
  private Where where = new Where();

  @Mixin private NotationOptions notation = new NotationOptions();

  @Option(
      names = "--consent-at",
      paramLabel = "TIME",
      description = "When consents were given, of rows that don't say it")
  private @Nullable Instant consentAt;

  @Option(
      names = "--consent-source",
      paramLabel = "TEXT",
      description = "How consents were given, of rows that don't say it")
  private @Nullable String consentSource;

  @Option(
      names = "--consent-wording",
      paramLabel = "TEXT",
      description = "What was agreed to, of rows that don't say it")
  private @Nullable String consentWording;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When the file was written: what was said of a field since then stays")
  private @Nullable Instant at;

  @Option(names = "--dry-run", description = "Counts and tells the same, and writes nothing")
  private boolean dryRun;

  @Option(names = "--json", description = "One JSON object for machines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new Failed(file + " is not a file");
    }
    if (where.deployed != null) {
      return take(Deployed.stores(where.deployed), Clock.systemUTC());
    }
    try (var stack = OpenStack.of(Objects.requireNonNull(where.data))) {
      var code = take(stack.stores(), Clock.fixed(stack.now(), ZoneOffset.UTC));
      stack.drain();
      return code;
    }
  }

  private int take(Stores stores, Clock clock) throws IOException {
    var now = clock.instant();
    var proof = new CustomerFile.Proof(consentAt, consentSource, consentWording);
    var programme = new RulesInForce(stores.programme()).at(now).programme();
    var types = programme.get(AttributeTypes.SECTION);
    var zone = programme.shop().zone();
    var read = CustomerFile.read(file, notation.notation(), proof, types, zone, now);
    read.notes().forEach(err()::println);
    var taken = new CustomerImport(stores, clock, at, dryRun);
    try (var progress = ProgressReport.bar("customers", read.customers().size(), json)) {
      long done = 0;
      for (var told : read.customers()) {
        taken.take(told);
        progress.to(++done);
      }
    }
    var problems =
        Stream.concat(read.problems().stream(), taken.refused().stream())
            .sorted(Comparator.comparingLong(Problem::line))
            .map(Problem::toString)
            .toList();
    ProgressReport.rows(problems, problems.size(), err());
    tell(taken.counts(), problems);
    return notation.exitCode(!problems.isEmpty());
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }

  private void tell(CustomerImport.Counts counts, List<String> problems) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("created", counts.created());
    node.put("changed", counts.changed());
    node.put("unchanged", counts.unchanged());
    node.put("addressesClosed", counts.closed());
    node.put("points", counts.points());
    node.put("leftOut", problems.size());
    if (dryRun) {
      node.put("dryRun", true);
    }
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      out.println(node);
      return;
    }
    if (dryRun) {
      out.println("Nothing was written; it would be:");
    }
    node.remove("dryRun");
    node.properties()
        .forEach(each -> out.printf("%-16s %,12d%n", each.getKey(), each.getValue().asLong()));
  }
}
