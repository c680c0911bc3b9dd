package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.surveys.Survey;
import dev.perennial.domain.surveys.Survey.Question;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of one kind of event, as docs/events.schema.json describes them. */
final class EventFields implements PatternFields {
  private static final JsonNode EVENTS = PatternFields.schema("events.schema.json");

  private final String type;
  private final JsonNode schema;
  private final Known known;

  private EventFields(String type, JsonNode schema, Known known) {
    this.type = type;
    this.known = known;
    this.schema = schema;
  }

  /** Of a detail-type. */
  static EventFields of(String type, Known known) {
    var schema = JsonNodeFactory.instance.objectNode();
    var properties = schema.putObject("properties");
    var required = schema.putArray("required");
    for (var part : List.of(EVENTS.path("properties").path(type), EVENTS.at("/$defs/every"))) {
      part.path("properties").properties().forEach(p -> properties.set(p.getKey(), p.getValue()));
      part.path("required").forEach(required::add);
    }
    return new EventFields(type, schema, known);
  }

  @Override
  public JsonNode schema() {
    return schema;
  }

  @Override
  public String whose() {
    return type;
  }

  @Override
  public String none() {
    return "no event of " + type;
  }

  @Override
  public @Nullable Field field(String path) {
    var answers = ofSurveys(path);
    if (answers != null) {
      return answers.get(path);
    }
    var found = find(path);
    if (found == null || isObject(path)) {
      return null;
    }
    var at = found.schema();
    var isList = at.path("type").asText().equals("array");
    var value = isList ? at.path("items") : at;
    return new Field(
        value.path("type").asText(),
        found.always() && !isList,
        PatternFields.number(value, "minimum"),
        PatternFields.number(value, "maximum"),
        texts(value));
  }

  /** What may be asked of the answers to surveys; null for another path, or when it isn't known. */
  private @Nullable Map<String, Field> ofSurveys(String path) {
    var top = path.split("/", -1)[0];
    var surveys = known.surveys();
    if (surveys == null
        || !type.equals("Survey Answered")
        || !(top.equals("scores") || top.equals("choices"))) {
      return null;
    }
    var fields = new TreeMap<String, Field>();
    for (var survey : surveys) {
      for (var question : survey.questions()) {
        var name = top + "/" + question.id();
        switch (question) {
          case Question.Scale scale when top.equals("scores") ->
              fields.merge(name, field(scale), EventFields::either);
          case Question.Choice choice when top.equals("choices") ->
              fields.merge(name, field(choice), EventFields::either);
          default -> {}
        }
      }
    }
    return fields;
  }

  private static Field field(Question.Scale scale) {
    return new Field(
        "integer",
        false,
        BigDecimal.valueOf(scale.from()),
        BigDecimal.valueOf(scale.to()),
        List.of());
  }

  private static Field field(Question.Choice choice) {
    var options = choice.options().stream().map(Survey.Option::id).toList();
    return new Field("string", false, null, null, options);
  }

  /** Two surveys may ask a question of the same name. */
  private static Field either(Field one, Field other) {
    var texts = new ArrayList<>(one.texts());
    other.texts().stream().filter(text -> !texts.contains(text)).forEach(texts::add);
    return new Field(
        one.type(),
        false,
        one.min() == null || other.min() == null ? null : one.min().min(other.min()),
        one.max() == null || other.max() == null ? null : one.max().max(other.max()),
        texts);
  }

  private List<String> texts(JsonNode value) {
    return switch (value.path("format").asText()) {
      case "segment-id" -> Known.texts(known.segments());
      case "tier-id" -> Known.texts(known.tiers());
      case "campaign-id" -> Known.texts(known.campaigns());
      case "reward-id" -> Known.texts(known.rewards());
      case "currency" -> List.of(known.currency());
      case "iso-4217" ->
          Currency.getAvailableCurrencies().stream()
              .map(Currency::getCurrencyCode)
              .sorted()
              .toList();
      case "survey-id" -> {
        var surveys = known.surveys();
        yield Known.texts(surveys == null ? null : surveys.stream().map(Survey::id).toList());
      }
      default -> value.path("enum").valueStream().map(JsonNode::asText).toList();
    };
  }

  @Override
  public List<String> names(String path) {
    var answers = ofSurveys(path);
    return answers == null
        ? PatternFields.super.names(path)
        : PatternFields.below(path, answers.keySet());
  }
}
