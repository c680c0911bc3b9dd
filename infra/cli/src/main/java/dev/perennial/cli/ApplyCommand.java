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
      description = "Doesn't ask before the first programme of a stack fixes zone and currency")
  private boolean yes;

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
      preview.ifPresent(this::tell);
    }
    var answer = object();
    String line;
    if (dryRun) {
      line = told(changes, answer);
    } else {
      agree(files.programme().shop(), stores.programme());
      line = told(files.apply(stores, SigningSecret.random(), now, notice), answer);
    }
    preview.ifPresent(each -> put(answer, each));
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
    var terminal = Terminal.find();
    if (terminal.isEmpty()) {
      throw new Failed(
          fixed + "; nothing is written without --yes, which says that both are right");
    }
    var typed = terminal.get().readLine("%s. Are both right? [y/N] ", fixed);
    if (typed == null || !typed.strip().matches("(?i)y(es)?")) {
      throw new Failed("Nothing was written; shop.yaml says currency and zone");
    }
  }

  private void tell(Preview preview) {
    for (var rule : preview.rules()) {
      out().printf("%s: %s -> %s%n", rule.path(), rule.from(), rule.to());
    }
    out()
        .printf(
            "%,d of %,d customers change their tier%n", preview.tierChanges(), preview.customers());
    preview
        .tiers()
        .forEach(
            (move, many) -> out().printf("tier %s -> %s: %,d%n", move.from(), move.to(), many));
    preview
        .segments()
        .forEach(
            (id, moves) ->
                out()
                    .printf(
                        "segment %s: %,d enter, %,d leave%n", id, moves.entered(), moves.left()));
  }

  private static void put(ObjectNode answer, Preview preview) {
    var node = answer.putObject("preview").put("customers", preview.customers());
    node.put("tierChanges", preview.tierChanges());
    var tiers = node.putArray("tiers");
    preview
        .tiers()
        .forEach(
            (move, many) ->
                tiers
                    .addObject()
                    .put("from", move.from())
                    .put("to", move.to())
                    .put("customers", many));
    var segments = node.putObject("segments");
    preview
        .segments()
        .forEach(
            (id, moves) ->
                segments.putObject(id).put("entered", moves.entered()).put("left", moves.left()));
    var rules = node.putArray("rules");
    for (var rule : preview.rules()) {
      rules.addObject().put("path", rule.path()).put("from", rule.from()).put("to", rule.to());
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
