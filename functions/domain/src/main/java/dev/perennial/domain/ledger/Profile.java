package dev.perennial.domain.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who a customer is: personal data, kept in the profile item alone.
 *
 * @param fields what everybody may have; ask by name, such as {@link #email}
 * @param attributes whatever the shop wants to segment by
 * @param consents by purpose: {@code email}, or {@code email:home} for a brand
 * @param said when fields and attributes were said to be what they are
 * @param later what a later release keeps here and this one doesn't know
 */
public record Profile(
    String customerId,
    Map<Field, String> fields,
    Map<String, Attribute> attributes,
    Map<String, Consent> consents,
    SaidTimes said,
    Map<String, JsonNode> later) {
  /** What can be consented to. */
  public static final Pattern PURPOSE = Pattern.compile("email(:[A-Za-z0-9._-]{1,40})?");

  public Profile {
    var sorted = new EnumMap<Field, String>(Field.class);
    sorted.putAll(fields);
    fields = Collections.unmodifiableMap(sorted);
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    consents = Collections.unmodifiableMap(new TreeMap<>(consents));
    said = said.bounded(attributes.keySet());
    later = Map.copyOf(later);
  }

  /** What everybody may have, each a text. */
  public enum Field {
    /** An address that SES takes, its domain in ASCII. */
    EMAIL("email"),
    /** The whole name. */
    NAME("name"),
    /** What friends call them. */
    GIVEN_NAME("givenName"),
    /** What the family is called. */
    FAMILY_NAME("familyName"),
    /** BCP 47 tag, such as {@code en} or {@code pt-BR}. */
    LANGUAGE("language"),
    /** IANA time zone. */
    ZONE("zone"),
    /** ISO 3166 alpha-2. */
    COUNTRY("country"),
    /** State, province or the like, as the shop calls it. */
    REGION("region"),
    /** Of an address: capital letters of A-Z, digits, and blanks or hyphens between them. */
    POSTCODE("postcode"),
    /** A {@link Birthday}. */
    BIRTHDAY("birthday");

    private final String key;

    Field(String key) {
      this.key = key;
    }

    /** As the contract, stored profiles and {@link SaidTimes} call it. */
    public String key() {
      return key;
    }
  }

  /** One that says nothing yet. */
  public static Profile empty(String customerId) {
    return new Profile(customerId, Map.of(), Map.of(), Map.of(), SaidTimes.NONE, Map.of());
  }

  /** The address. */
  public @Nullable String email() {
    return fields.get(Field.EMAIL);
  }

  /** The whole name: as it was said, or else put together of the given and the family name. */
  public @Nullable String name() {
    var name = fields.get(Field.NAME);
    var given = fields.get(Field.GIVEN_NAME);
    var family = fields.get(Field.FAMILY_NAME);
    if (name != null || given == null || family == null) {
      return name != null ? name : given != null ? given : family;
    }
    return given + " " + family;
  }

  /** BCP 47 tag. */
  public @Nullable String language() {
    return fields.get(Field.LANGUAGE);
  }

  /** IANA time zone. */
  public @Nullable String zone() {
    return fields.get(Field.ZONE);
  }

  /** ISO 3166 alpha-2. */
  public @Nullable String country() {
    return fields.get(Field.COUNTRY);
  }

  /** The birthday, maybe without its year. */
  public @Nullable Birthday birthday() {
    var text = fields.get(Field.BIRTHDAY);
    return text == null ? null : Birthday.parse(text);
  }

  /**
   * Consent given or withdrawn, with what proves it (GDPR article 7).
   *
   * @param at when
   * @param source how: a form, a call, an unsubscribe link
   * @param wording what was agreed to, or null
   * @param later what a later release keeps here and this one doesn't know
   */
  public record Consent(
      boolean granted,
      Instant at,
      String source,
      @Nullable String wording,
      Map<String, JsonNode> later) {
    public Consent {
      later = Map.copyOf(later);
    }

    /** One of which no later release knows more. */
    public Consent(boolean granted, Instant at, String source, @Nullable String wording) {
      this(granted, at, source, wording, Map.of());
    }

    private boolean isSame(Consent other) {
      return granted == other.granted
          && at.equals(other.at)
          && source.equals(other.source)
          && Objects.equals(wording, other.wording);
    }

    /** What counts of this and what was said of the same purpose: the later, or the withdrawal. */
    private Consent or(Consent said) {
      var stays = said.at.equals(at) ? !granted && said.granted : said.at.isBefore(at);
      return stays || isSame(said) ? this : said;
    }
  }

  /** Whether mail for a purpose is consented to; a brand's own word goes before the general one. */
  public boolean consentsTo(String purpose) {
    var consent = consentFor(purpose);
    return consent != null && consent.granted();
  }

  /** What covers a purpose: a brand's own word, or else the general one; null when nothing does. */
  public @Nullable Consent consentFor(String purpose) {
    return ofPurpose(consents, purpose);
  }

  private static @Nullable Consent ofPurpose(Map<String, Consent> consents, String purpose) {
    var consent = consents.get(purpose);
    var colon = purpose.indexOf(':');
    return consent == null && colon > 0 ? consents.get(purpose.substring(0, colon)) : consent;
  }

  /**
   * The same profile after more was said of consents. Of each purpose the latest word counts, of
   * two of one time the withdrawal, and none is ever dropped. A general withdrawal also counts for
   * a purpose below it of which nothing was known, unless that was consented to later.
   *
   * @param told by purpose
   */
  public Profile hearing(Map<String, Consent> told) {
    var next = new TreeMap<>(consents);
    for (var purpose : new TreeSet<>(told.keySet())) {
      var given = Objects.requireNonNull(told.get(purpose));
      var known = ofPurpose(consents, purpose);
      var isOwn = consents.containsKey(purpose);
      next.put(purpose, known == null || (!isOwn && known.granted) ? given : known.or(given));
    }
    return new Profile(customerId, fields, attributes, next, said, later);
  }

  /** The same profile with another field, or without it. */
  public Profile with(Field field, @Nullable String value) {
    var next = new EnumMap<Field, String>(Field.class);
    next.putAll(fields);
    if (value == null) {
      next.remove(field);
    } else {
      next.put(field, value);
    }
    return new Profile(customerId, next, attributes, consents, said, later);
  }

  /** The same profile with another attribute. */
  public Profile with(String name, Attribute attribute) {
    var next = new TreeMap<>(attributes);
    next.put(name, attribute);
    return new Profile(customerId, fields, next, consents, said, later);
  }

  /** The same profile with another consent for a purpose. */
  public Profile with(String purpose, Consent consent) {
    var next = new TreeMap<>(consents);
    next.put(purpose, consent);
    return new Profile(customerId, fields, attributes, next, said, later);
  }

  /** Nothing personal: profiles end up in messages by accident, addresses must not. */
  @Override
  public String toString() {
    return "Profile[" + ClientId.shown(customerId) + "]";
  }
}
