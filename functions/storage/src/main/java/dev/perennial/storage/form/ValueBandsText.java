package dev.perennial.storage.form;

import dev.perennial.domain.value.ValueBands;
import dev.perennial.domain.value.ValueBands.Churn;

/**
 * Where a customer stands by a model card, small enough for every account's item: churn 1 to 4 (0
 * for none), the band, and the card: {@code "25 2011-02"}.
 */
final class ValueBandsText {
  static final TextForm<ValueBands> FORM =
      new TextForm<>(
          ValueBands.class, "bands of value", ValueBandsText::write, ValueBandsText::read);

  private ValueBandsText() {}

  private static String write(ValueBands bands) {
    return ValueBands.level(bands.churn()) + "" + bands.band() + " " + bands.version();
  }

  private static ValueBands read(String text) {
    if (text.charAt(2) != ' ' || text.length() == 3) {
      throw new IllegalArgumentException("the card is missing");
    }
    var churn = upTo(Churn.values().length, text.charAt(0));
    return new ValueBands(Churn.of(churn), upTo(5, text.charAt(1)), text.substring(3));
  }

  private static int upTo(int max, char digit) {
    if (digit < '0' || digit > '0' + max) {
      throw new IllegalArgumentException("a band is none");
    }
    return digit - '0';
  }
}
