package dev.perennial.local.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.programme.Programme;
import dev.perennial.local.apply.Applying;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code apply}: the files under programme/ into force. */
@Command(
    name = "apply",
    description = "Validates the files of a programme and puts them into force.",
    mixinStandardHelpOptions = true)
public final class ApplyCommand implements Callable<Integer> {
  @Option(
      names = "--programme",
      paramLabel = "DIR",
      description = "The files' folder (default programme/)")
  private @Nullable Path programme;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The database's folder; without it the files are only checked")
  private @Nullable Path data;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = "A deployed stack, by your AWS credentials")
  private @Nullable String deployed;

  @Option(names = "--json", description = "One JSON object for machines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var folder = programme == null ? Laptop.home().resolve("programme") : programme;
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (deployed != null) {
      var stores = Deployed.stores(deployed);
      out.println(told(Applying.apply(folder, stores, Laptop.secret(), Instant.now())));
    } else if (data != null) {
      try (var stack = Laptop.open(data)) {
        out.println(told(Laptop.apply(stack, folder)));
      }
    } else {
      out.println(told(Applying.check(folder)));
    }
    return 0;
  }

  private String told(Programme checked) {
    var segments = checked.segments().ids().size();
    var campaigns = checked.campaigns().all().size();
    return json
        ? object().put("segments", segments).put("campaigns", campaigns).toString()
        : "right: %d segments, %d campaigns".formatted(segments, campaigns);
  }

  private String told(Applying.Outcome outcome) {
    return switch (outcome) {
      case Applying.Outcome.Applied applied -> {
        var version = applied.programme().version();
        var from = applied.from().toString();
        yield json
            ? object().put("version", version).put("from", from).put("changed", true).toString()
            : "version " + version + " holds from " + from;
      }
      case Applying.Outcome.Unchanged unchanged ->
          json
              ? object().put("version", unchanged.version()).put("changed", false).toString()
              : "version " + unchanged.version() + " holds already; nothing changed";
    };
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
