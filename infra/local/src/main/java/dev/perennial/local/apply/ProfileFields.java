package dev.perennial.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of the profile document, as docs/profile.schema.json describes them. */
final class ProfileFields {
  private final JsonNode schema;
  private final List<String> tiers;

  private ProfileFields(JsonNode schema, List<String> tiers) {
    this.schema = schema;
    this.tiers = List.copyOf(tiers);
  }

  /**
   * One field.
   *
   * @param type string, boolean, integer or number
   * @param always whether every customer has it
   * @param least null for a field without a minimum
   * @param most null for a field without a maximum
   * @param texts all that it can be; empty for any text, or a field of another type
   */
  record Field(
      String type,
      boolean always,
      @Nullable BigDecimal least,
      @Nullable BigDecimal most,
      List<String> texts) {
    boolean isNumber() {
      return type.equals("integer") || type.equals("number");
    }

    /** Whether a number may stand there. */
    boolean holds(BigDecimal number) {
      return (least == null || number.compareTo(least) >= 0)
          && (most == null || number.compareTo(most) <= 0)
          && (!type.equals("integer") || number.stripTrailingZeros().scale() <= 0);
    }
  }

  /**
   * The fields of a shop's customers.
   *
   * @param tiers that a tier is one of
   */
  static ProfileFields shipped(List<String> tiers) {
    try (var in = ProfileFields.class.getResourceAsStream("profile.schema.json")) {
      return new ProfileFields(new JsonMapper().readTree(Objects.requireNonNull(in)), tiers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The field at a path such as {@code rfm/recency}; null when there is none. */
  @Nullable Field field(String path) {
    var at = schema;
    var always = true;
    for (var name : path.split("/", -1)) {
      always &= requires(at, name);
      at = child(at, name);
      if (at == null) {
        return null;
      }
    }
    var type = at.path("type").asText();
    return type.equals("object")
        ? null
        : new Field(
            type,
            always,
            number(at, "minimum"),
            number(at, "maximum"),
            path.equals("tier") ? tiers : texts(at));
  }

  private static List<String> texts(JsonNode field) {
    return field.path("format").asText().equals("iso-3166-alpha-2")
        ? List.of(Locale.getISOCountries())
        : field.path("enum").valueStream().map(JsonNode::asText).toList();
  }

  private static boolean requires(JsonNode object, String name) {
    return object.path("required").valueStream().anyMatch(each -> each.asText().equals(name));
  }

  private static @Nullable JsonNode child(JsonNode object, String name) {
    var named = object.path("properties").get(name);
    var others = object.path("additionalProperties");
    var names = object.path("propertyNames").path("pattern").asText(".*");
    return named == null && others.isObject() && name.matches(names) ? others : named;
  }

  private static @Nullable BigDecimal number(JsonNode field, String name) {
    return field.has(name) ? field.path(name).decimalValue() : null;
  }

  /** The names that may stand below a path, for whoever mistyped one; empty for any name. */
  String names(String path) {
    var at = schema;
    if (!path.isEmpty()) {
      for (var name : path.split("/", -1)) {
        at = Objects.requireNonNullElse(child(at, name), at);
      }
    }
    return String.join(", ", (Iterable<String>) at.path("properties")::fieldNames);
  }
}
