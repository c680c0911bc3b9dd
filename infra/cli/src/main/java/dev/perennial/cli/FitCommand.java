package dev.perennial.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.value.BetaGeometric;
import dev.perennial.domain.value.Fit;
import dev.perennial.domain.value.Fitting;
import dev.perennial.domain.value.GammaGamma;
import dev.perennial.domain.value.ModelName;
import dev.perennial.domain.value.PurchaseModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fit}: a value model's parameters by maximum likelihood. */
@Command(
    name = "fit",
    description = {
      "Fits a model of when customers buy, or of what an order is worth (gammagamma), by maximum",
      "likelihood; docs/value.md says what the figures mean."
    },
    mixinStandardHelpOptions = true)
public final class FitCommand implements Callable<Integer> {
  @Mixin private ShopperOptions options = new ShopperOptions();

  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME",
      description = "bgnbd, mbgnbd, paretonbd, bgcnbd, mbgcnbd or gammagamma")
  private String model = "";

  @Option(
      names = "--k",
      paramLabel = "N",
      description =
          "bgcnbd and mbgcnbd: how regular, from 1 (not at all); without it the likeliest")
  private @Nullable Integer k;

  @Option(names = "--json", description = "One JSON object for machines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  private record Result(
      SortedMap<String, Double> parameters, @Nullable Integer k, Fit<?> fit, double seconds) {}

  @Override
  public Integer call() throws Exception {
    var lines = Objects.requireNonNull(spec).commandLine();
    var family = family();
    var read = options.read(options.until(), lines.getErr());
    var warnings = new ArrayList<>(read.warnings());
    var result = family == null ? spend(read, warnings) : purchases(family, read);
    warnings.addAll(result.fit.warnings());
    lines.getOut().println(json ? json(result, read, warnings) : text(result, read, warnings));
    return read.exitCode();
  }

  private ModelName.@Nullable Family family() {
    var family =
        switch (model) {
          case "bgnbd", "bgcnbd" -> ModelName.Family.BG;
          case "mbgnbd", "mbgcnbd" -> ModelName.Family.MBG;
          case "paretonbd" -> ModelName.Family.PARETO;
          case "gammagamma" -> null;
          default ->
              throw options.usage(
                  ("no model \"%s\"; there are: bgnbd, mbgnbd, paretonbd, bgcnbd, mbgcnbd,"
                          + " gammagamma")
                      .formatted(model));
        };
    if (k != null && !model.endsWith("cnbd")) {
      throw options.usage("--k goes with mbgcnbd and bgcnbd only");
    }
    if (k != null && (k < 1 || k > BetaGeometric.MAX_REGULAR)) {
      throw options.usage("--k is %d; it must be 1 to %d".formatted(k, BetaGeometric.MAX_REGULAR));
    }
    return family;
  }

  private Result purchases(ModelName.Family family, ShopperOptions.Read read) {
    var cohort = read.shoppers().cohort(options.lastDay());
    var daysPerUnit = read.shoppers().daysPerUnit();
    var regular = model.endsWith("cnbd");
    var began = System.nanoTime();
    var outcome =
        regular && k == null
            ? Fitting.likeliest(family, cohort, daysPerUnit)
            : Fitting.fit(new ModelName(family, k == null ? 1 : k), cohort, daysPerUnit);
    var seconds = (System.nanoTime() - began) / 1e9;
    return switch (outcome) {
      case Fit.Unfit<PurchaseModel>(var why) -> throw new Failed("can't fit " + model + ": " + why);
      case Fit.Fitted<PurchaseModel>(var fit) ->
          new Result(
              fit.model().parameters(),
              regular && fit.model() instanceof BetaGeometric chosen ? chosen.k() : null,
              fit,
              seconds);
    };
  }

  private Result spend(ShopperOptions.Read read, List<String> warnings) {
    if (!read.paid()) {
      throw options.usage("gammagamma needs --amount: the column of what was paid");
    }
    var spending = read.shoppers().spending(options.lastDay());
    if (spending.unpaid() > 0) {
      warnings.add(
          "%d customers whose repeat purchases cost nothing were left out"
              .formatted(spending.unpaid()));
    }
    var began = System.nanoTime();
    var outcome = Fitting.fit(spending.build());
    var seconds = (System.nanoTime() - began) / 1e9;
    return switch (outcome) {
      case Fit.Unfit<?>(var why) -> throw new Failed("can't fit " + model + ": " + why);
      case Fit.Fitted<GammaGamma>(var fit) ->
          new Result(fit.model().parameters(), null, fit, seconds);
    };
  }

  private String json(Result result, ShopperOptions.Read read, List<String> warnings) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("model", model);
    if (result.k != null) {
      node.put("k", result.k);
    }
    var parameters = node.putObject("parameters");
    var errors = node.putObject("standardErrors");
    result.parameters.forEach(
        (name, value) -> {
          parameters.put(name, value);
          put(errors, name, result.fit.standardErrors().get(name));
        });
    node.put("logLikelihood", result.fit.logLikelihood());
    node.put("customers", result.fit.customers());
    node.put("zone", read.zone().getId());
    node.put("seconds", result.seconds);
    node.put("converged", result.fit.converged());
    warnings.forEach(node.putArray("warnings")::add);
    return node.toString();
  }

  private static void put(ObjectNode node, String name, @Nullable Double value) {
    if (value == null) {
      node.putNull(name);
    } else {
      node.put(name, value);
    }
  }

  private String text(Result result, ShopperOptions.Read read, List<String> warnings) {
    var text = new StringBuilder(model);
    if (result.k != null) {
      text.append(", k = ").append(result.k);
    }
    text.append('\n');
    result.parameters.forEach(
        (name, value) -> {
          var error = result.fit.standardErrors().get(name);
          text.append("%-6s %-12.7g".formatted(name, value))
              .append(error == null ? " (not determined)" : " ± %.4g".formatted(error))
              .append('\n');
        });
    text.append(
        "log-likelihood %.4f of %,d customers, in %.2f s%s"
            .formatted(
                result.fit.logLikelihood(),
                result.fit.customers(),
                result.seconds,
                result.fit.converged() ? "" : ", not converged"));
    text.append("\ndays are counted in ").append(read.zone());
    warnings.forEach(warning -> text.append("\nwarning: ").append(warning));
    return text.toString();
  }
}
