package dev.perennial.cli;

import dev.perennial.orders.Notation;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How an order file writes its columns, numbers and times. */
public final class NotationOptions extends CsvOptions {
  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME=COLUMN",
      description =
          "What the file calls its columns, such as customerId=Kunde,at=Datum; docs/order-files.md"
              + " lists the names")
  private Map<String, String> columns = new LinkedHashMap<>();

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

  /** The notation that was asked for. */
  public Notation notation() {
    return notation(columns, zone, dates);
  }

  /** The zone that was asked for; null when none was. */
  @Nullable ZoneId zone() {
    return notation().zone();
  }
}
