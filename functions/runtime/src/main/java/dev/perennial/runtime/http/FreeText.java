package dev.perennial.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts that people type, paste and export. They may be personal: no message quotes one. */
final class FreeText {
  /** Nobody sees any of it: blanks within a line, and marks without a width. */
  private static final String UNSEEN = "[\\h\\u200b\\u200e\\u200f\\u2060\\ufeff]+";

  private static final Pattern AROUND = Pattern.compile("^" + UNSEEN + "|" + UNSEEN + "$");

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
        ? AROUND.matcher(value.textValue()).replaceAll("")
        : null;
  }

  /** Whether a value says nothing: null, or a text of blanks alone. */
  static boolean isNothing(JsonNode value) {
    return value.isNull()
        || (value.isTextual() && AROUND.matcher(value.textValue()).replaceAll("").isEmpty());
  }
}
