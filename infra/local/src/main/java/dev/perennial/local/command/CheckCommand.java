package dev.perennial.local.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.local.ledger.Check;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}: whether every account is what its ledger lines make. */
@Command(
    name = "check",
    description = "Checks fold(ledger) == account for every customer; exit code 1 when it is not.",
    mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
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
    try (var stack = Laptop.open(data)) {
      var programme =
          new dev.perennial.doors.RulesInForce(Laptop.stores(stack).programme())
              .at(stack.clock().instant())
              .programme();
      var report =
          Check.run(
              stack.dynamo(),
              Laptop.table(stack, "CustomersTable"),
              Laptop.table(stack, "HistoryTable"),
              programme.shop().zone(),
              programme.loyalty().tier());
      var out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
      if (json) {
        out.println(json(report));
      } else {
        report
            .findings()
            .forEach(f -> out.println(f.customerId() + " " + f.lineId() + ": " + f.what()));
        out.println(
            "%,d customers, %,d lines, %d findings"
                .formatted(report.customers(), report.lines(), report.findings().size()));
      }
      return report.findings().isEmpty() ? 0 : 1;
    }
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
          .put("what", each.what());
    }
    return json.toString();
  }
}
