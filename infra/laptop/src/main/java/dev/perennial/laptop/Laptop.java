package dev.perennial.laptop;

import dev.perennial.cli.Failed;
import dev.perennial.cli.Home;
import dev.perennial.cli.SigningSecret;
import dev.perennial.cli.StackRuns;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Shop;
import dev.perennial.emulator.stack.FolderFault;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.stack.Options;
import dev.perennial.emulator.template.Template;
import dev.perennial.emulator.template.TemplateException;
import dev.perennial.programme.Activation;
import dev.perennial.programme.ProgrammeFault;
import dev.perennial.replay.Usage;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.programme.RulesInForce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The project's own template and programme on this laptop. */
final class Laptop {
  private Laptop() {}

  /**
   * Starts the stack. What has no programme yet gets the project's; a folder that has one keeps it.
   *
   * @param data null for in memory
   * @param port that links in mails point to
   * @throws Failed when it is up: its clock is its own
   */
  static LaptopStack start(@Nullable Path data, Instant start, int port, Usage usage)
      throws IOException, ProgrammeFault {
    return start(data, start, port, usage, true);
  }

  /**
   * The same.
   *
   * @param watched false when events are for the template's rules alone, as on AWS
   */
  static LaptopStack start(
      @Nullable Path data, Instant start, int port, Usage usage, boolean watched)
      throws IOException, ProgrammeFault {
    if (data != null && CommandPage.stackOn(data).isPresent()) {
      throw new Failed(
          data + ": the stack is up, and its clock is no other command's to move; end it first");
    }
    var stack = open(data, start, port, usage, watched);
    try {
      if (!Activation.done(stores(stack).programme())) {
        apply(stack, Home.path("programme"));
      }
      return stack;
    } catch (IOException | ProgrammeFault | RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /** Starts the stack on a folder's data as it is, to read it. */
  static LaptopStack open(Path data) throws IOException {
    if (!holdsStack(data)) {
      throw new Failed("--data " + data + " holds no stack; up, import and replay make one");
    }
    return open(data, Instant.EPOCH, UpCommand.PORT, new Usage(), true);
  }

  /**
   * The same for a command that a stack which is up could run.
   *
   * @throws StackRuns when one is
   */
  static LaptopStack openOrTell(Path data) throws IOException {
    try {
      return open(data);
    } catch (Failed e) {
      if (Running.read(data) != null) {
        throw new StackRuns(data, String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  /** Whether a stack was kept in a folder; its clock is later than any start that is asked for. */
  static boolean holdsStack(Path data) {
    return Files.isRegularFile(data.resolve("tables.db"));
  }

  /** The programme in force in a stack. */
  static Programme programme(LaptopStack stack) {
    return rules(stack).programme();
  }

  /** The programme and boundaries in force in a stack. */
  static Rules rules(LaptopStack stack) {
    return new RulesInForce(stores(stack).programme()).at(stack.clock().instant());
  }

  /**
   * The shop whose orders are read: that of the folder's own programme, or of the project's when
   * the folder has none yet.
   *
   * @throws StackRuns when a stack is up on the folder, in another process
   */
  static Shop shop(@Nullable Path data) throws IOException, ProgrammeFault {
    if (data != null && holdsStack(data)) {
      try (var opened = LaptopStacks.opened(data)) {
        if (Activation.done(opened.stores().programme())) {
          return opened.programme().shop();
        }
      }
    }
    return Activation.of(Home.path("programme")).programme().shop();
  }

  private static LaptopStack open(
      @Nullable Path data, Instant start, int port, Usage usage, boolean watched)
      throws IOException {
    try {
      var template = template(port);
      if (data != null) {
        Files.createDirectories(data);
      }
      var options =
          Options.of(template, start).withData(data).withInterceptor(usage).withListener(usage);
      return LaptopStack.start(watched ? options : options.unwatched());
    } catch (FolderFault | TemplateException e) {
      throw new Failed(Objects.requireNonNull(e.getMessage()));
    }
  }

  static Template template(int port) throws IOException {
    var mail = MailParameters.of(Home.path("programme/shop.yaml"));
    return Template.read(
        Home.path("template.yaml"),
        Map.of(
            "AWS::StackName",
            "perennial",
            "Sender",
            mail.sender(),
            "PostalAddress",
            mail.postalAddress(),
            "BaseUrl",
            "http://localhost:" + port));
  }

  /** Applies the programme's files to a stack. */
  static Activation.Outcome apply(LaptopStack stack, Path programme)
      throws IOException, ProgrammeFault {
    var outcome =
        Activation.of(programme)
            .apply(stores(stack), SigningSecret.random(), stack.clock().instant());
    stack.drain();
    return outcome;
  }

  /** The stores of a stack, read and written as nobody's function: what runs measure is theirs. */
  static Stores stores(LaptopStack stack) {
    var dynamo = stack.dynamo();
    var customers = table(stack, "CustomersTable");
    var history = table(stack, "HistoryTable");
    return Stores.of(dynamo, customers, history, table(stack, "ProgrammeTable"));
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
