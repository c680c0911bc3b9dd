package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.customers.AttributeTypes;
import dev.perennial.domain.segments.CustomerLists;
import dev.perennial.domain.surveys.Survey;
import dev.perennial.domain.surveys.Survey.Question;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of the profile document, as docs/profile.schema.json describes them. */
final class ProfileFields implements PatternFields {
  private static final JsonNode PROFILE = PatternFields.schema("profile.schema.json");
  private static final String LISTS = CustomerLists.SECTION.name();
  private static final Set<String> OF_SURVEYS = Set.of("answered", "scores", "choices");
  private static final Set<String> TIERS = Set.of("tier", "nextTier/id");
  private static final Set<String> OF_DATES = Set.of("daysUntil", "daysSince", "daysToYearly");

  private final Known known;

  private ProfileFields(Known known) {
    this.known = known;
  }

  /**
   * The fields of a shop's customers.
   *
   * @param known whose tiers and surveys they are of
   */
  static ProfileFields of(Known known) {
    return new ProfileFields(known);
  }

  @Override
  public String whose() {
    return "a customer";
  }

  @Override
  public String none() {
    return "nobody";
  }

  @Override
  public @Nullable Field field(String path) {
    var found = find(path);
    if (found == null || isObject(path)) {
      return null;
    }
    var names = path.split("/", -1);
    if (known.surveys() != null && OF_SURVEYS.contains(names[0])) {
      return ofSurveys(known.surveys()).get(path);
    }
    if (names[0].equals(LISTS) && !known.lists().contains(names[1])) {
      return null;
    }
    if (names[0].equals("attributes")) {
      return ofAttribute(names[1]);
    }
    if (OF_DATES.contains(names[0]) && !isDate(names[1])) {
      return null;
    }
    var at = found.schema();
    return new Field(
        at.path("type").asText(),
        found.always() || names[0].equals(LISTS), // of each list whether the customer is in it
        PatternFields.number(at, "minimum"),
        PatternFields.number(at, "maximum"),
        TIERS.contains(path) ? Known.texts(known.tiers()) : texts(at),
        PatternFields.form(at));
  }

  @Override
  public JsonNode schema() {
    return PROFILE;
  }

  private Field ofAttribute(String name) {
    var type = known.attributes().types().get(name);
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
    var type = known.attributes().types().get(attribute);
    return type == null || type == AttributeTypes.Type.DATE;
  }

  /** What the surveys ask, each by its path. */
  private static Map<String, Field> ofSurveys(List<Survey> surveys) {
    var fields = new TreeMap<String, Field>();
    for (var survey : surveys) {
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

  @Override
  public List<String> names(String path) {
    if (known.surveys() != null && OF_SURVEYS.contains(path)) {
      return PatternFields.below(path, ofSurveys(known.surveys()).keySet());
    }
    if (path.equals(LISTS)) {
      return known.lists();
    }
    if (OF_DATES.contains(path)) {
      return known.attributes().types().keySet().stream().filter(this::isDate).toList();
    }
    return PatternFields.super.names(path);
  }
}
