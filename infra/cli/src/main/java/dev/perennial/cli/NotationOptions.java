package dev.perennial.cli;

import dev.perennial.orders.Notation;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How an order file writes its columns, numbers and times. */
public final class NotationOptions {
  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME=COLUMN",
      description =
          "What the file calls its columns, such as customerId=Kunde,at=Datum; docs/order-files.md"
              + " lists the names")
  private Map<String, String> columns = new LinkedHashMap<>();

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
      names = "--zone",
      paramLabel = "ZONE",
      description = "The zone of times without an offset, such as Europe/Berlin")
  private @Nullable String zone;

  @Option(
      names = "--date-format",
      paramLabel = "ORDER",
      description =
          "How day, month and year stand, such as dd.mm.yyyy or mm/dd/yyyy; 2026-01-31, 20260131"
              + " and 31.1.2026 are read without")
  private @Nullable String dates;

  @Option(
      names = "--skip-broken",
      description = "Exit code 0 even if something of the file was left out (without it: 1)")
  private boolean skipBroken;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /** The notation that was asked for. */
  public Notation notation() {
    try {
      return Notation.of(columns, separator, decimal, zone, dates);
    } catch (IllegalArgumentException e) {
      if (spec == null) {
        throw e;
      }
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  /** The zone that was asked for; null when none was. */
  @Nullable ZoneId zone() {
    return notation().zone();
  }

  /**
   * The exit code of a command that read a file.
   *
   * @param leftOut whether something of the file was left out since it is broken
   */
  public int exitCode(boolean leftOut) {
    return leftOut && !skipBroken ? 1 : 0;
  }
}
