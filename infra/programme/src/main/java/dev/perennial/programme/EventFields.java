package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.surveys.Survey;
import dev.perennial.domain.surveys.Survey.Question;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of one kind of event, as docs/events.schema.json describes them. */
final class EventFields implements PatternFields {
  private final String type;
  private final JsonNode every;
  private final JsonNode own;
  private final Known known;

  private EventFields(String type, JsonNode schema, Known known) {
    this.type = type;
    this.known = known;
    every = schema.at("/$defs/every");
    own = schema.path("properties").path(type);
  }

  /** Of a detail-type. */
  static EventFields of(String type, Known known) {
    return new EventFields(type, PatternFields.schema("events.schema.json"), known);
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
    var always = true;
    JsonNode at = null;
    for (var name : path.split("/", -1)) {
      var above = at == null ? topOf(name) : at;
      always &= PatternFields.requires(above, name);
      at = PatternFields.child(above, name);
      if (at == null) {
        return null;
      }
    }
    if (at == null || at.path("type").asText().equals("object")) {
      return null;
    }
    var isList = at.path("type").asText().equals("array");
    var value = isList ? at.path("items") : at;
    return new Field(
        value.path("type").asText(),
        always && !isList,
        PatternFields.number(value, "minimum"),
        PatternFields.number(value, "maximum"),
        texts(value));
  }

  private JsonNode topOf(String name) {
    return every.path("properties").has(name) ? every : own;
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
      case "survey-id" -> {
        var surveys = known.surveys();
        yield Known.texts(surveys == null ? null : surveys.stream().map(Survey::id).toList());
      }
      default -> value.path("enum").valueStream().map(JsonNode::asText).toList();
    };
  }

  @Override
  public boolean isObject(String path) {
    JsonNode at = null;
    for (var name : path.split("/", -1)) {
      at = PatternFields.child(at == null ? topOf(name) : at, name);
      if (at == null) {
        return false;
      }
    }
    return at != null && at.path("type").asText().equals("object");
  }

  @Override
  public List<String> names(String path) {
    var answers = ofSurveys(path);
    if (answers != null) {
      return answers.keySet().stream().map(name -> name.substring(path.length() + 1)).toList();
    }
    var names = new ArrayList<String>();
    if (path.isEmpty()) {
      own.path("properties").fieldNames().forEachRemaining(names::add);
      every.path("properties").fieldNames().forEachRemaining(names::add);
      return names;
    }
    JsonNode at = null;
    for (var name : path.split("/", -1)) {
      at = PatternFields.child(at == null ? topOf(name) : at, name);
      if (at == null) {
        return names;
      }
    }
    if (at != null) {
      at.path("properties").fieldNames().forEachRemaining(names::add);
    }
    return names;
  }
}
