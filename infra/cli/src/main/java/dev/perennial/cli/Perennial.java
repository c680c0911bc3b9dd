package dev.perennial.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./perennial}: exit codes 0 ok, 1 failed, 2 usage. */
@Command(
    name = "perennial",
    description = "Customer retention in the shop's own AWS account; on a laptop first.",
    mixinStandardHelpOptions = true,
    version = "perennial 0.1.0")
public final class Perennial {
  /** In the order in which help lists them, after those of this machine's stacks. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          InitCommand.class,
          ImportCustomersCommand.class,
          DuplicatesCommand.class,
          ApplyCommand.class,
          CheckCommand.class,
          ExportCommand.class,
          PointsCommand.class,
          SegmentsCommand.class,
          WhyCommand.class,
          RescoreCommand.class,
          RepublishCommand.class,
          FitCommand.class,
          PredictCommand.class,
          BacktestCommand.class,
          MeasureCommand.class,
          ResultsCommand.class);

  private Perennial() {}

  /** Runs a command. */
  public static void main(String[] args) {
    var out = new PrintWriter(new OutputStreamWriter(System.out, System.out.charset()), true);
    var code = commandLine().setOut(out).execute(args);
    out.flush(); // exit() leaves behind what print() did not end with a line
    System.exit(code);
  }

  /** The command line, for tests. */
  public static CommandLine commandLine() {
    var lines = new CommandLine(new Perennial());
    LocalStacks.onClassPath().ifPresent(stacks -> stacks.commands().forEach(lines::addSubcommand));
    COMMANDS.forEach(lines::addSubcommand);
    return Times.readBy(lines)
        .setExecutionExceptionHandler(new Errors())
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}
