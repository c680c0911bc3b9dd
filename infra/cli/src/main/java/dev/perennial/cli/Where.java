package dev.perennial.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose tables: one of the two, as an {@code ArgGroup} of commands that work on both. */
class Where {
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
}
