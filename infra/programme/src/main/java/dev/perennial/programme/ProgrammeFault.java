package dev.perennial.programme;

import java.util.List;

/** The programme's files have mistakes; nothing was applied. */
public final class ProgrammeFault extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param mistakes each with its file and line
   */
  ProgrammeFault(List<String> mistakes) {
    super(String.join("\n", mistakes));
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
