package dev.perennial.shop.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes out {@code Fn::ForEach} as an account of AWS was measured to: the identifier counts in the
 * keys of the fragment, within {@code Fn::Sub} and as {@code Ref}, and nowhere else. Then {@code
 * Fn::FindInMap} and names that a function made are there in words.
 */
final class TemplateLoops {
  private static final String LOOP = "Fn::ForEach::";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonNode mappings;

  private TemplateLoops(JsonNode mappings) {
    this.mappings = mappings;
  }

  static JsonNode writtenOut(JsonNode template) {
    var loops = new TemplateLoops(template.path("Mappings"));
    var result = JSON.objectNode();
    template
        .properties()
        .forEach(
            section ->
                result.set(
                    section.getKey(),
                    section.getKey().matches("Conditions|Resources|Outputs")
                        ? loops.section(section.getValue())
                        : section.getValue()));
    return result;
  }

  private ObjectNode section(JsonNode section) {
    var result = JSON.objectNode();
    section
        .properties()
        .forEach(each -> put(each.getKey(), each.getValue(), new TreeMap<>(), result));
    return result;
  }

  private void put(String key, JsonNode value, Map<String, String> bound, ObjectNode into) {
    if (!key.startsWith(LOOP)) {
      var name = replaced(key, bound);
      if (into.has(name)) {
        throw new IllegalStateException(name + " is there twice");
      }
      into.set(name, resolved(value, bound));
      return;
    }
    for (var element : value.path(1)) {
      var inner = new TreeMap<>(bound);
      inner.put(value.path(0).asText(), element.asText());
      value.path(2).properties().forEach(each -> put(each.getKey(), each.getValue(), inner, into));
    }
  }

  private JsonNode resolved(JsonNode node, Map<String, String> bound) {
    if (node.isArray()) {
      var list = JSON.arrayNode();
      node.forEach(each -> list.add(resolved(each, bound)));
      return list;
    }
    if (!node.isObject()) {
      return node;
    }
    var object = JSON.objectNode();
    node.properties().forEach(each -> object.set(each.getKey(), resolved(each.getValue(), bound)));
    return object.size() == 1 ? called(object, bound) : object;
  }

  private JsonNode called(ObjectNode object, Map<String, String> bound) {
    var argument = object.iterator().next();
    return switch (object.fieldNames().next()) {
      case "Ref" ->
          bound.containsKey(argument.asText()) ? text(bound.get(argument.asText())) : object;
      case "Fn::Sub" -> {
        if (!argument.isTextual() || bound.isEmpty()) {
          yield object;
        }
        var said = replaced(argument.asText(), bound);
        yield said.contains("${") ? object.put("Fn::Sub", said) : text(said);
      }
      case "Fn::GetAtt" ->
          argument.isArray()
              ? object.put(
                  "Fn::GetAtt", argument.path(0).asText() + "." + argument.path(1).asText())
              : object;
      case "Fn::FindInMap" ->
          mappings
              .path(argument.path(0).asText())
              .path(argument.path(1).asText())
              .required(argument.path(2).asText());
      default -> object;
    };
  }

  private static TextNode text(String said) {
    return JSON.textNode(said);
  }

  private static String replaced(String said, Map<String, String> bound) {
    var result = said;
    for (var each : bound.entrySet()) {
      result = result.replace("${" + each.getKey() + "}", each.getValue());
      result =
          result.replace(
              "&{" + each.getKey() + "}", each.getValue().replaceAll("[^A-Za-z0-9]", ""));
    }
    return result;
  }
}
