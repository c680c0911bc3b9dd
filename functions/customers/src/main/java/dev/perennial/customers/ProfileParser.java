package dev.perennial.customers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Consent;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Fields;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a profile as the contract has it. Values are personal: problems never quote them. */
public final class ProfileParser {
  // what SES takes: one @, an ASCII local part of the usual characters, a domain with a dot
  private static final Pattern EMAIL =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+([.][A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?[.])+[A-Za-z][A-Za-z0-9-]{0,62}");
  private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
  private static final int MAX_EMAIL = 254;
  private static final int MAX_LOCAL = 64;
  private static final int MAX_ATTRIBUTES = 50;

  private ProfileParser() {}

  /**
   * Reads a profile.
   *
   * @throws BadInput naming the field that is wrong, never its value
   */
  public static Profile parse(String customerId, JsonNode json) throws BadInput {
    var fields = Fields.of(json, "");
    var profile =
        new Profile(
            customerId,
            email(fields),
            fields.textOrNull("name", 200),
            language(fields),
            oneOf(fields, "zone", ZONES, "must be an IANA time zone, such as \"Europe/Paris\""),
            oneOf(fields, "country", COUNTRIES, "must be an ISO 3166 code, such as \"FR\""),
            birthday(fields),
            attributes(fields),
            consents(fields));
    fields.nothingElse();
    return profile;
  }

  private static @Nullable String email(Fields fields) throws BadInput {
    var email = fields.textOrNull("email", MAX_EMAIL);
    if (email != null && (!EMAIL.matcher(email).matches() || email.indexOf('@') > MAX_LOCAL)) {
      throw BadInput.at("/email", "must be an address that can be mailed, such as ada@example.com");
    }
    return email;
  }

  private static @Nullable String language(Fields fields) throws BadInput {
    var language = fields.textOrNull("language", 35);
    try {
      if (language != null) {
        new Locale.Builder().setLanguageTag(language);
      }
      return language;
    } catch (IllformedLocaleException e) {
      throw BadInput.at("/language", "must be a BCP 47 tag, such as \"en\" or \"pt-BR\"");
    }
  }

  private static @Nullable String oneOf(Fields fields, String name, Set<String> known, String what)
      throws BadInput {
    var value = fields.textOrNull(name, 64);
    if (value != null && !known.contains(value)) {
      throw BadInput.at("/" + name, what);
    }
    return value;
  }

  private static @Nullable LocalDate birthday(Fields fields) throws BadInput {
    var text = fields.textOrNull("birthday", 10);
    try {
      var birthday = text == null ? null : LocalDate.parse(text);
      if (birthday != null && birthday.getYear() < 1850) {
        throw BadInput.at("/birthday", "must lie in a year that someone alive was born in");
      }
      return birthday;
    } catch (DateTimeException e) {
      throw BadInput.at("/birthday", "must be a date, such as \"1984-02-29\"");
    }
  }

  private static Map<String, String> attributes(Fields fields) throws BadInput {
    var attributes = new TreeMap<String, String>();
    var each = fields.objectOrNull("attributes");
    if (each != null) {
      for (var name : each.names()) {
        var value = each.textOrNull(name, 200);
        if (value == null || !ATTRIBUTE.matcher(name).matches()) {
          throw BadInput.at(
              "/attributes", "must have names of A-Z a-z 0-9 _ -, beginning with a letter");
        }
        attributes.put(name, value);
      }
      if (attributes.size() > MAX_ATTRIBUTES) {
        throw BadInput.at("/attributes", "must be at most " + MAX_ATTRIBUTES);
      }
    }
    return attributes;
  }

  private static Map<String, Consent> consents(Fields fields) throws BadInput {
    var consents = new TreeMap<String, Consent>();
    var each = fields.objectOrNull("consents");
    if (each != null) {
      for (var purpose : each.names()) {
        if (!Profile.PURPOSE.matcher(purpose).matches()) {
          throw BadInput.at("/consents", "must be named \"email\" or \"email:\" and a brand");
        }
        var consent = each.objectOrNull(purpose);
        if (consent != null) {
          consents.put(purpose, consent(consent));
        }
      }
    }
    return consents;
  }

  private static Consent consent(Fields fields) throws BadInput {
    var granted = fields.truth("granted");
    var at = fields.time("at");
    var source = fields.textOrNull("source", 200);
    if (source == null) {
      throw BadInput.at(fields.at("source"), "is missing: say how consent was given");
    }
    var consent = new Consent(granted, at, source, fields.textOrNull("wording", 1000));
    fields.nothingElse();
    return consent;
  }
}
