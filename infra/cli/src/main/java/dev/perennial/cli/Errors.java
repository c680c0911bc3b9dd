package dev.perennial.cli;

import dev.perennial.orders.OrderFileException;
import dev.perennial.programme.ProgrammeFault;
import dev.perennial.runtime.programme.NoProgramme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.core.exception.SdkException;

/** Expected failures as one clear line each; others with their trace, since they are bugs. */
public final class Errors implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult result) {
    var out = commandLine.getErr();
    switch (e) {
      case StackRuns runs -> {
        return forwarded(runs, commandLine, result);
      }
      case Failed _, NoProgramme _, ProgrammeFault _, OrderFileException _ ->
          out.println(e.getMessage());
      case UncheckedIOException unchecked ->
          out.println(unchecked.getMessage() + ": " + Objects.requireNonNull(unchecked.getCause()));
      // AWS, or the laptop's database: a stack that is not there, no credentials, a damaged page
      case SdkException _ -> out.println(e.getMessage());
      case IOException _ -> out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
      default -> e.printStackTrace(out);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static int forwarded(StackRuns runs, CommandLine commandLine, ParseResult result) {
    try {
      return LocalStacks.onClassPath()
          .orElseThrow(() -> new Failed(String.valueOf(runs.getMessage())))
          .forward(runs.data(), result.originalArgs(), commandLine.getOut(), commandLine.getErr());
    } catch (Failed e) {
      commandLine.getErr().println(e.getMessage());
    } catch (IOException e) {
      commandLine
          .getErr()
          .printf(
              "%s, and it doesn't answer to commands (%s)%n",
              runs.getMessage(), e.getClass().getSimpleName());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
