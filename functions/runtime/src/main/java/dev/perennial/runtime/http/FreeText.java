package dev.perennial.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Texts that people type, paste and export. They may be personal: no message quotes one. */
final class FreeText {
  /** Marks without a width: between words, and of a text's direction or beginning. */
  private static final String WIDTHLESS = "\u180e\u200b\u200e\u200f\u2060\ufeff";

  private FreeText() {}

  /** What is wrong with a text that is to have 1 to {@code max} characters, in words. */
  static String wanted(int max) {
    return "must be a text of 1 to " + max + " characters without control characters";
  }

  /** Whether a text has 1 to {@code max} characters, not all blank, none of them a control. */
  static boolean isRight(String text, int max) {
    return !text.isBlank()
        && text.codePointCount(0, text.length()) <= max
        && text.codePoints().allMatch(FreeText::isCharacter);
  }

  /** Whether it is one, and no control: half a surrogate pair could not be stored. */
  private static boolean isCharacter(int codePoint) {
    return !Character.isISOControl(codePoint)
        && Character.getType(codePoint) != Character.SURROGATE;
  }

  /** A text without blanks around it; null when it is wrong even so. */
  static @Nullable String stripped(JsonNode value, int max) {
    return value.isTextual() && isRight(value.textValue(), max)
        ? stripped(value.textValue())
        : null;
  }

  /** Whether a value says nothing: null, or a text of blanks alone. */
  static boolean isNothing(JsonNode value) {
    return value.isNull() || (value.isTextual() && stripped(value.textValue()).isEmpty());
  }

  private static String stripped(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isUnseen(text.charAt(from))) {
      from++;
    }
    while (from < to && isUnseen(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Whether nobody sees it: a blank within a line, or a mark without a width. */
  private static boolean isUnseen(char c) {
    return c == '\t'
        || Character.getType(c) == Character.SPACE_SEPARATOR
        || WIDTHLESS.indexOf(c) >= 0;
  }
}
