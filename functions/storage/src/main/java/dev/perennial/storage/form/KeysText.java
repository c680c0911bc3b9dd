package dev.perennial.storage.form;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keys of ledger lines, those of purchases short: {@code "+536365 profile#7 +536370"}. */
public final class KeysText {
  private static final String PURCHASES = "ledger#purchase#";

  /** Stands for a blank, of which the occasion of an answer may have some. */
  private static final char BLANK = '\t';

  private KeysText() {}

  /** Writes keys. */
  public static String write(List<String> keys) {
    return keys.stream()
        .map(key -> key.replace(' ', BLANK))
        .map(key -> key.startsWith(PURCHASES) ? "+" + key.substring(PURCHASES.length()) : key)
        .collect(Collectors.joining(" "));
  }

  /** Reads what {@link #write} wrote. */
  public static List<String> read(String text) {
    return Stream.of(TextForm.items(text, " "))
        .map(key -> key.replace(BLANK, ' '))
        .map(key -> key.startsWith("+") ? PURCHASES + key.substring(1) : key)
        .toList();
  }
}
