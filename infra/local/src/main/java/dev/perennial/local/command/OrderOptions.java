package dev.perennial.local.command;

import dev.perennial.local.orders.OrderFile;
import dev.perennial.local.orders.OrderFormat;
import dev.perennial.local.orders.Orders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** Which orders a command reads. */
final class OrderOptions {
  @Option(
      names = "--orders",
      required = true,
      paramLabel = "FILE",
      description = "Orders, plain or .gz")
  private Path file = Path.of("");

  @Option(
      names = "--format",
      required = true,
      paramLabel = "NAME",
      description = "online-retail or csv")
  private String format = "";

  /** Orders of a file. */
  static OrderOptions of(Path file, String format) {
    var options = new OrderOptions();
    options.file = file;
    options.format = format;
    return options;
  }

  Orders read(ZoneId zone) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new Failed("--orders " + file + " is not a file");
    }
    try {
      return OrderFile.read(file, OrderFormat.named(format), zone);
    } catch (IllegalArgumentException e) {
      throw new Failed("--format " + e.getMessage());
    }
  }
}
