package dev.perennial.domain.ledger;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * An id as the shop has it: of a purchase, a customer, a thing. Whatever people can read may stand
 * in one: {@code #1001}, {@code gid://shopify/Customer/1}, {@code TEE/BLUE M}. Ids are kept in
 * Unicode's form NFC, so that one that was typed with another accent is the same.
 */
public final class ClientId {
  /** What an id must be, in words. */
  public static final String WANTED =
      "must be a text of 1 to 128 readable characters, with no blank at its ends and no %XX in it";

  private static final int MAX_CHARACTERS = 128;

  /** Before it has its one spelling, in UTF-16: none shrinks to less than a quarter. */
  private static final int MAX_UNNORMAL = 4 * MAX_CHARACTERS;

  /** In UTF-8: tags of SES take 256 of base64. */
  private static final int MAX_BYTES = 192;

  /** How long ids of the first release were at most. */
  private static final int LONGEST_PLAIN = 64;

  /** What stands for bytes that were no text. */
  private static final int UNKNOWN = 0xfffd;

  /** How an id in a path may be written twice over: no id holds such itself. */
  private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

  /** Such as {@code #1001} or {@code gid://shopify/Customer/1}. */
  private static final Pattern IMPERSONAL = Pattern.compile("[^@ ]*[0-9][^@ ]*");

  private ClientId() {}

  /** Whether a text is an id as clients may choose them. */
  public static boolean isOne(String text) {
    if (isPlain(text)) {
      return true;
    }
    var characters = text.codePointCount(0, text.length());
    return characters >= 1
        && characters <= MAX_CHARACTERS
        && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
        && text.charAt(0) != ' '
        && text.charAt(text.length() - 1) != ' '
        && text.codePoints().allMatch(ClientId::isReadable)
        && !ENCODED.matcher(text).find();
  }

  /** Whether people see it, and see it apart from others: no control, no mark without a width. */
  private static boolean isReadable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> codePoint == ' ';
      default -> codePoint != UNKNOWN;
    };
  }

  /**
   * The one spelling of an id under which it is kept; what is too long for one is left as it is.
   */
  public static String normal(String text) {
    // the time that a text of marks alone takes grows with its square
    return text.length() > MAX_UNNORMAL || text.chars().allMatch(each -> each < 0x80)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /**
   * The id in a key or in a text of several: without any sign that may stand between two there.
   * That of the first release's is the id itself; of two ids there are always two.
   */
  public static String escaped(String id) {
    if (isPlain(id)) {
      return id;
    }
    var text = new StringBuilder(id.length() + 16);
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c >= 0x80 || isPlain(c)) {
        text.append(c);
      } else {
        text.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        text.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return text.toString();
  }

  /** What ids of the first release were: keys and texts are stored with these as they are. */
  private static boolean isPlain(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (!isPlain(id.charAt(i))) {
        return false;
      }
    }
    return !id.isEmpty() && id.length() <= LONGEST_PLAIN;
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "._:-".indexOf(c) >= 0;
  }

  /**
   * The id that {@link #escaped} made a text of.
   *
   * @throws IllegalArgumentException when it is no such text
   */
  public static String unescaped(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var id = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        id.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        id.append(c);
      }
    }
    return id.toString();
  }

  /**
   * Whether an id is neither an address nor a name, as far as that can be seen: it has a figure.
   */
  public static boolean isImpersonal(String id) {
    return isPlain(id) || IMPERSONAL.matcher(id).matches();
  }

  /**
   * An id as a log may show it: one that could be an address or a name, or that no line can hold,
   * is told by its digest.
   */
  public static String shown(String id) {
    var fits = id.length() <= MAX_CHARACTERS && id.codePoints().allMatch(ClientId::isReadable);
    return fits && isImpersonal(id) ? id : "(id " + Digest.of(id) + ")";
  }
}
