package dev.perennial.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.audit.Check;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}: whether every account is what its ledger lines make. */
@Command(
    name = "check",
    description = {
      "Checks fold(ledger) == account for every customer, and that no line and no account was",
      "changed after it was written; exit code 1 when something is left that is not so."
    },
    mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The database's folder")
  private Path data = Path.of("");

  @Option(
      names = "--repair",
      description =
          "Writes accounts anew that are not what their lines make, where all lines are sound;"
              + " lines are never edited")
  private boolean repair;

  @Option(names = "--json", description = "One JSON object for machines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    try (var stack = OpenStack.of(data)) {
      var report =
          Check.run(
              stack.dynamo(),
              stack.table("CustomersTable"),
              stack.table("HistoryTable"),
              stack.table("ProgrammeTable"),
              stack.programme(),
              repair);
      var out = Objects.requireNonNull(spec).commandLine().getOut();
      out.println(json ? json(report) : text(report));
      return report.sound() ? 0 : 1;
    }
  }

  private static String text(Check.Report report) {
    var text = new StringBuilder();
    for (var each : report.findings()) {
      text.append(each.customerId()).append(' ').append(each.lineId()).append(": ");
      text.append(each.what()).append(each.repaired() ? " (repaired)" : "").append('\n');
    }
    var repaired = report.findings().stream().filter(Check.Finding::repaired).count();
    return text.append(
            "%,d customers, %,d lines, %,d findings"
                .formatted(report.customers(), report.lines(), report.findings().size()))
        .append(repaired > 0 ? ", %,d repaired".formatted(repaired) : "")
        .toString();
  }

  private static String json(Check.Report report) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("customers", report.customers());
    json.put("lines", report.lines());
    var findings = json.putArray("findings");
    for (var each : report.findings()) {
      findings
          .addObject()
          .put("customerId", each.customerId())
          .put("line", each.lineId())
          .put("what", each.what())
          .put("repaired", each.repaired());
    }
    return json.toString();
  }
}
