package dev.perennial.cli;

/** A command can't go on; the message is one clear line for the user. */
public final class Failed extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says why, with the value and what would be right. */
  public Failed(String message) {
    super(message);
  }
}
