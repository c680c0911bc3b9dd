package dev.perennial.emulator.stack;

/** How an invocation ended. */
sealed interface Invocation {
  /** The function's answer, as JSON. */
  record Answered(String json) implements Invocation {}

  /** What the handler threw. */
  record Failed(Throwable cause) implements Invocation {}
}
