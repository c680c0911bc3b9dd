package dev.perennial.laptop;

import dev.perennial.cli.Home;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.programme.Activation;
import dev.perennial.programme.ProgrammeFault;
import dev.perennial.replay.Usage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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
      converter = Port.class,
      description = "Loopback port (default 8080)")
  private int port = PORT;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "A folder whose clock runs on from where it stopped, after a replay for instance"
              + " (default .perennial/up, on today's clock)")
  private @Nullable Path data;

  @Option(
      names = "--strict",
      description =
          "Asks callers of the shop's back-end for AWS signatures, version 4, as on AWS; by the key"
              + " in PERENNIAL_ACCESS_KEY_ID and PERENNIAL_SECRET_ACCESS_KEY, or else by one that"
              + " is made for this run and printed")
  private boolean strict;

  @Option(
      names = "--speed",
      defaultValue = "1",
      paramLabel = "N",
      converter = Speed.class,
      description = "Its clock runs N times as fast as real time, from 1 to 100000 (default 1)")
  private long speed = 1;

  @Option(names = "--json", description = "The pages and the key as one JSON object for machines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var folder = data == null ? Home.path(".perennial/up") : data;
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    StackServer.check(port);
    var ofToday = data == null || !Laptop.holdsStack(data);
    var start = ofToday ? Instant.now() : Instant.EPOCH;
    try (var stack = Laptop.start(folder, start, port, new Usage())) {
      if (!json) {
        hint(stack, folder, out);
      }
      // read again, since to start took a while
      var from = ofToday ? Instant.now() : stack.clock().instant();
      var keys = strict ? Keys.of(System.getenv()) : null;
      new StackServer(stack, port, folder, speed, keys, json).serve(out, from);
    }
    return 0;
  }

  private static final class Speed implements ITypeConverter<Long> {
    private static final long FASTEST = 100_000;

    @Override
    public Long convert(String text) {
      if (text.matches("[0-9]{1,6}")) {
        long speed = Long.parseLong(text);
        if (speed >= 1 && speed <= FASTEST) {
          return speed;
        }
      }
      throw new TypeConversionException("\"" + text + "\" must be a whole number from 1 to 100000");
    }
  }

  /** Tells whoever edited programme/ that this folder keeps its own. */
  private static void hint(LaptopStack stack, Path folder, PrintWriter out) throws IOException {
    try {
      var files = Home.path("programme");
      if (!Activation.of(files).isLast(Laptop.stores(stack).programme())) {
        out.println(
            "The files under programme/ are not what is in force here; ./perennial apply --data "
                + folder
                + " puts them into force.");
      }
    } catch (ProgrammeFault e) {
      // files that are half edited are not in force here, and apply says what is wrong with them
    }
  }
}
