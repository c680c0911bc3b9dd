package dev.perennial.laptop;

import dev.perennial.cli.Failed;
import dev.perennial.cli.NotationOptions;
import dev.perennial.domain.programme.Shop;
import dev.perennial.imports.LeftOut;
import dev.perennial.orders.OrderFile;
import dev.perennial.orders.OrderFormat;
import dev.perennial.orders.Orders;
import dev.perennial.orders.Terms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Which orders a command reads, and whose they are. */
final class OrderOptions {
  /** A command that can do without says so; to the others they are missing. */
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(names = "--orders", paramLabel = "FILE", description = "Orders, plain or .gz")
  private @Nullable Path file;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      converter = Formats.class,
      description = "online-retail, csv, shopify or woocommerce; docs/order-files.md tells of each")
  private @Nullable OrderFormat format;

  @Mixin private NotationOptions notation = new NotationOptions();

  @Option(
      names = "--made-up-people",
      description =
          "Makes up a profile for each customer (name, example.com address, birthday, consent),"
              + " each marked as made up; replay does so for online-retail by itself, import never"
              + " does")
  private boolean madeUpPeople;

  private static final class Formats implements ITypeConverter<OrderFormat> {
    @Override
    public OrderFormat convert(String name) {
      try {
        return OrderFormat.named(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Orders of a file. */
  static OrderOptions of(Path file, OrderFormat format) {
    var options = new OrderOptions();
    options.file = file;
    options.format = format;
    return options;
  }

  /** Whether there is a file. */
  boolean given() {
    return file != null || format != null;
  }

  Orders read(Shop shop) throws IOException {
    if (file == null || format == null) {
      var asked = Objects.requireNonNull(command);
      var other =
          asked.findOption("--stack") == null
              ? ""
              : "; or --data DIR or --stack NAME, to go by a stack's own History";
      throw new ParameterException(
          asked.commandLine(), "say --orders FILE and --format NAME" + other);
    }
    if (!Files.isRegularFile(file)) {
      throw new Failed("--orders " + file + " is not a file");
    }
    return OrderFile.read(file, format, Terms.of(shop, Instant.now()), notation.notation());
  }

  /**
   * 1 when something was left out and nobody said that this is right, else 0.
   *
   * @param refused by the shop
   */
  int exitCode(Orders read, LeftOut refused) {
    return notation.exitCode(!read.leftOut().isEmpty() || refused.count() > 0);
  }

  /** Whether people were asked to be made up. */
  boolean madeUpPeople() {
    return madeUpPeople;
  }

  /** The same for the time machine, which shows the demonstration's customers as people. */
  boolean madeUpPeopleOrDemonstration() {
    return madeUpPeople || (format != null && format.isDemonstration());
  }
}
