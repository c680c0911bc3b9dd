package dev.perennial.customers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.customers.AttributeTypesReader;
import dev.perennial.domain.customers.EmailAddress;
import dev.perennial.domain.customers.ProfilePatch;
import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Birthday;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Consent;
import dev.perennial.domain.ledger.Profile.Field;
import dev.perennial.domain.ledger.SaidTimes;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Fields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a profile, whole or in part, as the contract has it. Values are personal: problems never
 * quote them.
 */
public final class ProfileParser {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

  /** What people type themselves, with blanks around it. */
  private static final Set<Field> TYPED =
      EnumSet.of(
          Field.EMAIL,
          Field.NAME,
          Field.GIVEN_NAME,
          Field.FAMILY_NAME,
          Field.REGION,
          Field.POSTCODE);

  private static final int EARLIEST_BIRTH = 1850;
  private static final int MAX_EMAIL = 300;
  private static final int MAX_NAME = 200;
  private static final int MAX_REGION = 64;
  private static final int MAX_POSTCODE = 16;
  private static final Pattern POSTCODE = Pattern.compile("[A-Za-z0-9]+([ -][A-Za-z0-9]+)*");
  private static final int MAX_ATTRIBUTES = 50;
  private static final int MAX_IN_LIST = 50;
  private static final int MAX_TEXT = 200;
  private static final String NEVER_DROPPED =
      "can't be dropped: a consent is withdrawn by \"granted\": false, with its time and source";

  private final Fields fields;
  private final boolean replaces;
  private final Map<Field, String> texts = new EnumMap<>(Field.class);
  private final Map<String, Attribute> attributes = new TreeMap<>();
  private final Map<String, Consent> consents = new TreeMap<>();
  private final Set<String> cleared = new TreeSet<>();

  private ProfileParser(Fields fields, boolean replaces) {
    this.fields = fields;
    this.replaces = replaces;
  }

  /**
   * Reads the whole of a profile: what is not named is cleared.
   *
   * @throws BadInput naming the field that is wrong, never its value
   */
  public static ProfilePatch whole(JsonNode json) throws BadInput {
    return new ProfileParser(Fields.of(json, ""), true).read();
  }

  /**
   * Reads a merge patch (RFC 7396): what is not named stays.
   *
   * @throws BadInput naming the field that is wrong, never its value
   */
  public static ProfilePatch part(JsonNode json) throws BadInput {
    return new ProfileParser(Fields.of(json, ""), false).read();
  }

  /** What a profile says that nobody had before, as {@link #whole} reads it. */
  public static Profile first(String customerId, JsonNode json, Instant now) throws BadInput {
    return whole(json).on(Profile.empty(customerId), now);
  }

  private ProfilePatch read() throws BadInput {
    text(Field.EMAIL, MAX_EMAIL, ProfileParser::email);
    text(Field.NAME, MAX_NAME, name -> name);
    text(Field.GIVEN_NAME, MAX_NAME, name -> name);
    text(Field.FAMILY_NAME, MAX_NAME, name -> name);
    text(Field.LANGUAGE, 35, ProfileParser::language);
    text(
        Field.ZONE,
        64,
        zone -> oneOf(zone, ZONES, "must be an IANA time zone, such as \"Europe/Paris\""));
    text(
        Field.COUNTRY,
        64,
        country -> oneOf(country, COUNTRIES, "must be an ISO 3166 code, such as \"FR\""));
    text(Field.REGION, MAX_REGION, region -> region);
    text(Field.POSTCODE, MAX_POSTCODE, ProfileParser::postcode);
    text(Field.BIRTHDAY, 10, ProfileParser::birthday);
    readAttributes();
    readConsents();
    var at = fields.isCleared("at") || !fields.has("at") ? null : fields.time("at");
    fields.nothingElse();
    return new ProfilePatch(replaces, texts, attributes, cleared, consents, at);
  }

  /** Reads a text, or refuses it with what would be right. */
  private interface Reading {
    String read(String text);
  }

  private void text(Field field, int max, Reading reading) throws BadInput {
    if (fields.isCleared(field.key())) {
      cleared.add(field.key());
      return;
    }
    var text =
        TYPED.contains(field)
            ? fields.strippedOrNull(field.key(), max)
            : fields.textOrNull(field.key(), max);
    if (text != null) {
      try {
        texts.put(field, reading.read(text));
      } catch (IllegalArgumentException e) {
        throw BadInput.at("/" + field.key(), String.valueOf(e.getMessage()));
      }
    }
  }

