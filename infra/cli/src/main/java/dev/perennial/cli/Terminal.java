package dev.perennial.cli;

import java.io.Console;
import java.util.Optional;

/** Where somebody can be asked. */
final class Terminal {
  private Terminal() {}

  /** The terminal; empty when a script runs the command. */
  static Optional<Console> find() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }
}
