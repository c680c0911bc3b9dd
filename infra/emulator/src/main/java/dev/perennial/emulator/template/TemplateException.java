package dev.perennial.emulator.template;

/**
 * Something in the template that the laptop stack needs and cannot use; the message names the line.
 */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TemplateException(String file, int line, String problem) {
    super(file + ":" + line + ": " + problem);
  }
}
