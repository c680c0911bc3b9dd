package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.domain.customers.AttributeTypes;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.surveys.Survey;
import dev.perennial.domain.surveys.Survey.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of the profile document, as docs/profile.schema.json describes them. */
final class ProfileFields {
  private static final Set<String> OF_SURVEYS = Set.of("answered", "scores", "choices");
  private static final Set<String> OF_DATES = Set.of("daysUntil", "daysSince", "daysToYearly");

  private final JsonNode schema;
  private final Programme programme;

  private ProfileFields(JsonNode schema, Programme programme) {
    this.schema = schema;
    this.programme = programme;
  }

  /**
   * One field.
   *
   * @param type string, boolean, integer, number, or {@link #ANY}
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
    /** What event-ruler compares as a number at most. */
    private static final BigDecimal LARGEST = BigDecimal.valueOf(5_000_000_000L);

    /** Of an attribute that the shop declares nothing of: its values are what callers say. */
    static final String ANY = "text, number, true or false, or list";

    boolean isAny() {
      return type.equals(ANY);
    }

    boolean isNumber() {
      return type.equals("integer") || type.equals("number");
    }

    /** Whether a number may stand there. */
    boolean holds(BigDecimal number) {
      return (least == null || number.compareTo(least) >= 0)
          && number.compareTo(most == null ? LARGEST : most) <= 0
          && (!type.equals("integer") || number.stripTrailingZeros().scale() <= 0);
    }
  }

  /**
   * The fields of a shop's customers.
   *
   * @param programme whose tiers and surveys they are of
   */
  static ProfileFields of(Programme programme) {
    try (var in = ProfileFields.class.getResourceAsStream("profile.schema.json")) {
      return new ProfileFields(new JsonMapper().readTree(Objects.requireNonNull(in)), programme);
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
    if (OF_SURVEYS.contains(path.split("/", -1)[0])) {
      return ofSurveys().get(path);
    }
    var names = path.split("/", -1);
    if (names[0].equals("attributes") && names.length == 2) {
      return ofAttribute(names[1]);
    }
    if (OF_DATES.contains(names[0]) && !isDate(names[1])) {
      return null;
    }
    var type = at.path("type").asText();
    return type.equals("object")
        ? null
        : new Field(
            type,
            always,
            number(at, "minimum"),
            number(at, "maximum"),
            path.equals("tier") ? programme.loyalty().tiers().ids() : texts(at));
  }

  /** Whether a path leads to what has fields of its own. */
  boolean isObject(String path) {
    var at = schema;
    for (var name : path.split("/", -1)) {
      at = child(at, name);
      if (at == null) {
        return false;
      }
    }
    return at.path("type").asText().equals("object");
  }

  private Field ofAttribute(String name) {
    var type = programme.get(AttributeTypes.SECTION).types().get(name);
    var declared =
        switch (type) {
          case null -> Field.ANY;
          case TEXT, DATE, LIST -> "string"; // one of several is matched as one alone
          case NUMBER -> "number";
          case BOOLEAN -> "boolean";
        };
    return new Field(declared, false, null, null, List.of());
  }

  private boolean isDate(String attribute) {
    var type = programme.get(AttributeTypes.SECTION).types().get(attribute);
    return type == null || type == AttributeTypes.Type.DATE;
  }

  /** What the surveys ask, each by its path. */
  private Map<String, Field> ofSurveys() {
    var fields = new TreeMap<String, Field>();
    for (var survey : programme.get(Survey.SECTION).list()) {
      fields.put(
          "answered/" + survey.id(), new Field("integer", false, BigDecimal.ZERO, null, List.of()));
      for (var question : survey.questions()) {
        var name = survey.id() + ":" + question.id();
        switch (question) {
          case Question.Scale scale ->
              fields.put(
                  "scores/" + name,
                  new Field(
                      "integer",
                      false,
                      BigDecimal.valueOf(scale.from()),
                      BigDecimal.valueOf(scale.to()),
                      List.of()));
          case Question.Choice choice -> {
            var options = choice.options().stream().map(Survey.Option::id).toList();
            fields.put("choices/" + name, new Field("string", false, null, null, options));
          }
          case Question.Words _ -> {}
        }
      }
    }
    return fields;
  }

  private static List<String> texts(JsonNode field) {
    return switch (field.path("format").asText()) {
      case "iso-3166-alpha-2" -> List.of(Locale.getISOCountries());
      case "iana-time-zone" -> ZoneId.getAvailableZoneIds().stream().sorted().toList();
      default -> field.path("enum").valueStream().map(JsonNode::asText).toList();
    };
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
    if (OF_SURVEYS.contains(path)) {
      return ofSurveys().keySet().stream()
          .filter(each -> each.startsWith(path + "/"))
          .map(each -> each.substring(path.length() + 1))
          .collect(Collectors.joining(", "));
    }
    if (OF_DATES.contains(path)) {
      return programme.get(AttributeTypes.SECTION).types().keySet().stream()
          .filter(this::isDate)
          .collect(Collectors.joining(", "));
    }
    var at = schema;
    if (!path.isEmpty()) {
      for (var name : path.split("/", -1)) {
        at = Objects.requireNonNullElse(child(at, name), at);
      }
    }
    return String.join(", ", (Iterable<String>) at.path("properties")::fieldNames);
  }
}
