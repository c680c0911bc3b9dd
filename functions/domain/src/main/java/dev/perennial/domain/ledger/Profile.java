package dev.perennial.domain.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who a customer is: personal data, kept in the profile item alone.
 *
 * @param language BCP 47 tag, such as {@code en} or {@code pt-BR}
 * @param zone IANA time zone
 * @param country ISO 3166 alpha-2
 * @param attributes whatever the shop wants to segment by
 * @param consents by purpose: {@code email}, or {@code email:home} for a brand
 * @param later what a later release keeps here and this one doesn't know
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
    Map<String, Consent> consents,
    Map<String, JsonNode> later) {
  /** What can be consented to. */
  public static final Pattern PURPOSE = Pattern.compile("email(:[A-Za-z0-9._-]{1,40})?");

  public Profile {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    consents = Collections.unmodifiableMap(new TreeMap<>(consents));
    later = Map.copyOf(later);
  }

  /** One of which no later release knows more. */
  public Profile(
      String customerId,
      @Nullable String email,
      @Nullable String name,
      @Nullable String language,
      @Nullable String zone,
      @Nullable String country,
      @Nullable LocalDate birthday,
      Map<String, String> attributes,
      Map<String, Consent> consents) {
    this(
        customerId, email, name, language, zone, country, birthday, attributes, consents, Map.of());
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
  }

  /**
   * The same profile with what a later release wrote into a former one, and this release doesn't
   * know: of the profile, and of consents that are the same.
   */
  public Profile keepingLater(Profile former) {
    var kept = new TreeMap<>(consents);
    kept.replaceAll(
        (purpose, consent) -> {
          var before = former.consents.get(purpose);
          return before != null && before.isSame(consent) ? before : consent;
        });
    return new Profile(
        customerId, email, name, language, zone, country, birthday, attributes, kept, former.later);
  }

  /** Whether mail for a purpose is consented to; a brand's own word goes before the general one. */
  public boolean consentsTo(String purpose) {
    var consent = consents.get(purpose);
    var colon = purpose.indexOf(':');
    if (consent == null && colon > 0) {
      consent = consents.get(purpose.substring(0, colon));
    }
    return consent != null && consent.granted();
  }

  /**
   * The same profile with every withdrawal among former consents that no later consent took back: a
   * withdrawal stays when the profile says nothing of its purpose, or something of the same time or
   * before. That of a general purpose also covers a purpose below it that is new.
   *
   * @param former consents before, by purpose
   */
  public Profile afterWithdrawals(Map<String, Consent> former) {
    var next = this;
    var purposes = new TreeSet<>(former.keySet());
    purposes.addAll(consents.keySet());
    for (var purpose : purposes) {
      var before = former.get(purpose);
      var colon = purpose.indexOf(':');
      if (before == null && colon > 0) {
        before = former.get(purpose.substring(0, colon));
      }
      if (before != null && !before.granted && !isLater(consents.get(purpose), before)) {
        next = next.with(purpose, before);
      }
    }
    return next;
  }

  /** Whether something was said of a purpose, and either withdrew it, too, or gave it later. */
  private static boolean isLater(@Nullable Consent said, Consent withdrawn) {
    return said != null && (!said.granted || said.at.isAfter(withdrawn.at));
  }

  /** The same profile with another consent for a purpose. */
  public Profile with(String purpose, Consent consent) {
    var next = new TreeMap<>(consents);
    next.put(purpose, consent);
    return new Profile(
        customerId, email, name, language, zone, country, birthday, attributes, next, later);
  }

  /** Nothing personal: profiles end up in messages by accident, addresses must not. */
  @Override
  public String toString() {
    return "Profile[" + customerId + "]";
  }
}
