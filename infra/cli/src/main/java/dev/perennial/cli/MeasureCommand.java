package dev.perennial.cli;

import dev.perennial.domain.measure.Ordering;
import dev.perennial.orders.OutcomeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code measure}: what a test brought, from its rows. */
@Command(
    name = "measure",
    description = {
      "What a test brought, from its rows, one for each customer: the difference of",
      "means between each arm and the control with its 95 %% interval, what spend",
      "before can do for it, and with --order whether treating some first pays.",
      "docs/measure.md says what the figures mean."
    },
    mixinStandardHelpOptions = true)
public final class MeasureCommand implements Callable<Integer> {
  @Option(
      names = "--rows",
      required = true,
      paramLabel = "FILE",
      description = "CSV with a header, plain or .gz")
  private Path file = Path.of("");

  @Option(
      names = "--arm",
      required = true,
      paramLabel = "COLUMN",
      description = "Which arm a row is of")
  private String arm = "";

  @Option(
      names = "--control",
      required = true,
      paramLabel = "VALUE",
      description = "What the arm's column says of those held out")
  private String control = "";

  @Option(
      names = "--outcome",
      required = true,
      split = ",",
      paramLabel = "COLUMN",
      description = "Numbers of after; 0 and 1 for what happened or did not")
  private List<String> outcomes = new ArrayList<>();

  @Option(
      names = "--before",
      paramLabel = "COLUMN",
      description = "A number from before the test, such as spend, to make the interval narrower")
  private @Nullable String before;

  @Option(
      names = "--covariates",
      split = ",",
      paramLabel = "COLUMN",
      description = "Numbers or few different texts from before the test, for --order")
  private List<String> covariates = new ArrayList<>();

  @Option(
      names = "--order",
      description = "Tries to order customers by the uplift expected of them, on unseen halves")
  private boolean order;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Cuts the halves; the same seed, the same figures (${DEFAULT-VALUE})")
  private long seed = 1;

  @Mixin private CsvOptions csv = new CsvOptions();

  @Option(names = "--json", description = "One JSON object for machines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var lines = Objects.requireNonNull(spec).commandLine();
    var layout = layout();
    if (!Files.exists(file) || Files.isDirectory(file)) {
      throw new Failed("--rows " + file + " is not a file");
    }
    var rows = new TestRows(layout, order);
    var reading = OutcomeFile.read(file, layout, csv.notation(Map.of(), null, null), rows::add);
    ProgressReport.rows(reading.problems(), reading.broken(), lines.getErr());
    if (reading.taken() == 0) {
      throw new Failed(
          reading.broken() == 0
              ? file + " has no rows"
              : "%s has no usable row: %s".formatted(file, reading.problems().getFirst()));
    }
    var warnings = new ArrayList<String>();
    if (reading.broken() > 0) {
      warnings.add(
          ("%d of %d rows were left out, the first: %s. Where more are missing in one arm, its"
                  + " figures are of other customers than the control's")
              .formatted(
                  reading.broken(),
                  reading.taken() + reading.broken(),
                  reading.problems().getFirst()));
    }
    var measured = measured(rows, warnings);
    lines.getOut().println(json ? measured.json() : new MeasuredText(measured).toString());
    return csv.exitCode(reading.broken() > 0);
  }

  private OutcomeFile.Layout layout() {
    if (order && covariates.isEmpty()) {
      throw usage("--order needs --covariates: by what customers differ");
    }
    var named = new ArrayList<>(List.of(arm));
    named.addAll(outcomes);
    named.addAll(covariates);
    var seen = new HashSet<String>();
    for (var each : named) {
      if (each.isBlank()) {
        throw usage("a column has a name; one of --arm, --outcome and --covariates has none");
      }
      if (!seen.add(each)) {
        throw usage(
            ("column \"%s\" is named twice; --arm, --outcome and --covariates must name"
                    + " different ones")
                .formatted(each));
      }
    }
    // spend before may well be a covariate too
    if (before != null && (before.equals(arm) || outcomes.contains(before))) {
      throw usage(
          "--before is \"%s\"; it must be a column of before the test, neither arm nor outcome"
              .formatted(before));
    }
    return new OutcomeFile.Layout(arm, outcomes, before, covariates);
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private Measured measured(TestRows rows, List<String> warnings) throws IOException {
    var names = rows.arms();
    if (!names.contains(control)) {
      throw new Failed(
          "no row's %s is \"%s\", as --control says; there are: %s"
              .formatted(arm, control, String.join(", ", names)));
    }
    if (names.size() == 1) {
      throw new Failed(
          "every row's %s is \"%s\"; there must be another arm to compare with"
              .formatted(arm, control));
    }
    warnings.addAll(rows.warnings());
    if (!order && !covariates.isEmpty()) {
      warnings.add("--covariates are used for --order alone, which was not asked for");
    }
    var orderings = new ArrayList<Measured.Ordered>();
    for (var each : names) {
      if (order && !each.equals(control)) {
        order(rows, each, orderings, warnings);
      }
    }
    return Measured.of(rows, control, orderings, warnings, seed);
  }

  private void order(
      TestRows rows, String treated, List<Measured.Ordered> orderings, List<String> warnings) {
    var fewest = Math.min(rows.rows(treated).length, rows.rows(control).length);
    if (fewest < Ordering.FEWEST) {
      warnings.add(
          "no ordering of %s: an arm has %d rows, and %d are needed"
              .formatted(treated, fewest, Ordering.FEWEST));
      return;
    }
    // each arm has its own cuts, so that no other arm changes them
    RandomGenerator random = new SplittableRandom(seed);
    var found =
        Ordering.of(
            rows.covariates(), rows.rows(treated), rows.rows(control), rows.outcomes(), random);
    for (int i = 0; i < outcomes.size(); i++) {
      orderings.add(new Measured.Ordered(treated, outcomes.get(i), found.get(i)));
    }
  }
}
