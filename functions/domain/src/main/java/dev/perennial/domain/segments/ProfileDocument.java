package dev.perennial.domain.segments;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.perennial.domain.customers.Profile;
import dev.perennial.domain.loyalty.Account;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * A customer as segments see it: one JSON document, described in {@code docs/profile.schema.json}.
 * Names and addresses are not in it.
 */
public final class ProfileDocument {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int[] WINDOWS = {30, 90, 365};

  /** What event-ruler compares as a number at most. */
  private static final BigDecimal LARGEST = BigDecimal.valueOf(5_000_000_000L);

  private ProfileDocument() {}

  /**
   * Writes the document.
   *
   * @param account with its bands as just judged
   * @param today in the shop's zone
   */
  public static String of(
      Account account, @Nullable Profile profile, Currency currency, LocalDate today) {
    var text = new StringWriter(512);
    try (var json = JSON.createGenerator(text)) {
      json.writeStartObject();
      writeProfile(json, profile);
      json.writeStringField("tier", account.tier());
      json.writeObjectFieldStart("points");
      json.writeNumberField("balance", account.balanceOn(today));
      json.writeNumberField("pending", account.pendingOn(today));
      json.writeNumberField("debt", account.debt());
      json.writeEndObject();
      writeOrders(json, account, currency, today);
      writeBands(json, account);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void writeProfile(JsonGenerator json, @Nullable Profile profile)
      throws IOException {
    json.writeObjectFieldStart("customer");
    json.writeBooleanField("known", profile != null);
    if (profile != null) {
      writeIfPresent(json, "country", profile.country());
      writeIfPresent(json, "language", profile.language());
      writeIfPresent(json, "zone", profile.zone());
      if (profile.birthday() != null) {
        json.writeNumberField("birthMonth", profile.birthday().getMonthValue());
      }
    }
    json.writeEndObject();
    if (profile != null) {
      json.writeObjectFieldStart("attributes");
      for (var entry : profile.attributes().entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
      json.writeObjectFieldStart("consents");
      for (var entry : profile.consents().entrySet()) {
        json.writeBooleanField(entry.getKey(), entry.getValue().granted());
      }
      json.writeEndObject();
    }
  }

  private static void writeIfPresent(JsonGenerator json, String field, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(field, value);
    }
  }

  private static void writeOrders(
      JsonGenerator json, Account account, Currency currency, LocalDate today) throws IOException {
    var days = account.days();
    json.writeObjectFieldStart("orders");
    json.writeNumberField("count", days.orders());
    json.writeNumberField("spend", major(days.spend(), currency));
    if (days.last() != null) {
      json.writeNumberField("daysSinceLast", days.daysSinceLast(today));
    }
    json.writeEndObject();
    for (var window : WINDOWS) {
      json.writeObjectFieldStart("last" + window);
      var within = days.within(window, today);
      long orders = 0;
      long spend = 0;
      for (var day : within.values()) {
        orders += day.orders();
        spend += day.spend();
      }
      json.writeNumberField("activeDays", within.size());
      json.writeNumberField("orders", orders);
      json.writeNumberField("spend", major(spend, currency));
      json.writeEndObject();
    }
  }

  private static void writeBands(JsonGenerator json, Account account) throws IOException {
    var bands = account.bands();
    if (bands != null) {
      json.writeObjectFieldStart("rfm");
      json.writeNumberField("recency", bands.recency());
      json.writeNumberField("frequency", bands.frequency());
      json.writeNumberField("monetary", bands.monetary());
      json.writeEndObject();
    }
    var value = account.value();
    if (value != null) {
      json.writeObjectFieldStart("value");
      if (value.churn() != null) {
        json.writeStringField("churn", value.churn().text());
      }
      json.writeNumberField("band", value.band());
      json.writeEndObject();
    }
  }

  private static BigDecimal major(long minor, Currency currency) {
    return BigDecimal.valueOf(minor, Math.max(0, currency.getDefaultFractionDigits())).min(LARGEST);
  }
}
