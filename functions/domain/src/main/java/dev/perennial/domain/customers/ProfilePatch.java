package dev.perennial.domain.customers;

import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Consent;
import dev.perennial.domain.ledger.Profile.Field;
import dev.perennial.domain.ledger.SaidTimes;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of a customer, all of it or some.
 *
 * @param replaces whether fields and attributes that are not named here are cleared; consents never
 *     are
 * @param fields that have a value
 * @param attributes that have a value, by name
 * @param cleared keys of what has none any more, as {@link SaidTimes} has them
 * @param consents by purpose
 * @param at when it was so; null for now, whatever was said of another time
 */
public record ProfilePatch(
    boolean replaces,
    Map<Field, String> fields,
    Map<String, Attribute> attributes,
    Set<String> cleared,
    Map<String, Consent> consents,
    @Nullable Instant at) {
  public ProfilePatch {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    cleared = Set.copyOf(cleared);
    consents = Collections.unmodifiableMap(new TreeMap<>(consents));
  }

  /** That a customer is as a profile says, now. */
  public static ProfilePatch of(Profile profile) {
    return new ProfilePatch(
        true, profile.fields(), profile.attributes(), Set.of(), profile.consents(), null);
  }

  /** Consents alone. */
  static ProfilePatch of(Map<String, Consent> consents) {
    return new ProfilePatch(false, Map.of(), Map.of(), Set.of(), consents, null);
  }

  /**
   * The same without consents that were given until an erasure: it is the last word on them all,
   * until one of later. A refusal of then stands.
   */
  ProfilePatch since(Instant erased) {
    var left = new TreeMap<>(consents);
    left.values().removeIf(consent -> consent.granted() && !consent.at().isAfter(erased));
    return left.size() == consents.size()
        ? this
        : new ProfilePatch(replaces, fields, attributes, cleared, left, at);
  }

  /**
   * The profile after this was said. A field of which something was said at a later time stays.
   *
   * @param now the time of what is said without one
   */
  public Profile on(Profile before, Instant now) {
    var time = at == null ? now : at;
    var said = replaces ? before.said().withAll(time) : before.said();
    var nextFields = new EnumMap<Field, String>(Field.class);
    nextFields.putAll(before.fields());
    for (var field : Field.values()) {
      if (isNews(field.key(), fields.containsKey(field), before.said())) {
        said = replaces ? said : said.with(field.key(), time);
        put(nextFields, field, fields.get(field));
      }
    }
    var nextAttributes = new TreeMap<>(before.attributes());
    var names = new TreeSet<>(before.attributes().keySet());
    names.addAll(attributes.keySet());
    cleared.forEach(key -> addAttribute(names, key));
    for (var name : names) {
      var key = SaidTimes.attribute(name);
      if (isNews(key, attributes.containsKey(name), before.said())) {
        said = replaces ? said : said.with(key, time);
        put(nextAttributes, name, attributes.get(name));
      }
    }
    if (!replaces && cleared.contains(SaidTimes.ATTRIBUTES)) {
      said = said.with(SaidTimes.ATTRIBUTES, time);
    }
    return new Profile(
            before.customerId(),
            nextFields,
            nextAttributes,
            before.consents(),
            said,
            before.later())
        .hearing(consents);
  }

  /** Whether a field is named here, and nothing was said of it at a later time. */
  private boolean isNews(String key, boolean hasValue, SaidTimes said) {
    var isNamed =
        replaces
            || hasValue
            || cleared.contains(key)
            || (cleared.contains(SaidTimes.ATTRIBUTES) && isAttribute(key));
    return isNamed && (at == null || !at.isBefore(said.of(key)));
  }

  private static boolean isAttribute(String key) {
    return key.startsWith(SaidTimes.ATTRIBUTES + "/");
  }

  private static void addAttribute(Set<String> names, String key) {
    if (isAttribute(key)) {
      names.add(key.substring(SaidTimes.ATTRIBUTES.length() + 1));
    }
  }

  private static <K, V> void put(Map<K, V> into, K key, @Nullable V value) {
    if (value == null) {
      into.remove(key);
    } else {
      into.put(key, Objects.requireNonNull(value));
    }
  }
}
