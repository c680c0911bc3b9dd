package dev.perennial.mail.render;

import java.nio.charset.StandardCharsets;

/** Quoted-printable (RFC 2045, section 6.7): readable ASCII in lines of at most 76 characters. */
final class QuotedPrintable {
  private static final int LONGEST_LINE = 76;
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private QuotedPrintable() {}

  /** Encodes text as UTF-8; its line breaks, of whatever kind, become CRLF. */
  static String encode(String text) {
    var out = new StringBuilder(text.length() * 5 / 4);
    int column = 0;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i] & 0xFF;
      if (b == '\n' || b == '\r') {
        i += b == '\r' && next(bytes, i) == '\n' ? 1 : 0;
        out.append("\r\n");
        column = 0;
        continue;
      }
      boolean literal = isLiteral(b, next(bytes, i));
      int width = literal ? 1 : 3;
      // The last place of a line is for the "=" of a soft break, which a full line may not need;
      // leaving it free always is simpler and right.
      if (column + width > LONGEST_LINE - 1) {
        out.append("=\r\n");
        column = 0;
      }
      if (literal) {
        out.append((char) b);
      } else {
        out.append('=').append(HEX[b >> 4]).append(HEX[b & 0xF]);
      }
      column += width;
    }
    return out.toString();
  }

  private static int next(byte[] bytes, int i) {
    return i + 1 < bytes.length ? bytes[i + 1] : '\n';
  }

  /** A space before a line break would be lost on the way. */
  private static boolean isLiteral(int b, int next) {
    if (b == ' ' || b == '\t') {
      return next != '\n' && next != '\r';
    }
    return b > ' ' && b < 0x7F && b != '=';
  }
}
