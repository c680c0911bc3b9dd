package dev.perennial.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What runs a stack on this machine. A service, and not a part of the command line: where a
 * deployed stack is worked on, the emulator and its database are not on the class path.
 */
public interface LocalStacks {
  /**
   * Opens the stack that a folder keeps, as it is; {@link Failed} when it keeps none.
   *
   * @throws StackRuns when it is up, in another process
   */
  OpenStack open(Path data) throws IOException;

  /**
   * Has the stack that is up on a folder run a command, and prints what it printed.
   *
   * @return its exit code
   */
  int forward(Path data, List<String> arguments, PrintWriter out, PrintWriter err)
      throws IOException;

  /** The commands that make or serve stacks. */
  List<Class<?>> commands();

  /** What the class path has. */
  static Optional<LocalStacks> onClassPath() {
    return ServiceLoader.load(LocalStacks.class).findFirst();
  }
}
