package dev.perennial.mail.render;

/** Stops a rendering: what the template prints at this line has no value. */
final class Missing extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int line;

  Missing(String expression, int line, String problem) {
    super(expression + " " + problem, null, false, false);
    this.line = line;
  }

  int line() {
    return line;
  }
}
