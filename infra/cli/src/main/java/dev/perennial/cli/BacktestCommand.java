package dev.perennial.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.value.Backtest;
import dev.perennial.domain.value.HoldoutError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code backtest}: chooses a model by the past alone, and tries all on what came after. */
@Command(
    name = "backtest",
    description = {
      "Chooses a model by trials inside the time until --until, and then says how far it and the",
      "others were from what customers bought from there to --holdout-until."
    },
    mixinStandardHelpOptions = true)
public final class BacktestCommand implements Callable<Integer> {
  @Mixin private ShopperOptions options = new ShopperOptions();

  @Option(
      names = "--holdout-until",
      required = true,
      paramLabel = "DATE",
      description = "The last day of the holdout, after --until")
  private LocalDate holdoutUntil = LocalDate.EPOCH;

  @Option(names = "--json", description = "One JSON object for machines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var lines = Objects.requireNonNull(spec).commandLine();
    if (!holdoutUntil.isAfter(options.until())) {
      throw options.usage(
          "--holdout-until is %s; it must be after --until, which is %s"
              .formatted(holdoutUntil, options.until()));
    }
    var read = options.read(holdoutUntil, lines.getErr());
    var test = Backtest.run(read.shoppers(), options.lastDay(), (int) holdoutUntil.toEpochDay());
    var warnings = new ArrayList<>(read.warnings());
    warnings.addAll(test.warnings());
    test.fits()
        .forEach((name, fit) -> fit.warnings().forEach(each -> warnings.add(name + ": " + each)));
    lines.getOut().println(json ? json(test, read, warnings) : text(test, read, warnings));
    return read.exitCode();
  }

  private static String json(Backtest test, ShopperOptions.Read read, List<String> warnings) {
    var node = JsonNodeFactory.instance.objectNode();
    put(node.putObject("models"), test.models());
    put(node.putObject("baselines"), test.baselines());
    node.put("actualTotal", test.actualTotal());
    node.put("chosen", test.chosen());
    node.put("zone", read.zone().getId());
    var weights = node.putObject("weights");
    test.weights().forEach(weights::put);
    var deciles = node.putArray("deciles");
    for (var each : test.deciles()) {
      deciles
          .addObject()
          .put("customers", each.customers())
          .put("expected", each.expected())
          .put("bought", each.bought());
    }
    warnings.forEach(node.putArray("warnings")::add);
    return node.toString();
  }

  private static void put(ObjectNode node, Map<String, HoldoutError> errors) {
    errors.forEach(
        (name, error) -> {
          var each = node.putObject(name);
          each.put("mae", error.mae()).put("rmse", error.rmse());
          if (error.correlation() == null) {
            each.putNull("correlation");
          } else {
            each.put("correlation", error.correlation());
          }
          each.put("total", error.total());
        });
  }

  private static String text(Backtest test, ShopperOptions.Read read, List<String> warnings) {
    var text =
        new StringBuilder(
            "%-12s %8s %8s %8s %12s%n".formatted("", "MAE", "RMSE", "corr.", "total"));
    var all = new LinkedHashMap<>(test.models());
    test.baselines().forEach(all::putIfAbsent);
    all.forEach(
        (name, error) -> {
          var correlation = error.correlation();
          text.append(
              "%-12s %8.4f %8.4f %8s %,12.1f%s%n"
                  .formatted(
                      name,
                      error.mae(),
                      error.rmse(),
                      correlation == null ? "-" : "%.4f".formatted(correlation),
                      error.total(),
                      name.equals(test.chosen()) ? "  chosen" : ""));
        });
    text.append("%-12s %39s".formatted("bought", "%,.1f".formatted(test.actualTotal())));
    if (test.weights().size() > 1) {
      text.append("\nblend of ").append(String.join(", ", test.weights().keySet()));
    }
    text.append("\ndays are counted in ").append(read.zone());
    warnings.forEach(warning -> text.append("\nwarning: ").append(warning));
    return text.toString();
  }
}
