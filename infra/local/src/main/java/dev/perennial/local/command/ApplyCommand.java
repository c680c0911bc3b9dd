package dev.perennial.local.command;

import dev.perennial.local.apply.Applying;
import java.nio.file.Path;
import java.time.Instant;
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

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var folder = programme == null ? Laptop.home().resolve("programme") : programme;
    var out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    if (deployed != null) {
      var outcome =
          Applying.apply(folder, Deployed.programme(deployed), Laptop.secret(), Instant.now());
      out.println(text(outcome));
      return 0;
    }
    if (data == null) {
      var checked = Applying.check(folder);
      out.println(
          "right: %d segments, %d campaigns"
              .formatted(checked.segments().ids().size(), checked.campaigns().all().size()));
      return 0;
    }
    try (var stack = Laptop.open(data)) {
      out.println(text(Laptop.apply(stack, folder)));
    }
    return 0;
  }

  private static String text(Applying.Outcome outcome) {
    return switch (outcome) {
      case Applying.Outcome.Applied applied ->
          "version " + applied.programme().version() + " holds from " + applied.from();
      case Applying.Outcome.Unchanged unchanged ->
          "version " + unchanged.version() + " holds already; nothing changed";
    };
  }
}
