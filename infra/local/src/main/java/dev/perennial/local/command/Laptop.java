package dev.perennial.local.command;

import dev.perennial.doors.Stores;
import dev.perennial.local.apply.Applying;
import dev.perennial.local.apply.ProgrammeFault;
import dev.perennial.local.stack.ClientInterceptor;
import dev.perennial.local.stack.LaptopStack;
import dev.perennial.local.stack.Options;
import dev.perennial.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The project's own template and programme on this laptop. */
final class Laptop {
  private static final int SECRET_BYTES = 32;

  private Laptop() {}

  /** The project's folder: where the launch script is. */
  static Path home() {
    return Path.of(System.getProperty("perennial.home", ".")).toAbsolutePath().normalize();
  }

  /**
   * Starts the stack, with the programme's files in force.
   *
   * @param data null for in memory
   * @param port that links in mails point to
   */
  static LaptopStack start(@Nullable Path data, Instant start, int port, ClientInterceptor between)
      throws IOException, ProgrammeFault {
    var stack = open(data, start, port, between);
    try {
      apply(stack, home().resolve("programme"));
      return stack;
    } catch (IOException | ProgrammeFault | RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /** Starts the stack on a folder's data as it is, to read it. */
  static LaptopStack open(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      throw new Failed("--data " + data + " is not a folder");
    }
    return open(data, Instant.EPOCH, UpCommand.PORT, ClientInterceptor.NONE);
  }

  private static LaptopStack open(
      @Nullable Path data, Instant start, int port, ClientInterceptor between) throws IOException {
    var template =
        Template.read(
            home().resolve("template.yaml"),
            Map.of(
                "AWS::StackName", "perennial",
                "Sender", "hello@shop.example.com",
                "PostalAddress", "Perennial Gifts, 1 Example Street, London N1 9GU",
                "BaseUrl", "http://localhost:" + port));
    if (data != null) {
      Files.createDirectories(data);
    }
    var options = Options.of(template, start).withData(data).withInterceptor(between);
    return LaptopStack.start(options);
  }

  /** Applies the programme's files to a stack. */
  static Applying.Outcome apply(LaptopStack stack, Path programme)
      throws IOException, ProgrammeFault {
    var outcome =
        Applying.apply(programme, stores(stack).programme(), secret(), stack.clock().instant());
    stack.drain();
    return outcome;
  }

  /** Random bytes that sign shoppers' links, when a stack has none yet. */
  static byte[] secret() {
    var secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  /** The stores of a stack. */
  static Stores stores(LaptopStack stack) {
    return Stores.in(stack.cloud("CustomersFunction"));
  }

  /** The real name of one of the template's tables. */
  static String table(LaptopStack stack, String id) {
    var table = stack.template().tables().get(id);
    if (table == null) {
      throw new Failed("template.yaml declares no " + id);
    }
    return table.name();
  }
}
