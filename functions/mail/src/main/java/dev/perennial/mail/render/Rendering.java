package dev.perennial.mail.render;

/** What came of rendering one template for one customer. */
public sealed interface Rendering {
  /**
   * A mail, ready for MIME.
   *
   * @param subject one line without control characters
   */
  record Mail(String subject, String html, String text) implements Rendering {}

  /**
   * Nothing that may be sent: a value that the template prints is missing, say.
   *
   * @param template the template's id
   * @param file the file of it that the shop wrote
   * @param line the line in that file, from 1; 0 when unknown
   * @param variable what was to be printed and has no value; empty when something else failed
   * @param reason for an operator; names variables, never their values
   */
  record Unrenderable(String template, String file, int line, String variable, String reason)
      implements Rendering {}
}
