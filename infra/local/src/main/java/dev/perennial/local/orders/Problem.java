package dev.perennial.local.orders;

/**
 * A broken line of an order file: left out, while the rest goes on.
 *
 * @param line counted from 1, the header included
 * @param what what was wrong, with which value, and what would be right
 */
public record Problem(long line, String what) {
  @Override
  public String toString() {
    return "line " + line + ": " + what;
  }
}
