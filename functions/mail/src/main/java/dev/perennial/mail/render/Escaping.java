package dev.perennial.mail.render;

/** What a printed value must not break out of. */
public enum Escaping {
  /** Values become text of HTML, or the inside of a quoted attribute. */
  HTML,
  /** Values stay as they are, on one line. */
  NONE
}
