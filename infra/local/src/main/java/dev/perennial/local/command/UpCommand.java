package dev.perennial.local.command;

import dev.perennial.local.stack.ClientInterceptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code up}: the laptop stack. */
@Command(
    name = "up",
    description = "Runs what template.yaml declares in this process, on loopback.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  /** Where the stack listens unless told otherwise. */
  static final int PORT = 8080;

  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "N",
      description = "Loopback port (default 8080)")
  private int port = PORT;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "A folder whose clock runs on from where it stopped, after a replay for instance"
              + " (default .perennial/up, on today's clock)")
  private @Nullable Path data;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var folder = data == null ? Laptop.home().resolve(".perennial/up") : data;
    var out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    Serving.check(port);
    var start = data != null && holdsStack(data) ? Instant.EPOCH : Instant.now();
    try (var stack = Laptop.start(folder, start, port, ClientInterceptor.NONE)) {
      Serving.serve(stack, port, out);
    }
    return 0;
  }

  /** Whether a stack was kept there, whose clock is later than any start that is asked for. */
  private static boolean holdsStack(Path folder) {
    return Files.exists(folder.resolve("tables.db"));
  }
}