  private static String email(String text) {
    return EmailAddress.mailable(text);
  }

  private static String language(String text) {
    try {
      new Locale.Builder().setLanguageTag(text);
      return text;
    } catch (IllformedLocaleException e) {
      throw new IllegalArgumentException("must be a BCP 47 tag, such as \"en\" or \"pt-BR\"", e);
    }
  }

  private static String oneOf(String value, Set<String> known, String what) {
    if (!known.contains(value)) {
      throw new IllegalArgumentException(what);
    }
    return value;
  }

  /** In capitals: patterns ask how it begins. */
  private static String postcode(String text) {
    if (!POSTCODE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must be a postcode of letters A-Z and digits, such as \"10115\" or \"SW1A 1AA\"");
    }
    return text.toUpperCase(Locale.ROOT);
  }

  private static String birthday(String text) {
    try {
      var year = Birthday.parse(text).year();
      if (year != null && year < EARLIEST_BIRTH) {
        throw new IllegalArgumentException("must lie in a year that someone alive was born in");
      }
      return text;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "must be a date, such as \"1984-02-29\", or \"--02-29\" without the year", e);
    }
  }

  private void readAttributes() throws BadInput {
    if (fields.isCleared(SaidTimes.ATTRIBUTES)) {
      cleared.add(SaidTimes.ATTRIBUTES);
      return;
    }
    var each = fields.objectOrNull(SaidTimes.ATTRIBUTES);
    if (each == null) {
      return;
    }
    if (each.names().size() > MAX_ATTRIBUTES) {
      throw BadInput.at("/attributes", "must be at most " + MAX_ATTRIBUTES + " at once");
    }
    for (var name : each.names()) {
      if (!AttributeTypesReader.NAME.matcher(name).matches()) {
        throw BadInput.at(
            "/attributes",
            "must have names of at most 40 of A-Z a-z 0-9 _ -, beginning with a letter");
      }
      var attribute = attribute(each, name);
      if (attribute == null) {
        cleared.add(SaidTimes.attribute(name));
      } else {
        attributes.put(name, attribute);
      }
    }
  }

  private static @Nullable Attribute attribute(Fields each, String name) throws BadInput {
    if (each.isCleared(name)) {
      return null;
    }
    var value = each.value(name);
    return switch (value.getNodeType()) {
      case NUMBER -> new Attribute.Amount(each.number(name));
      case BOOLEAN -> new Attribute.Truth(value.booleanValue());
      case ARRAY -> {
        var texts = each.strippedTexts(name, MAX_IN_LIST, MAX_TEXT);
        yield texts.isEmpty() ? null : new Attribute.Texts(texts);
      }
      case STRING -> {
        var text = each.strippedOrNull(name, MAX_TEXT);
        yield text == null ? null : new Attribute.Text(text);
      }
      default ->
          throw BadInput.at(
              each.at(name),
              "must be a text, a number, true or false, a date such as \"2026-12-31\", or a list"
                  + " of texts");
    };
  }

  private void readConsents() throws BadInput {
    if (fields.isCleared("consents")) {
      if (!replaces) {
        throw BadInput.at("/consents", NEVER_DROPPED);
      }
      return;
    }
    var each = fields.objectOrNull("consents");
    if (each == null) {
      return;
    }
    for (var purpose : each.names()) {
      if (!Profile.PURPOSE.matcher(purpose).matches()) {
        throw BadInput.at("/consents", "must be named \"email\" or \"email:\" and a brand");
      }
      if (each.isCleared(purpose)) {
        throw BadInput.at(each.at(purpose), NEVER_DROPPED);
      }
      var consent = each.objectOrNull(purpose);
      if (consent != null) {
        consents.put(purpose, consent(consent));
      }
    }
  }

  private static Consent consent(Fields fields) throws BadInput {
    var granted = fields.truth("granted");
    var at = fields.time("at");
    var source = fields.textOrNull("source", 200);
    if (source == null) {
      throw BadInput.at(fields.at("source"), "is missing: say how consent was given");
    }
    var wording = fields.isCleared("wording") ? null : fields.textOrNull("wording", 1000);
    var consent = new Consent(granted, at, source, wording);
    fields.nothingElse();
    return consent;
  }
}
