package dev.perennial.domain.programme;

import dev.perennial.domain.ledger.Profile;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code shop.yaml}. */
public final class ShopReader {
  private ShopReader() {}

  /** Reads it. */
  public static Shop read(Reader file) {
    var currency = file.text("currency", Currency.getInstance("EUR"), ShopReader::currency);
    var shop =
        new Shop(
            file.text("name", "", name -> name),
            file.has("url") ? file.text("url", "", ShopReader::webAddress) : null,
            file.text("zone", ZoneOffset.UTC, ShopReader::zone),
            currency,
            file.has("pricesInclude") && file.text("pricesInclude", false, ShopReader::tax),
            pace(file),
            file.has("control") ? file.whole("control", 0, Shop.MAX_CONTROL) : 0,
            new UnitEconomics(
                file.has("margin") ? file.whole("margin", 1, 100) : UnitEconomics.UNKNOWN.margin(),
                file.has("costPer1000Mails") ? file.thousandths("costPer1000Mails") : 0),
            file.has("countClicks") && file.truth("countClicks"));
    file.nothingElse();
    return shop;
  }

  /** The longest time over which mails are counted: the mail log knows no more. */
  private static final int MAX_DAYS = 60;

  private static final int MAX_CAP = 100;

  private static Pace pace(Reader file) {
    return new Pace(
        file.whole("restDays", 0, 365),
        file.has("quietHours") ? quiet(file.object("quietHours")) : null,
        file.has("caps") ? caps(file) : List.of());
  }

  private static Pace.@Nullable Quiet quiet(Reader hours) {
    var quiet = new Pace.Quiet(hours.whole("from", 0, 23), hours.whole("to", 0, 23));
    hours.nothingElse();
    if (quiet.from() == quiet.to()) {
      hours.note("to", "must be another hour than from, or no mail would ever be sent");
      return null;
    }
    return quiet;
  }

  private static List<Pace.Cap> caps(Reader file) {
    var caps = new ArrayList<Pace.Cap>();
    for (var cap : file.objects("caps")) {
      var days = cap.whole("days", 1, MAX_DAYS);
      var purpose = cap.has("purpose") ? cap.text("purpose", "email", ShopReader::purpose) : null;
      if (caps.stream()
          .anyMatch(each -> each.days() == days && Objects.equals(each.purpose(), purpose))) {
        cap.note(
            "days", "stands twice; another cap says how many mails there may be in so many days");
      }
      caps.add(new Pace.Cap(days, cap.whole("mails", 1, MAX_CAP), purpose));
      cap.nothingElse();
    }
    return caps;
  }

  private static String purpose(String text) {
    if (!Profile.PURPOSE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is nothing that a customer can consent to; email is, or email: and a brand, such as"
              + " email:home");
    }
    return text;
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
