package dev.perennial.programme;

import java.util.regex.Pattern;

/** How tags are written, in MJML and in HTML alike. */
final class Markup {
  /** An attribute: its name, and its value with the quotes if it has any. */
  static final Pattern ATTRIBUTE =
      Pattern.compile("([^\\s\"'<>/=]+)(?:\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s\"'>]+))?");

  private Markup() {}

  /** Where a tag ends that is read from a place on: quoted values may hold {@code >}; or -1. */
  static int tagEnd(String text, int from) {
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return i;
      }
    }
    return -1;
  }
}
