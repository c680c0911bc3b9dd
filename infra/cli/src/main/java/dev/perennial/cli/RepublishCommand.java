package dev.perennial.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.audit.Republication;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.runtime.events.Bus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code republish}: events once more, out of History. */
@Command(
    name = "republish",
    description =
        "Raises events again from the lines of the history, with the ids they had: all that were"
            + " recorded in a time, or single ones, such as those that the outbox relay parked.",
    mixinStandardHelpOptions = true)
public final class RepublishCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Where where = new Where();

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "From lines recorded then, such as 2026-11-22T08:00:00Z")
  private @Nullable Instant from;

  @Option(names = "--to", paramLabel = "INSTANT", description = "To lines recorded before then")
  private @Nullable Instant to;

  @Option(
      names = "--line",
      paramLabel = "ID",
      description = "One line by the id of its event, customerId/lineId; may be repeated")
  private List<String> lines = List.of();

  @Option(names = "--json", description = "One JSON object for machines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var line = Objects.requireNonNull(spec).commandLine();
    if (lines.isEmpty() == (from == null) || (from == null) != (to == null)) {
      throw new ParameterException(line, "either --from and --to, or --line, says which events");
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw new ParameterException(line, "--from " + from + " is not before --to " + to);
    }
    var raised = raise();
    var out = line.getOut();
    if (json) {
      var told = JsonNodeFactory.instance.objectNode();
      out.println(told.put("events", raised.taken()).put("refused", raised.refused()));
    } else {
      out.printf("%,d events raised again, %,d refused%n", raised.taken(), raised.refused());
    }
    return raised.refused() == 0 ? 0 : 1;
  }

  private Republication raise() throws Exception {
    if (where.deployed != null) {
      var history = Deployed.stores(where.deployed).history();
      var bus = Deployed.bus(where.deployed);
      return raise(bus, history, Deployed.dynamo(), Deployed.history(where.deployed));
    }
    try (var stack = OpenStack.of(Objects.requireNonNull(where.data))) {
      var bus = new Bus(stack.cloud("OutboxRelayFunction"));
      var history = stack.stores().history();
      var raised = raise(bus, history, stack.dynamo(), stack.table("HistoryTable"));
      stack.drain();
      return raised;
    }
  }

  private Republication raise(Bus bus, HistoryStore history, DynamoDbClient dynamo, String table) {
    var raised = new Republication(bus);
    if (from != null && to != null) {
      raised.between(dynamo, table, from, to);
    }
    for (var id : lines) {
      if (!raised.one(history, id)) {
        throw new Failed(
            "--line " + id + " is no line of the history, which are customerId/lineId");
      }
    }
    return raised;
  }
}
