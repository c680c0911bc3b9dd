package dev.perennial.cli;

import dev.perennial.domain.programme.Shop;
import dev.perennial.domain.value.BuyingDays;
import dev.perennial.domain.value.Shoppers;
import dev.perennial.orders.Notation;
import dev.perennial.orders.OrderFormat;
import dev.perennial.orders.PurchaseFile;
import dev.perennial.orders.PurchaseLayout;
import dev.perennial.orders.Terms;
import dev.perennial.programme.ProgrammeFault;
import dev.perennial.programme.ShopFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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
      description =
          "cdnow, online-retail, csv, shopify or woocommerce; csv is as import reads it, or any"
              + " file whose columns --customer, --date and --amount name")
  private String format = "";

  @Mixin private NotationOptions notation = new NotationOptions();

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
   * @param zone in which days were counted
   * @param warnings what was left out
   * @param exitCode 1 when lines were left out and nobody said that this is right, else 0
   */
  record Read(Shoppers shoppers, boolean paid, ZoneId zone, List<String> warnings, int exitCode) {}

  /** The shop whose programme stands in the project, for what nobody told. */
  private static Shop shop() throws IOException {
    try {
      return ShopFile.read(Home.path("programme"));
    } catch (ProgrammeFault e) {
      throw new Failed(
          "the shop's zone and currency can't be read from its programme: " + e.getMessage());
    }
  }

  private Terms terms() throws IOException {
    var shop = shop();
    return Terms.of(shop, Instant.now());
  }

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

  private PurchaseLayout layout() throws IOException {
    var named = customer != null || date != null || amount != null;
    if (named && !format.equals("csv")) {
      throw usage("--customer, --date and --amount go with --format csv only");
    }
    return switch (format) {
      case "cdnow" -> new PurchaseLayout.Cdnow();
      case "online-retail" -> new PurchaseLayout.OnlineRetail();
      case "csv" -> {
        if (!named) {
          yield new PurchaseLayout.OfShop(OrderFormat.CSV, terms());
        }
        if (customer == null || date == null) {
          throw usage("--format csv needs both --customer and --date, or none of them");
        }
        yield new PurchaseLayout.Columns(customer, date, amount == null ? "" : amount);
      }
      case "shopify", "woocommerce" ->
          new PurchaseLayout.OfShop(OrderFormat.named(format), terms());
      default ->
          throw usage(
              "no order format \"%s\"; there are: cdnow, %s".formatted(format, OrderFormat.all()));
    };
  }

  /**
   * Reads the file; customers stay in memory with their distinct purchase days.
   *
   * @param end the last day that counts
   */
  Read read(LocalDate end, PrintWriter err) throws IOException {
    var written = notation.notation();
    if (format.equals("cdnow") && !written.equals(Notation.PLAIN)) {
      throw usage("a cdnow file has one notation; its options go with the other formats");
    }
    var layout = layout();
    var said = written.zone();
    var zone = said == null ? shop().zone() : said;
    var daysPerUnit = daysPerUnit();
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
            written,
            zone,
            (who, day, paid) -> {
              span[0] = Math.min(span[0], day);
              span[1] = Math.max(span[1], day);
              if (day <= endDay) {
                customers
                    .computeIfAbsent(who, name -> new BuyingDays())
                    .add(day, paid, day <= lastDay);
              }
            });
    reading.notes().forEach(err::println);
    var warnings = new ArrayList<String>();
    if (reading.broken() > 0) {
      reading.problems().forEach(err::println);
      var first = reading.problems().getFirst();
      if (reading.taken() == 0) {
        throw new Failed("%s has no usable line: %s".formatted(file, first));
      }
      warnings.add(
          "%d lines or orders were left out, the first: %s".formatted(reading.broken(), first));
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
    return new Read(
        new Shoppers(customers.values(), daysPerUnit),
        paid,
        zone,
        warnings,
        notation.exitCode(reading.broken() > 0));
  }
}
