package dev.perennial.storage.form;

import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A value as one text, in versions. Texts of version 1 carry no mark; those of a later version n
 * begin with {@code n~}, which no text of version 1 does.
 *
 * @param name of the value, for messages
 * @param write as this release writes it
 * @param read what {@code write} wrote
 */
record TextForm<T>(
    Class<T> type, String name, Function<T, String> write, Function<String, T> read) {
  private static final Pattern MARK = Pattern.compile("([0-9]+)~.*", Pattern.DOTALL);

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException saying what is wrong, and never with the text
   */
  T parse(String text) {
    var mark = MARK.matcher(text);
    if (mark.matches()) {
      throw new UnreadableForm(
          "is %s in form %s; this release reads form 1".formatted(name, mark.group(1)));
    }
    try {
      return read.apply(text);
    } catch (RuntimeException e) { // of indices, numbers and dates: the text is cut or damaged
      throw new UnreadableForm("is no text of " + name + ": it is cut or damaged");
    }
  }

  /** The items of a list of texts; none in the empty text. */
  static String[] items(String text, String separator) {
    return text.isEmpty() ? new String[0] : text.split(Pattern.quote(separator), -1);
  }

  /**
   * Both sides of a separator.
   *
   * @throws IllegalArgumentException when there is none
   */
  static String[] pair(String item, int at) {
    if (at < 0) {
      throw new IllegalArgumentException("a part is missing");
    }
    return new String[] {item.substring(0, at), item.substring(at + 1)};
  }
}
