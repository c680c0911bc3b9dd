package dev.perennial.orders;

import org.jspecify.annotations.Nullable;

/**
 * A broken line of an order file: left out, with all of the purchase that it is of, while the rest
 * goes on.
 *
 * @param line counted from 1, the header included
 * @param what what was wrong, with which value, and what would be right
 * @param of what is left out for it, which may have other broken lines; null for the line alone
 */
public record Problem(long line, String what, Gathered.@Nullable Key of) {
  /** Of the line alone. */
  public Problem(long line, String what) {
    this(line, what, null);
  }

  @Override
  public String toString() {
    return "line " + line + ": " + what;
  }
}
