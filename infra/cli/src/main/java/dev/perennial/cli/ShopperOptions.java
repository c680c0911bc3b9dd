package dev.perennial.cli;

import dev.perennial.domain.value.BuyingDays;
import dev.perennial.domain.value.Shoppers;
import dev.perennial.orders.PurchaseFile;
import dev.perennial.orders.PurchaseLayout;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whose purchases a model is fitted to, and until when. */
final class ShopperOptions {
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
      description = "cdnow, online-retail or csv; csv is any file whose columns are named")
  private String format = "";

  @Option(names = "--customer", paramLabel = "COLUMN", description = "csv: the customer")
  private @Nullable String customer;

  @Option(names = "--date", paramLabel = "COLUMN", description = "csv: the date or time")
  private @Nullable String date;

  @Option(names = "--amount", paramLabel = "COLUMN", description = "csv: what was paid")
  private @Nullable String amount;

  @Option(
      names = "--until",
      required = true,
      paramLabel = "DATE",
      description = "The last day of calibration; all of it is read")
  private LocalDate until = LocalDate.EPOCH;

  @Option(
      names = "--unit",
      paramLabel = "NAME",
      defaultValue = "week",
      description = "The models' time: day or week (${DEFAULT-VALUE})")
  private String unit = "week";

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /**
   * The customers who were read.
   *
   * @param paid whether the file has amounts
   * @param warnings what was left out
   */
  record Read(Shoppers shoppers, boolean paid, List<String> warnings) {}

  LocalDate until() {
    return until;
  }

  int lastDay() {
    return (int) until.toEpochDay();
  }

  double daysPerUnit() {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "day" -> 1;
      case "week" -> 7;
      default -> throw usage("--unit is \"%s\"; it must be day or week".formatted(unit));
    };
  }

  ParameterException usage(String message) {
    if (spec == null) {
      throw new IllegalStateException(message);
    }
    return new ParameterException(spec.commandLine(), message);
  }

  private PurchaseLayout layout() {
    var named = customer != null || date != null || amount != null;
    if (named && !format.equals("csv")) {
      throw usage("--customer, --date and --amount go with --format csv only");
    }
    return switch (format) {
      case "cdnow" -> new PurchaseLayout.Cdnow();
      case "online-retail" -> new PurchaseLayout.OnlineRetail();
      case "csv" -> {
        if (!named) {
          yield new PurchaseLayout.Plain();
        }
        if (customer == null || date == null) {
          throw usage("--format csv needs both --customer and --date, or none of them");
        }
        yield new PurchaseLayout.Columns(customer, date, amount == null ? "" : amount);
      }
      default ->
          throw usage(
              "no order format \"%s\"; there are: cdnow, online-retail, csv".formatted(format));
    };
  }

  /**
   * Reads the file line by line; customers stay in memory with their distinct purchase days.
   *
   * @param end the last day that counts
   */
  Read read(LocalDate end, PrintWriter err) throws IOException {
    var layout = layout();
    var daysPerUnit = daysPerUnit();
    for (var last : new LocalDate[] {until, end}) {
      if (last.getYear() < 1900 || last.getYear() >= 2200) {
        throw usage("%s is no day from 1900 to 2199, as those of orders are".formatted(last));
      }
    }
    if (!Files.isRegularFile(file)) {
      throw new Failed("--orders " + file + " is not a file");
    }
    var customers = new HashMap<String, BuyingDays>();
    var lastDay = lastDay();
    var endDay = (int) end.toEpochDay();
    int[] span = {Integer.MAX_VALUE, Integer.MIN_VALUE};
    var reading =
        PurchaseFile.read(
            file,
            layout,
            (who, day, paid) -> {
              span[0] = Math.min(span[0], day);
              span[1] = Math.max(span[1], day);
              if (day <= endDay) {
                customers
                    .computeIfAbsent(who, name -> new BuyingDays())
                    .add(day, paid, day <= lastDay);
              }
            });
    var warnings = new ArrayList<String>();
    if (reading.broken() > 0) {
      reading.problems().forEach(err::println);
      var first = reading.problems().getFirst();
      if (reading.taken() == 0) {
        throw new Failed("%s has no usable line: %s".formatted(file, first));
      }
      warnings.add("%d lines were left out, the first: %s".formatted(reading.broken(), first));
    }
    customers.values().removeIf(days -> days.until(lastDay) == 0);
    if (customers.isEmpty()) {
      throw new Failed(
          reading.taken() == 0
              ? file + " has no purchases"
              : "%s has no purchase until %s; its first is of %s, its last of %s"
                  .formatted(
                      file, until, LocalDate.ofEpochDay(span[0]), LocalDate.ofEpochDay(span[1])));
    }
    var paid = !(layout instanceof PurchaseLayout.Columns(_, _, var column) && column.isEmpty());
    if (span[1] < endDay) {
      warnings.add(
          "the last purchase is of %s; the days until %s count as days without purchases"
              .formatted(LocalDate.ofEpochDay(span[1]), end));
    }
    return new Read(new Shoppers(customers.values(), daysPerUnit), paid, warnings);
  }
}
