package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A right file with a field renamed, removed or added, or with another value somewhere. */
final class Mutants {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Of every type. */
  private static final List<String> ODD =
      List.of(
          "1.5",
          "99999999999",
          "\"x\"",
          "3",
          "null",
          "true",
          "false",
          "[]",
          "[3]",
          "[\"x\"]",
          "[\"x\", \"x\"]",
          "[null]",
          "[[\"x\"]]",
          "[{}]",
          "[{\"x\": [1]}]",
          "{}",
          "{\"x\": 1}",
          "{\"x\": [1]}",
          "{\"X y\": [1]}");

  /** Of patterns. */
  private static final List<String> CONDITIONS =
      List.of(
          "[{\"exists\": true}]",
          "[{\"exists\": 1}]",
          "[{\"prefix\": \"x\"}]",
          "[{\"suffix\": {\"equals-ignore-case\": \"x\"}}]",
          "[{\"suffix\": 1}]",
          "[{\"wildcard\": \"a*\"}]",
          "[{\"equals-ignore-case\": \"x\"}]",
          "[{\"exactly\": \"x\"}]",
          "[{\"cidr\": \"10.0.0.0/24\"}]",
          "[{\"numeric\": [\">\", 4, \"<=\", 9]}]",
          "[{\"numeric\": [\"=\", 4]}]",
          "[{\"numeric\": [\"<\", 4, \">\", 2]}]",
          "[{\"numeric\": [\"<\"]}]",
          "[{\"numeric\": []}]",
          "[{\"numeric\": [\"~\", 4]}]",
          "[{\"numeric\": [\">\", \"4\"]}]",
          "[{\"anything-but\": 5}]",
          "[{\"anything-but\": [\"x\", \"y\"]}]",
          "[{\"anything-but\": [5, 6]}]",
          "[{\"anything-but\": [5, \"x\"]}]",
          "[{\"anything-but\": []}]",
          "[{\"anything-but\": true}]",
          "[{\"anything-but\": {\"prefix\": [\"x\", \"y\"]}}]",
          "[{\"anything-but\": {\"wildcard\": \"x*\"}}]",
          "[{\"anything-but\": {\"numeric\": [\"=\", 3]}}]",
          "[{\"exists\": true, \"prefix\": \"x\"}]");

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "x",
          " x",
          "Ab",
          "a b",
          "a%20b",
          "a\u0007b",
          "x".repeat(80),
          "x".repeat(81),
          "x".repeat(129),
          "x".repeat(200),
          "x".repeat(201),
          "email:home",
          "purchase.id",
          "2026-12-31",
          "2026-02-30",
          "2026-1-1",
          "http://x.example/",
          "https://x.example/",
          "https://x y/",
          "GBP",
          "pound",
          "Europe/London",
          "cron(0 9 ? * MON#1 *)",
          "cron 9",
          "1 day",
          "1 days",
          "0 days",
          "01 days",
          "60 days",
          "61 days",
          "90 days",
          "91 days",
          "730 days",
          "731 days",
          "3650 days",
          "3651 days",
          "17543 hours",
          "17544 hours",
          "1052639 minutes",
          "1052640 minutes",
          "3 weeks");

  private final List<JsonNode> odd = ODD.stream().map(Mutants::json).toList();
  private final List<JsonNode> conditions = CONDITIONS.stream().map(Mutants::json).toList();
  private final List<JsonNode> texts = new ArrayList<>();
  private final List<JsonNode> numbers = new ArrayList<>();

  /** Puts what some schema bounds beside odd values of every type. */
  Mutants(EditorSchemas schemas) {
    var factory = JsonNodeFactory.instance;
    TEXTS.forEach(each -> texts.add(factory.textNode(each)));
    schemas.choices().forEach(each -> texts.add(factory.textNode(each)));
    schemas.bounds().forEach(each -> numbers.add(factory.numberNode(each)));
  }

  /** What is put where something stands: odd values, and many of its own type. */
  private List<JsonNode> values(JsonNode right) {
    var values = new ArrayList<>(odd);
    if (right.isTextual()) {
      values.addAll(texts);
    } else if (right.isNumber()) {
      values.addAll(numbers);
    } else if (right.isArray()) {
      values.addAll(conditions);
    }
    return values;
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each with one mutation, by what it is. */
  Map<String, JsonNode> each(JsonNode right) {
    var all = new LinkedHashMap<String, JsonNode>();
    for (var place : places(right, List.of())) {
      var at = String.join("/", place);
      if (value(right, place) instanceof ObjectNode object) {
        all.put(at + " with an extra", changed(right, place, map -> map.put("extra", 1)));
        for (var field : List.copyOf(object.properties())) {
          var name = field.getKey();
          all.put(at + "/" + name + " removed", changed(right, place, map -> map.remove(name)));
          all.put(
              at + "/" + name + " renamed",
              changed(right, place, map -> map.set(name + "X", map.remove(name))));
        }
      }
      for (var value : values(value(right, place))) {
        all.put(at + " = " + value, with(right, place, value));
      }
    }
    return all;
  }

  /** With a few mutations together. */
  JsonNode some(JsonNode right, Random random) {
    var file = right;
    for (int i = 0; i < 3; i++) {
      var places = places(file, List.of());
      var place = places.get(random.nextInt(places.size()));
      var values = values(value(file, place));
      var value = values.get(random.nextInt(values.size()));
      file = place.isEmpty() ? file : with(file, place, value);
    }
    return file;
  }

  static List<List<String>> places(JsonNode node, List<String> path) {
    var places = new ArrayList<>(List.of(path));
    if (node.isObject()) {
      for (var each : node.properties()) {
        places.addAll(places(each.getValue(), below(path, each.getKey())));
      }
    }
    for (int i = 0; i < node.size() && node.isArray(); i++) {
      places.addAll(places(node.get(i), below(path, "" + i)));
    }
    return places;
  }

  private static List<String> below(List<String> path, String name) {
    var longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  static JsonNode value(JsonNode file, List<String> place) {
    var at = file;
    for (var name : place) {
      at = at.isArray() ? at.path(Integer.parseInt(name)) : at.path(name);
    }
    return at;
  }

  interface Change {
    void to(ObjectNode object);
  }

  static JsonNode changed(JsonNode right, List<String> place, Change change) {
    var file = right.deepCopy();
    change.to((ObjectNode) value(file, place));
    return file;
  }

  static JsonNode with(JsonNode right, List<String> place, JsonNode value) {
    if (place.isEmpty()) {
      return value;
    }
    var file = right.deepCopy();
    switch (value(file, place.subList(0, place.size() - 1))) {
      case ObjectNode object -> object.set(place.getLast(), value);
      case ArrayNode array -> array.set(Integer.parseInt(place.getLast()), value);
      case JsonNode other -> throw new IllegalStateException(place + " of " + other);
    }
    return file;
  }
}
