package dev.perennial.local;

import dev.perennial.local.command.ApplyCommand;
import dev.perennial.local.command.BacktestCommand;
import dev.perennial.local.command.CheckCommand;
import dev.perennial.local.command.CostCommand;
import dev.perennial.local.command.Errors;
import dev.perennial.local.command.ExportCommand;
import dev.perennial.local.command.FitCommand;
import dev.perennial.local.command.ImportCommand;
import dev.perennial.local.command.PointsCommand;
import dev.perennial.local.command.PredictCommand;
import dev.perennial.local.command.ReplayCommand;
import dev.perennial.local.command.RepublishCommand;
import dev.perennial.local.command.RescoreCommand;
import dev.perennial.local.command.RunCommand;
import dev.perennial.local.command.SegmentsCommand;
import dev.perennial.local.command.UpCommand;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./perennial}: exit codes 0 ok, 1 failed, 2 usage. */
@Command(
    name = "perennial",
    description = "Customer retention in the shop's own AWS account; on a laptop first.",
    mixinStandardHelpOptions = true,
    version = "perennial 0.1.0",
    subcommands = {
      RunCommand.class,
      UpCommand.class,
      ImportCommand.class,
      ReplayCommand.class,
      ApplyCommand.class,
      CheckCommand.class,
      ExportCommand.class,
      PointsCommand.class,
      SegmentsCommand.class,
      RescoreCommand.class,
      RepublishCommand.class,
      CostCommand.class,
      FitCommand.class,
      PredictCommand.class,
      BacktestCommand.class
    })
public final class Perennial {
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
    return new CommandLine(new Perennial())
        .setExecutionExceptionHandler(new Errors())
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}
