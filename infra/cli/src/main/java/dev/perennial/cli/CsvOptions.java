package dev.perennial.cli;

import dev.perennial.orders.Notation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a CSV file sets fields and decimals apart, and whether its broken rows are forgiven. */
class CsvOptions {
  @Option(
      names = "--separator",
      paramLabel = "CHAR",
      description = "Between fields: a comma (default), a semicolon, a | or the word tab")
  private @Nullable String separator;

  @Option(
      names = "--decimal",
      paramLabel = "CHAR",
      description =
          "The decimal sign, a point or a comma; thousands may then be set apart (default: a point,"
              + " and nothing between thousands)")
  private @Nullable String decimal;

  @Option(
      names = "--skip-broken",
      description = "Exit code 0 even if something of the file was left out (without it: 1)")
  private boolean skipBroken;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /**
   * The notation that was asked for, with what else is known of it.
   *
   * @throws ParameterException for what is none
   */
  final Notation notation(
      Map<String, String> columns, @Nullable String zone, @Nullable String dates) {
    try {
      return Notation.of(columns, separator, decimal, zone, dates);
    } catch (IllegalArgumentException e) {
      if (spec == null) {
        throw e;
      }
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  /**
   * The exit code of a command that read a file.
   *
   * @param leftOut whether something of the file was left out since it is broken
   */
  public final int exitCode(boolean leftOut) {
    return leftOut && !skipBroken ? 1 : 0;
  }
}
