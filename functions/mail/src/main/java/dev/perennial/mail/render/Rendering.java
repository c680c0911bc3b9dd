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
   * @param part {@code subject}, {@code html} or {@code text}
   * @param line the line in that part, from 1; 0 when unknown
   * @param reason for an operator; names variables, never their values
   */
  record Unrenderable(String template, String part, int line, String reason) implements Rendering {}
}
