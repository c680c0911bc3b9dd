package dev.perennial.domain.segments;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.perennial.domain.engagement.Answers;
import dev.perennial.domain.engagement.MailDays;
import dev.perennial.domain.engagement.Referral;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Birthday;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.value.ValueBands;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A customer as segments see it: one JSON document, described in {@code docs/profile.schema.json}.
 * Names and addresses are not in it.
 */
public final class ProfileDocument implements ProfileFields.Into {
  private static final JsonFactory JSON = new JsonFactory();
  static final int[] WINDOWS = {30, 60, 90, 365};
  static final String[] WINDOW_NAMES = {"last30", "last60", "last90", "last365"};

  private final List<Field> fields = new ArrayList<>(40);

  private final LocalDate today;

  private ProfileDocument(LocalDate today) {
    this.today = today;
  }

  /**
   * One field.
   *
   * @param object that it stands in, "" for the document itself; fields of one follow each other
   * @param value a String, Boolean, Long, BigDecimal or list of Strings
   */
  record Field(String object, String name, Object value) {}

  /**
   * The document of a customer.
   *
   * @param account with its bands as just judged
   * @param today in the shop's zone
   * @param fields what rooms add
   */
  public static ProfileDocument of(
      Account account,
      @Nullable Profile profile,
      Currency currency,
      LocalDate today,
      List<ProfileFields> fields) {
    var document = new ProfileDocument(today);
    document.add("", "tier", account.tier());
    document.add("customer", "known", profile != null);
    if (profile != null) {
      document.addProfile(profile);
    }
    document.add("points", "balance", account.balanceOn(today));
    document.add("points", "pending", account.pendingOn(today));
    document.add("points", "debt", account.debt());
    document.addOrders(account, currency);
    document.addEngagement(account);
    document.addBands(account);
    fields.forEach(each -> each.describe(account, document));
    return document;
  }

  /** The fields, those of an object one after another. */
  List<Field> fields() {
    return fields;
  }

