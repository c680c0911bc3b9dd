package dev.perennial.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.programme.Shop;
import dev.perennial.domain.segments.SegmentSet;
import dev.perennial.programme.Activation;
import dev.perennial.programme.Preview;
import dev.perennial.programme.ProgrammeFault;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.programme.RulesInForce;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/** {@code apply}: the files under programme/ into force. */
@Command(
    name = "apply",
    description =
        "Validates the files of a programme, shows what they change and for whom, and puts them"
            + " into force.",
    mixinStandardHelpOptions = true)
public final class ApplyCommand implements Callable<Integer> {
  @Option(
      names = "--programme",
      paramLabel = "DIR",
      description = "The files' folder (default programme/)")
  private @Nullable Path programme;

  /** Neither: the files are only checked. */
  @ArgGroup private Where where = new Where();

  @Option(
      names = "--dry-run",
      description = "Only shows what would change, and for whom; writes nothing")
  private boolean dryRun;

  @Option(
      names = "--yes",
      description =
          "Doesn't ask before the first programme of a stack fixes zone and currency, nor before a"
              + " campaign reaches more than the share")
  private boolean yes;

  @Option(
      names = "--share",
      paramLabel = "PERCENT",
      description =
          "Of 100 customers, how many the next tick of a new or changed campaign may take in"
              + " without a yes, 0 to 100 (default ${DEFAULT-VALUE})")
  private int share = 25;

  @Option(names = "--json", description = "One JSON object for machines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var folder = programme == null ? Home.path("programme") : programme;
    if (where.deployed != null) {
      apply(folder, Deployed.stores(where.deployed), Instant.now(), RulesInForce.REMEMBERED);
    } else if (where.data != null) {
      try (var stack = OpenStack.of(where.data)) {
        // nobody else's functions remember the one before
        apply(folder, stack.stores(), stack.now(), Duration.ZERO);
        stack.startFunctionsAnew();
        stack.drain();
      }
    } else {
      var files = Activation.of(folder);
      var warnings = new ArrayList<>(files.warnings());
      warnings.addAll(files.passed(Instant.now()));
      warn(warnings);
      out().println(told(files.programme(), warnings));
    }
    return 0;
  }

  /** Told before anything else, beside what machines read. */
  private void warn(List<String> warnings) {
    var err = Objects.requireNonNull(spec).commandLine().getErr();
    warnings.forEach(each -> err.println("warning: " + each));
  }

  private static void put(ObjectNode answer, List<String> warnings) {
    if (!warnings.isEmpty()) {
      warnings.forEach(answer.putArray("warnings")::add);
    }
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private void apply(Path folder, Stores stores, Instant now, Duration notice)
      throws IOException, ProgrammeFault {
    if (share < 0 || share > 100) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--share is " + share + "; it must be 0 to 100");
    }
    var files = Activation.of(folder);
    var changes = !files.isLast(stores.programme());
    var warnings = new ArrayList<>(files.warnings());
    if (changes) {
      warnings.addAll(files.passed(now));
      warnings.addAll(files.slips(stores.customers()));
    }
    warn(warnings);
    var preview = files.preview(stores, now);
    if (!json) {
      preview.ifPresent(each -> PreviewReport.tell(each, out()));
    }
    var answer = object();
    String line;
    if (dryRun) {
      line = told(changes, answer);
    } else {
      agree(files.programme().shop(), stores.programme());
      preview.ifPresent(this::agree);
      line = told(files.apply(stores, SigningSecret.random(), now, notice), answer);
    }
    preview.ifPresent(each -> PreviewReport.put(answer, each));
    put(answer, warnings);
    out().println(json ? answer.toString() : line);
  }

  /** The first programme of a deployed stack fixes what can't be another under a ledger. */
  private void agree(Shop shop, ProgrammeStore store) {
    if (yes || where.deployed == null || Activation.done(store)) {
      return;
    }
    var fixed =
        "%s has no programme yet. Its currency, %s, and its zone, %s, can't be changed any more once"
                .formatted(where.deployed, shop.currency(), shop.zone())
            + " a customer is recorded";
    ask(
        fixed,
        "Are both right?",
        "which says that both are right",
        "shop.yaml says currency and zone");
  }

  /** What mails a large part of the customers is seldom meant to do so unseen. */
  private void agree(Preview preview) {
    if (yes) {
      return;
    }
    preview
        .campaigns()
        .forEach(
            (id, change) -> {
              if (change.reached() * 100 > preview.customers() * share) {
                ask(
                    "The next tick of campaign %s would take in %,d of %,d customers, more than %d of 100"
                        .formatted(id, change.reached(), preview.customers(), share),
                    "Is that meant?",
                    "which says that it is meant",
                    "a segment makes it smaller");
              }
            });
  }

  private static void ask(String what, String question, String saidByYes, String instead) {
    var terminal = Terminal.find();
    if (terminal.isEmpty()) {
      throw new Failed(what + "; nothing is written without --yes, " + saidByYes);
    }
    var typed = terminal.get().readLine("%s. %s [y/N] ", what, question);
    if (typed == null || !typed.strip().matches("(?i)y(es)?")) {
      throw new Failed("Nothing was written; " + instead);
    }
  }

  private String told(Programme checked, List<String> warnings) {
    var segments = checked.get(SegmentSet.SECTION).ids().size();
    var campaigns = checked.get(CampaignSet.SECTION).all().size();
    var answer = object().put("segments", segments).put("campaigns", campaigns);
    put(answer, warnings);
    return json
        ? answer.toString()
        : "right: %d segments, %d campaigns".formatted(segments, campaigns);
  }

  private static String told(boolean changed, ObjectNode answer) {
    answer.put("dryRun", true).put("changed", changed);
    return changed ? "nothing is written" : "it is what was applied last; nothing would change";
  }

  private static String told(Activation.Outcome outcome, ObjectNode answer) {
    return switch (outcome) {
      case Activation.Outcome.Applied applied -> {
        var version = applied.version();
        var from = applied.from().toString();
        answer.put("version", version).put("from", from).put("changed", true);
        yield "version " + version + " holds from " + from;
      }
      case Activation.Outcome.Unchanged unchanged -> {
        answer.put("version", unchanged.version()).put("changed", false);
        yield "version " + unchanged.version() + " is what was applied last; nothing changed";
      }
    };
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
