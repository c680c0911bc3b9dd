package dev.perennial.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.perennial.domain.value.ModelName;
import dev.perennial.domain.value.PurchaseModel;
import dev.perennial.domain.value.Summary;
import dev.perennial.orders.SummaryFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code predict}: what a model expects of customers. */
@Command(
    name = "predict",
    description = {
      "Reads customers as CSV with the columns x, t_x, T and t, in the unit of the parameters, and",
      "writes the same with the purchases expected within t and the probability of being alive."
    },
    mixinStandardHelpOptions = true)
public final class PredictCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME",
      description = "bgnbd, mbgnbd, paretonbd, bgcnbd or mbgcnbd")
  private String model = "";

  @Option(
      names = "--k",
      paramLabel = "N",
      description = "bgcnbd and mbgcnbd: how regular; may stand among the parameters as well")
  private @Nullable Integer k;

  @Option(
      names = "--parameters",
      required = true,
      paramLabel = "LIST",
      description = "r=…,alpha=…,a=…,b=…; of paretonbd r=…,alpha=…,s=…,beta=…")
  private String parameters = "";

  @Option(names = "--customers", required = true, paramLabel = "FILE", description = "CSV")
  private Path customers = Path.of("");

  @Option(names = "--json", description = "One JSON object for machines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var lines = Objects.requireNonNull(spec).commandLine();
    var chosen = chosen();
    if (!Files.isRegularFile(customers)) {
      throw new Failed("--customers " + customers + " is not a file");
    }
    if (json) {
      json(chosen, lines.getOut());
    } else {
      csv(chosen, lines.getOut());
    }
    return 0;
  }

  private PurchaseModel chosen() {
    var given = given();
    var ticks = given.remove("k");
    if (ticks != null && ticks != Math.rint(ticks)) {
      throw usage("k is %s; it must be a whole number".formatted(ticks));
    }
    var regular = model.equals("mbgcnbd") || model.equals("bgcnbd");
    if (ticks != null && k != null && ticks != (double) k) {
      throw usage("--k is %d, and k in --parameters %s; name one".formatted(k, ticks));
    }
    var count = k != null ? k : ticks == null ? null : (Integer) ticks.intValue();
    if (regular && count == null) {
      throw usage(model + " needs --k");
    }
    if (!regular && count != null && count != 1) {
      throw usage("--k goes with mbgcnbd and bgcnbd only");
    }
    try {
      var name =
          regular && count != null && count == 1
              ? ModelName.parse(model.replace("cnbd", "nbd"))
              : ModelName.parse(regular ? model + "-" + count : model);
      var names =
          name.family() == ModelName.Family.PARETO
              ? List.of("r", "alpha", "s", "beta")
              : List.of("r", "alpha", "a", "b");
      var values = new ArrayList<Double>();
      for (var each : names) {
        var value = given.remove(each);
        if (value == null) {
          throw usage("%s needs the parameters %s".formatted(model, String.join(", ", names)));
        }
        values.add(value);
      }
      if (!given.isEmpty()) {
        throw usage(
            "%s has no parameter %s; it has %s"
                .formatted(model, given.keySet().iterator().next(), String.join(", ", names)));
      }
      return name.with(values.get(0), values.get(1), values.get(2), values.get(3));
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private Map<String, Double> given() {
    var given = new HashMap<String, Double>();
    for (var each : parameters.split(",", -1)) {
      var parts = each.strip().split("=", 2);
      try {
        if (parts.length == 2
            && given.put(parts[0].strip(), Double.valueOf(parts[1].strip())) == null) {
          continue;
        }
      } catch (NumberFormatException e) {
        // told below, with what isn't name=number
      }
      throw usage(
          "--parameters has \"%s\"; it must be name=number, each name once".formatted(each));
    }
    return given;
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private void csv(PurchaseModel chosen, PrintWriter out) throws IOException {
    var writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    boolean[] begun = {false};
    SummaryFile.read(
        customers,
        (names, fields, customer, t) -> {
          if (!begun[0]) {
            begun[0] = true;
            requireNew(names);
            writer.writeRecord(with(names, "expected", "alive"));
          }
          var expected = Double.toString(expected(chosen, customer, t));
          writer.writeRecord(with(fields, expected, Double.toString(chosen.alive(customer))));
        });
    if (!begun[0]) {
      throw new Failed(customers + " has no customers");
    }
    writer.flush();
  }

  private void requireNew(List<String> names) {
    for (var added : List.of("expected", "alive")) {
      if (names.contains(added)) {
        throw new Failed(
            "%s has a column %s already; rename it, since one of that name is added"
                .formatted(customers, added));
      }
    }
  }

  private static List<String> with(List<String> fields, String expected, String alive) {
    var all = new ArrayList<>(fields);
    all.add(expected);
    all.add(alive);
    return all;
  }

  /** One object, whole or not at all. */
  private void json(PurchaseModel chosen, PrintWriter out) throws IOException {
    var all = new StringBuilder();
    SummaryFile.read(
        customers,
        (names, fields, customer, t) -> {
          var node = JsonNodeFactory.instance.objectNode();
          node.put("x", customer.x()).put("t_x", customer.recency()).put("T", customer.age());
          node.put("t", t).put("expected", expected(chosen, customer, t));
          node.put("alive", chosen.alive(customer));
          all.append(all.isEmpty() ? "{\"customers\":[" : ",").append(node);
        });
    if (all.isEmpty()) {
      throw new Failed(customers + " has no customers");
    }
    out.println(all.append("]}"));
  }

  private static double expected(PurchaseModel chosen, Summary customer, double t) {
    var expected = chosen.expected(customer, t);
    if (!Double.isFinite(expected)) {
      throw new IllegalArgumentException(
          "the expected purchases are too many for a number; T or t are beyond the parameters");
    }
    return expected;
  }
}
