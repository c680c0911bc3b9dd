package dev.perennial.cli;

import java.nio.file.Path;

/** A stack is up on the folder that a command wants to open; that stack can run the command. */
public final class StackRuns extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Path data;

  /** Names the folder. */
  public StackRuns(Path data, String message) {
    super(message);
    this.data = data;
  }

  /** The folder. */
  public Path data() {
    return data;
  }
}
