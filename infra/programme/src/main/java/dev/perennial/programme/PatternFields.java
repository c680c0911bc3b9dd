package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
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
   * @param form what its texts look like; null for a field of any texts or of some, or of another
   *     type
   */
  record Field(
      String type,
      boolean always,
      @Nullable BigDecimal min,
      @Nullable BigDecimal max,
      List<String> texts,
      @Nullable Form form) {
    /** A field whose texts look like anything. */
    Field(
        String type,
        boolean always,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        List<String> texts) {
      this(type, always, min, max, texts, null);
    }

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
        case ANY -> ANY;
        default -> "a number";
      };
    }

    boolean isNumber() {
      return type.equals("integer") || type.equals("number");
    }

    /** Whether a number may stand there. */
    boolean holds(BigDecimal number) {
      return (min == null || number.compareTo(min) >= 0)
          && (max == null || number.compareTo(max) <= 0)
          && (!type.equals("integer") || number.stripTrailingZeros().scale() <= 0);
    }
  }

  /**
   * What texts look like.
   *
   * @param words the same for people
   */
  record Form(Pattern pattern, String words) {}

  /** Whose fields they are, for people. */
  String whose();

  /** What a pattern that matches none of them matches, for people. */
  String none();

  /** The field at a path such as {@code rfm/recency}; null when there is none. */
  @Nullable Field field(String path);

  /** The schema of the whole document. */
  JsonNode schema();

  /** Whether a path leads to what has fields of its own. */
  default boolean isObject(String path) {
    var found = find(path);
    return found != null && found.schema.path("type").asText().equals("object");
  }

  /** The names that may stand below a path, for whoever mistyped one; empty for any name. */
  default List<String> names(String path) {
    var found = path.isEmpty() ? new Found(schema(), true) : find(path);
    var names = new ArrayList<String>();
    if (found != null) {
      found.schema.path("properties").fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  /**
   * What the schema says of a path.
   *
   * @param always whether the document always has it
   */
  record Found(JsonNode schema, boolean always) {}

  /** What the schema says of a path; null when there is none such. */
  default @Nullable Found find(String path) {
    var at = schema();
    var always = true;
    for (var name : path.split("/", -1)) {
      always &= requires(at, name);
      at = child(at, name);
      if (at == null) {
        return null;
      }
    }
    return new Found(at, always);
  }

  /** A schema of docs/. */
  static JsonNode schema(String name) {
    try (var in = PatternFields.class.getResourceAsStream(name)) {
      return new JsonMapper().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /** The form that a schema says of a text, null when it says none. */
  static @Nullable Form form(JsonNode field) {
    return field.has("pattern")
        ? new Form(
            Pattern.compile(field.path("pattern").asText()), field.path("description").asText())
        : null;
  }

  /** The last names of those paths that lie below another. */
  static List<String> below(String path, Collection<String> paths) {
    return paths.stream()
        .filter(each -> each.startsWith(path + "/"))
        .map(each -> each.substring(path.length() + 1))
        .toList();
  }

  /** A number that a schema says of a field, null when it says none. */
  static @Nullable BigDecimal number(JsonNode field, String name) {
    return field.has(name) ? field.path(name).decimalValue() : null;
  }
}
