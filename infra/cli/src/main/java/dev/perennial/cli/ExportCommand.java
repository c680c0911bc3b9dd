package dev.perennial.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.audit.Balances;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.purchases.Purchased;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export}: every customer's standing, one JSON object a line; no personal data. */
@Command(
    name = "export",
    description =
        "Writes every customer's standing, one JSON object a line, without personal data.",
    mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The database's folder")
  private Path data = Path.of("");

  /** Every command has it; an export is for machines in any case. */
  @Option(names = "--json", description = "The same: it is one JSON object a line in any case")
  void json(boolean asked) {}

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    try (var stack = OpenStack.of(data)) {
      var zone = stack.programme().shop().zone();
      var today = stack.now().atZone(zone).toLocalDate();
      var history = stack.stores().history();
      Balances.each(
          stack.dynamo(),
          stack.table("CustomersTable"),
          customer -> {
            var account = customer.account();
            if (account != null) {
              var line = JsonNodeFactory.instance.objectNode();
              line.put("customerId", customer.customerId());
              line.put("orders", account.days().orders());
              line.put("spendMinor", account.days().spend());
              line.put(
                  "pointsIssued",
                  customer
                      .own(history.startingWith(customer.customerId(), LineId.purchase("")))
                      .stream()
                      .mapToLong(l -> l.event() instanceof Purchased p ? p.earned() : 0)
                      .sum());
              // to whoever was erased nothing is owed
              var live = !account.erased();
              line.put("pointsBalance", live ? account.balanceOn(today) : 0);
              line.put("pointsPending", live ? account.pendingOn(today) : 0);
              line.put("debt", live ? account.debt() : 0);
              var expiries = line.putObject("expiries");
              if (live) {
                account
                    .lots()
                    .expiriesAfter(today)
                    .forEach((day, points) -> expiries.put(day.toString(), points));
              }
              line.put("tier", account.tier());
              var segments = line.putArray("segments");
              account.segments().forEach(segments::add);
              out.println(line);
            }
          });
    }
    return 0;
  }
}
