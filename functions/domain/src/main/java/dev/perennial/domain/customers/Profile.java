package dev.perennial.domain.customers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who a customer is: personal data, kept in the profile item alone.
 *
 * @param language BCP 47 tag, such as {@code en} or {@code pt-BR}
 * @param zone IANA time zone
 * @param country ISO 3166 alpha-2
 * @param attributes whatever the shop wants to segment by
 * @param consents by purpose: {@code email}, or {@code email:home} for a brand
 */
public record Profile(
    String customerId,
    @Nullable String email,
    @Nullable String name,
    @Nullable String language,
    @Nullable String zone,
    @Nullable String country,
    @Nullable LocalDate birthday,
    Map<String, String> attributes,
    Map<String, Consent> consents) {

  public Profile {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    consents = Collections.unmodifiableMap(new TreeMap<>(consents));
  }

  /**
   * Consent given or withdrawn, with what proves it (GDPR article 7).
   *
   * @param at when
   * @param source how: a form, a call, an unsubscribe link
   * @param wording what was agreed to, or null
   */
  public record Consent(boolean granted, Instant at, String source, @Nullable String wording) {}

  /** Whether mail for a purpose is consented to; a brand's own word goes before the general one. */
  public boolean consentsTo(String purpose) {
    var consent = consents.get(purpose);
    var colon = purpose.indexOf(':');
    if (consent == null && colon > 0) {
      consent = consents.get(purpose.substring(0, colon));
    }
    return consent != null && consent.granted();
  }

  /** The same profile with another consent for a purpose. */
  public Profile with(String purpose, Consent consent) {
    var next = new TreeMap<>(consents);
    next.put(purpose, consent);
    return new Profile(
        customerId, email, name, language, zone, country, birthday, attributes, next);
  }

  /** Nothing personal: profiles end up in messages by accident, addresses must not. */
  @Override
  public String toString() {
    return "Profile[" + customerId + "]";
  }
}
