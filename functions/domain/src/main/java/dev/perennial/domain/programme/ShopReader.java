package dev.perennial.domain.programme;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;

/** Reads {@code shop.yaml}. */
public final class ShopReader {
  private ShopReader() {}

  /** Reads it. */
  public static Shop read(Reader file) {
    var shop =
        new Shop(
            file.text("name", "", name -> name),
            file.has("url") ? file.text("url", "", ShopReader::webAddress) : null,
            file.text("zone", ZoneOffset.UTC, ShopReader::zone),
            file.text("currency", Currency.getInstance("EUR"), ShopReader::currency),
            file.has("pricesInclude") && file.text("pricesInclude", false, ShopReader::tax),
            file.whole("restDays", 0, 365),
            file.has("countClicks") && file.truth("countClicks"));
    file.nothingElse();
    return shop;
  }

  private static boolean tax(String text) {
    return Reader.oneOf(text, List.of("tax", "nothing")).equals("tax");
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "is no time zone; it is named as by IANA, such as Europe/London", e);
    }
  }

  private static Currency currency(String text) {
    return Currency.getAvailableCurrencies().stream()
        .filter(each -> each.getCurrencyCode().equals(text))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "is no currency; it is named by the three letters of ISO 4217, such as GBP"));
  }

  private static String webAddress(String text) {
    if (!text.matches("https://[A-Za-z0-9.-]+(/[A-Za-z0-9./_~-]*)?")) {
      throw new IllegalArgumentException("must be an address that begins with https://");
    }
    return text;
  }
}
