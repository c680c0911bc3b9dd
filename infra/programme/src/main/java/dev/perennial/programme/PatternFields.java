package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields that patterns may ask of a document, as a JSON Schema in docs/ describes them. */
interface PatternFields {
  /**
   * One field.
   *
   * @param type string, boolean, integer, number, or {@link #ANY}
   * @param always whether every customer has it
   * @param min null for a field without a minimum
   * @param max null for a field without a maximum
   * @param texts all that it can be; empty for any text, or a field of another type
   */
  record Field(
      String type,
      boolean always,
      @Nullable BigDecimal min,
      @Nullable BigDecimal max,
      List<String> texts) {
    /** What event-ruler compares as a number at most. */
    private static final BigDecimal LARGEST = BigDecimal.valueOf(5_000_000_000L);

    /** Of an attribute that the shop declares nothing of: its values are what callers say. */
    static final String ANY = "text, number, true or false, or list";

    boolean isAny() {
      return type.equals(ANY);
    }

    /** Its type, for people. */
    String kind() {
      return switch (type) {
        case "string" -> "text";
        case "boolean" -> "true or false";
        case "integer" -> "a whole number";
        default -> "a number";
      };
    }

    boolean isNumber() {
      return type.equals("integer") || type.equals("number");
    }

    /** Whether a number may stand there. */
    boolean holds(BigDecimal number) {
      return (min == null || number.compareTo(min) >= 0)
          && number.compareTo(max == null ? LARGEST : max) <= 0
          && (!type.equals("integer") || number.stripTrailingZeros().scale() <= 0);
    }
  }

  /** Whose fields they are, for people. */
  String whose();

  /** What a pattern that matches none of them matches, for people. */
  String none();

  /** The field at a path such as {@code rfm/recency}; null when there is none. */
  @Nullable Field field(String path);

  /** Whether a path leads to what has fields of its own. */
  boolean isObject(String path);

  /** The names that may stand below a path, for whoever mistyped one; empty for any name. */
  List<String> names(String path);

  /** A schema of docs/. */
  static JsonNode schema(String name) {
    try (var in = PatternFields.class.getResourceAsStream(name)) {
      return new JsonMapper().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a schema says that a field is always there. */
  static boolean requires(JsonNode object, String name) {
    return object.path("required").valueStream().anyMatch(each -> each.asText().equals(name));
  }

  /** The schema of a field; null when there is none of that name. */
  static @Nullable JsonNode child(JsonNode object, String name) {
    var named = object.path("properties").get(name);
    var others = object.path("additionalProperties");
    var names = object.path("propertyNames").path("pattern").asText(".*");
    return named == null && others.isObject() && name.matches(names) ? others : named;
  }

  /** A number that a schema says of a field, null when it says none. */
  static @Nullable BigDecimal number(JsonNode field, String name) {
    return field.has(name) ? field.path(name).decimalValue() : null;
  }
}
