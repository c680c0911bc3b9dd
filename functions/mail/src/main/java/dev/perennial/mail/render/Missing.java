package dev.perennial.mail.render;

/** Stops a rendering: what the template prints at this line has no value. */
final class Missing extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String expression;
  private final int line;

  Missing(String expression, int line, String problem) {
    super(expression + " " + problem, null, false, false);
    this.expression = expression;
    this.line = line;
  }

  /** The variable, as the template writes it; empty when it is something else that is missing. */
  String variable() {
    return expression.matches("[\\w.-]+") ? expression : "";
  }

  int line() {
    return line;
  }
}
