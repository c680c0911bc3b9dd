package dev.perennial.pages;

import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Birthday;
import dev.perennial.domain.money.Amounts;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Figures, times and ids as people read them. */
final class Words {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK);
  private static final DateTimeFormatter DAY_OF_YEAR =
      DateTimeFormatter.ofPattern("d MMMM", Locale.UK);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.UK);

  private Words() {}

  static String count(long number) {
    return String.format(Locale.UK, "%,d", number);
  }

  /** A count with its noun, which takes an s unless there is one. */
  static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** With a sign, since it was gained or lost. */
  static String gain(long number) {
    return String.format(Locale.UK, "%+,d", number).replace('-', '\u2212');
  }

  static String money(long minor, Currency currency) {
    var digits = Amounts.digits(currency);
    var amount = BigDecimal.valueOf(minor, digits);
    return currency.getSymbol(Locale.UK) + String.format(Locale.UK, "%,." + digits + "f", amount);
  }

  static String day(LocalDate day) {
    return DAY.format(day);
  }

  /** A birthday, of which the year may not be known. */
  static String day(Birthday birthday) {
    var date = birthday.date();
    return date == null ? DAY_OF_YEAR.format(birthday.day()) : day(date);
  }

  /** What an attribute is. */
  static String value(Attribute attribute) {
    return attribute instanceof Attribute.Texts(var texts)
        ? String.join(", ", texts)
        : attribute.value().toString();
  }

  static String time(Instant at, ZoneId zone) {
    return MINUTE.format(at.atZone(zone));
  }

  /** {@code at-risk} as a heading would have it: {@code At risk}. */
  static String title(String id) {
    var words = id.replace('-', ' ').replace("cant ", "can’t ");
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.UK) + words.substring(1);
  }

  /** The first value of each name in a query. */
  static Map<String, String> query(String raw) {
    var query = new TreeMap<String, String>();
    for (var pair : raw.split("&", -1)) {
      var parts = pair.split("=", 2);
      query.putIfAbsent(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
    }
    return query;
  }

  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
