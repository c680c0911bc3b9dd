package dev.perennial.cli;

import dev.perennial.runtime.cloud.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose tables: one of the two, as an {@code ArgGroup} of commands that work on both. */
public class Where {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The database's folder")
  @Nullable Path data;

  @Option(
      names = "--stack",
      required = true,
      paramLabel = "NAME",
      description = "A deployed stack, by your AWS credentials")
  @Nullable String deployed;

  /** What is made of a stack's stores at an instant. */
  public interface Reading<T> {
    /** Makes it; the stores are open meanwhile. */
    T of(Stores stores, Instant now) throws IOException;
  }

  /** Reads the stack: a deployed one by the hour of today, another by its own clock. */
  public <T> T read(Reading<T> reading) throws IOException {
    if (deployed != null) {
      return reading.of(Deployed.stores(deployed), Clock.systemUTC().instant());
    }
    try (var stack = OpenStack.of(Objects.requireNonNull(data))) {
      return reading.of(stack.stores(), stack.now());
    }
  }
}