  /** The document as segments' patterns are matched against it. */
  public String json() {
    var text = new StringWriter(1024);
    try (var json = JSON.createGenerator(text)) {
      json.writeStartObject();
      var object = "";
      for (var field : fields) {
        if (!field.object.equals(object)) {
          if (!object.isEmpty()) {
            json.writeEndObject();
          }
          object = field.object;
          json.writeObjectFieldStart(object);
        }
        json.writeFieldName(field.name);
        write(json, field.value);
      }
      if (!object.isEmpty()) {
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    switch (value) {
      case String text -> json.writeString(text);
      case Boolean truth -> json.writeBoolean(truth);
      case Long whole -> json.writeNumber(whole);
      case BigDecimal amount -> json.writeNumber(amount);
      case List<?> texts -> {
        json.writeStartArray();
        for (var each : texts) {
          json.writeString((String) each);
        }
        json.writeEndArray();
      }
      default -> throw new IllegalArgumentException(value.getClass() + " is no field's");
    }
  }

  @Override
  public void add(String object, String name, String value) {
    fields.add(new Field(object, name, value));
  }

  @Override
  public void add(String object, String name, long value) {
    fields.add(new Field(object, name, value));
  }

  @Override
  public void add(String object, String name, BigDecimal value) {
    fields.add(new Field(object, name, value));
  }

  @Override
  public void add(String object, String name, boolean value) {
    fields.add(new Field(object, name, value));
  }

  @Override
  public void addDaysSince(String object, String name, LocalDate day) {
    add(object, name, Math.max(0, ChronoUnit.DAYS.between(day, today)));
  }

  @Override
  public void addWithin(
      String object, String name, NavigableMap<LocalDate, Long> days, int length) {
    add(object, name, within(days, length, today));
  }

  /** How many of something there were in a window that ends on a day. */
  static long within(NavigableMap<LocalDate, Long> days, int length, LocalDate today) {
    return days.tailMap(today.minusDays(length - 1L)).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private void addIfPresent(String name, @Nullable String value) {
    if (value != null) {
      add("customer", name, value);
    }
  }

  private void addProfile(Profile profile) {
    addIfPresent("country", profile.country());
    addIfPresent("region", profile.fields().get(Profile.Field.REGION));
    addIfPresent("postcode", profile.fields().get(Profile.Field.POSTCODE));
    addIfPresent("language", profile.language());
    addIfPresent("zone", profile.zone());
    var birthday = profile.birthday();
    if (birthday != null) {
      add("customer", "birthMonth", (long) birthday.month().getValue());
      add("customer", "birthDay", (long) birthday.day().getDayOfMonth());
      add("customer", "daysToBirthday", birthday.daysFrom(today));
    }
    profile.attributes().forEach(this::add);
    addDays(profile);
    profile.consents().forEach((name, consent) -> add("consents", name, consent.granted()));
  }

  private void add(String name, Attribute attribute) {
    var value =
        attribute instanceof Attribute.Amount(var number)
            ? Precision.rounded(number)
            : attribute.value();
    fields.add(new Field("attributes", name, value));
  }

  /** Of attributes that are dates: how far they lie from today. */
  private void addDays(Profile profile) {
    var days = new TreeMap<String, LocalDate>();
    profile
        .attributes()
        .forEach(
            (name, value) -> {
              var day = value instanceof Attribute.Text text ? text.day() : null;
              if (day != null) {
                days.put(name, day);
              }
            });
    days.forEach((name, day) -> addFrom("daysUntil", name, ChronoUnit.DAYS.between(today, day)));
    days.forEach((name, day) -> addFrom("daysSince", name, ChronoUnit.DAYS.between(day, today)));
    days.forEach(
        (name, day) -> add("daysToYearly", name, Birthday.daysToNext(MonthDay.from(day), today)));
  }

  private void addFrom(String object, String name, long days) {
    if (days >= 0) {
      add(object, name, days);
    }
  }

  private void addOrders(Account account, Currency currency) {
    var days = account.days();
    add("orders", "count", days.orders());
    add("orders", "spend", major(days.spend(), currency));
    if (days.last() != null) {
      add("orders", "daysSinceLast", days.daysSinceLast(today));
    }
    if (days.first() != null) {
      addDaysSince("orders", "daysSinceFirst", days.first());
    }
    if (!days.days().isEmpty()) {
      add("orders", "lastSpend", major(days.days().lastEntry().getValue().spend(), currency));
    }
    var windows = new Window[WINDOWS.length];
    Arrays.setAll(windows, _ -> new Window());
    for (var day : days.within(WINDOWS[WINDOWS.length - 1], today).entrySet()) {
      long age = today.toEpochDay() - day.getKey().toEpochDay();
      for (int i = 0; i < WINDOWS.length; i++) {
        if (age < WINDOWS[i]) {
          windows[i].add(day.getValue());
        }
      }
    }
    for (int i = 0; i < WINDOWS.length; i++) {
      add(WINDOW_NAMES[i], "activeDays", windows[i].activeDays);
      add(WINDOW_NAMES[i], "orders", windows[i].orders);
      add(WINDOW_NAMES[i], "spend", major(windows[i].spend, currency));
    }
  }

  /** Sums over the days of a window. */
  private static final class Window {
    private long activeDays;
    private long orders;
    private long spend;

    void add(ActiveDays.Day day) {
      activeDays++;
      orders += day.orders();
      spend += day.spend();
    }
  }

  private void addEngagement(Account account) {
    var mails = MailDays.SENT.in(account);
    addWithin("mails", "last30", mails.days(), 30);
    addWithin("mails", "last90", mails.days(), 90);
    if (mails.last() != null) {
      addDaysSince("mails", "daysSinceLast", mails.last());
    }
    var clicks = MailDays.CLICKED.in(account);
    add("clicks", "mails", clicks.mails());
    addWithin("clicks", "last30", clicks.days(), 30);
    addWithin("clicks", "last90", clicks.days(), 90);
    if (clicks.last() != null) {
      addDaysSince("clicks", "daysSinceLast", clicks.last());
    }
    var surveys = Answers.SLICE.in(account).surveys();
    surveys.forEach((id, answer) -> addDaysSince("answered", id, answer.day()));
    surveys.forEach(
        (id, answer) ->
            answer.scores().forEach((name, score) -> add("scores", id + ":" + name, score)));
    surveys.forEach(
        (id, answer) ->
            answer.choices().forEach((name, choice) -> add("choices", id + ":" + name, choice)));
    var referral = Referral.SLICE.in(account);
    add("referral", "referred", referral.referred());
    add("referral", "friends", referral.friends());
  }

  private void addBands(Account account) {
    var bands = account.find(Bands.SLICE);
    if (bands != null) {
      add("rfm", "recency", (long) bands.recency());
      add("rfm", "frequency", (long) bands.frequency());
      add("rfm", "monetary", (long) bands.monetary());
    }
    var value = account.find(ValueBands.SLICE);
    if (value != null) {
      if (value.churn() != null) {
        add("value", "churn", value.churn().text());
      }
      add("value", "band", (long) value.band());
    }
  }

  /** An amount as patterns compare it: in the currency's major unit. */
  public static BigDecimal major(long minor, Currency currency) {
    return Precision.rounded(
        BigDecimal.valueOf(minor, Math.max(0, currency.getDefaultFractionDigits())));
  }
}
