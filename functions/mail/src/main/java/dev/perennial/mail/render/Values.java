package dev.perennial.mail.render;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a value of the model is written into a mail. */
final class Values {
  private Values() {}

  /** HTML that a filter vouches for; printed as it stands. */
  record Raw(String html) {
    @Override
    public String toString() {
      return html;
    }
  }

  /** Whether a template that prints this value would leave a hole. */
  static boolean isMissing(@Nullable Object value) {
    return value == null || (value instanceof CharSequence text && text.toString().isBlank());
  }

  static String plain(Object value) {
    if (value instanceof Map || value instanceof Collection || value.getClass().isArray()) {
      throw new IllegalArgumentException("a list or group cannot be printed as it is");
    }
    return clean(value instanceof BigDecimal number ? number.toPlainString() : value.toString());
  }

  static String html(Object value) {
    return value instanceof Raw raw ? raw.html() : escape(plain(value));
  }

  /**
   * As text of a header: one line, and nothing in it that a reader would decode as an RFC 2047
   * word.
   */
  static String header(String value) {
    return clean(value).replace("=?", "= ?").strip();
  }

  /**
   * One line of visible text: line breaks and tabs become spaces, other control characters and
   * direction overrides (which would turn the rest of the mail around) go, lone surrogates become
   * U+FFFD.
   */
  static String clean(String value) {
    int from = firstUnclean(value);
    if (from == value.length()) {
      return value;
    }
    var clean = new StringBuilder(value.length()).append(value, 0, from);
    value
        .substring(from)
        .codePoints()
        .forEach(
            c -> {
              if (isBreak(c)) {
                if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ') {
                  clean.append(' ');
                }
              } else if (isSurrogate(c)) {
                clean.append('\uFFFD');
              } else if (!isHidden(c)) {
                clean.appendCodePoint(c);
              }
            });
    return clean.toString();
  }

  private static int firstUnclean(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || (c >= 0x7F && c <= 0x9F) || c >= 0x2028) {
        return i;
      }
    }
    return value.length();
  }

  private static boolean isBreak(int c) {
    return (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static boolean isHidden(int c) {
    return Character.isISOControl(c)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || (c & 0xFFFE) == 0xFFFE;
  }

  /** Safe as text and inside a quoted attribute. */
  static String escape(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /** Whether it is an absolute web address, and nothing that a browser would run. */
  static boolean isWebAddress(String text) {
    int host = text.indexOf("://") + 3;
    if ((!text.startsWith("https://") && !text.startsWith("http://"))
        || host == text.length()
        || !Character.isLetterOrDigit(text.charAt(host))) {
      return false;
    }
    return text.chars().allMatch(c -> c > ' ' && c < 0x7F && "<>\"'`\\{}|^".indexOf(c) < 0);
  }
}
