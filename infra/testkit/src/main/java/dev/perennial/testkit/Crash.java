package dev.perennial.testkit;

/** The end of an invocation and of its function's instance, in the middle of a call. */
public final class Crash extends Error {
  private static final long serialVersionUID = 1;

  /** At a place, in words. */
  public Crash(String where) {
    super(where, null, false, false);
  }
}
