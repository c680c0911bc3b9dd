package dev.perennial.domain.purchases;

import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Section;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of other currencies is in the shop's own, from a day on: {@code rates.yaml}. Of the
 * shop's own it says nothing that counts: that is 1.
 *
 * @param days by currency; a rate holds from its day until the next
 */
public record ExchangeRates(Map<Currency, NavigableMap<LocalDate, BigDecimal>> days) {
  /** The programme's. */
  public static final Section<ExchangeRates> SECTION =
      new Section<>("rates", ExchangeRates.class, new ExchangeRates(Map.of()));

  /** The largest rate: more than one of any currency is in another. */
  public static final BigDecimal LARGEST = BigDecimal.TEN.pow(6);

  /** Digits behind the point that a rate may have. */
  public static final int DECIMALS = 10;

  public ExchangeRates {
    days = Map.copyOf(days);
  }

  /** The rate of a day, null when none is known. */
  public @Nullable BigDecimal on(Currency currency, LocalDate day) {
    var known = days.get(currency);
    var entry = known == null ? null : known.floorEntry(day);
    return entry == null ? null : entry.getValue();
  }

  /** Whether a number can be a rate: above 0, at most a million, of at most ten decimals. */
  public static boolean isRate(BigDecimal number) {
    return number.signum() > 0
        && number.compareTo(LARGEST) <= 0
        && number.stripTrailingZeros().scale() <= DECIMALS;
  }

  /** Reads {@code rates.yaml}. */
  public static final class FileReader implements Section.Reading<ExchangeRates> {
    @Override
    public Section<ExchangeRates> section() {
      return SECTION;
    }

    @Override
    public ExchangeRates read(Reader root, Programme soFar) {
      var all = new HashMap<Currency, NavigableMap<LocalDate, BigDecimal>>();
      if (root.has("rates")) {
        var file = root.file("rates");
        for (var code : file.names()) {
          var currency = currency(file, code);
          var days = days(file.object(code));
          if (currency != null) {
            all.put(currency, days);
          }
        }
      }
      return new ExchangeRates(all);
    }

    private static @Nullable Currency currency(Reader file, String code) {
      try {
        return Currency.getInstance(code);
      } catch (IllegalArgumentException e) {
        file.noteName(code, "must be an ISO 4217 code, such as EUR");
        return null;
      }
    }

    private static NavigableMap<LocalDate, BigDecimal> days(Reader currency) {
      var days = new TreeMap<LocalDate, BigDecimal>();
      for (var day : currency.names()) {
        var rate = currency.field(day);
        if (!rate.isNumber() || !isRate(rate.decimalValue())) {
          currency.note(
              day,
              "must be a rate above 0, such as 0.86, of at most ten decimals" + Reader.butIs(rate));
          continue;
        }
        try {
          days.put(LocalDate.parse(day), rate.decimalValue());
        } catch (DateTimeParseException e) {
          currency.noteName(day, "must be the day from which the rate holds, such as 2026-01-01");
        }
      }
      if (currency.names().isEmpty()) {
        currency.note("", "must have a rate, such as 2026-01-01: 0.86");
      }
      return days;
    }
  }
}
