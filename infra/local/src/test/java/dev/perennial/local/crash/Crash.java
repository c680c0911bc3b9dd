package dev.perennial.local.crash;

/** The end of an invocation and of its function's instance, in the middle of a call. */
final class Crash extends Error {
  private static final long serialVersionUID = 1;

  Crash(String where) {
    super(where, null, false, false);
  }
}
