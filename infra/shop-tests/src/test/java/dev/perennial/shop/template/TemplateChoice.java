package dev.perennial.shop.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is deployed with some parameters given: only resources and outputs whose condition holds,
 * {@code Fn::If} decided, {@code AWS::NoValue} gone, parameters replaced. As CloudFormation does
 * it, and again without the laptop stack's reader.
 */
final class TemplateChoice {
  private final JsonNode template;
  private final Map<String, String> given;

  private TemplateChoice(TemplateText template, Map<String, String> given) {
    this.template = template.root();
    this.given = given;
  }

  /** The Resources and Outputs that are left. */
  static JsonNode of(TemplateText template, Map<String, String> given) {
    var choice = new TemplateChoice(template, given);
    var left = JsonNodeFactory.instance.objectNode();
    for (var section : new String[] {"Resources", "Outputs"}) {
      var kept = left.putObject(section);
      choice
          .template
          .path(section)
          .properties()
          .forEach(
              each -> {
                var condition = each.getValue().path("Condition");
                if (condition.isMissingNode() || choice.condition(condition.asText())) {
                  kept.set(each.getKey(), choice.resolved(each.getValue()));
                }
              });
    }
    return left;
  }

  private boolean condition(String name) {
    return holds(Objects.requireNonNull(template.path("Conditions").get(name), name));
  }

  private boolean holds(JsonNode condition) {
    var function = condition.fieldNames().next();
    var argument = condition.path(function);
    return switch (function) {
      case "Fn::Condition" -> condition(argument.asText());
      case "Fn::Equals" -> Objects.equals(resolved(argument.path(0)), resolved(argument.path(1)));
      case "Fn::Not" -> !holds(argument.path(0));
      case "Fn::Or" -> argument.valueStream().anyMatch(this::holds);
      case "Fn::And" -> argument.valueStream().allMatch(this::holds);
      default -> throw new IllegalStateException(function);
    };
  }

  /** A value, or null for none. */
  private @Nullable JsonNode resolved(JsonNode node) {
    if (node.has("Fn::If")) {
      var branches = node.path("Fn::If");
      return resolved(branches.path(condition(branches.path(0).asText()) ? 1 : 2));
    }
    if (node.has("Ref")) {
      return referred(node);
    }
    if (node.isArray()) {
      var list = JsonNodeFactory.instance.arrayNode();
      node.forEach(each -> add(resolved(each), list::add));
      return list;
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(
              each -> add(resolved(each.getValue()), value -> object.set(each.getKey(), value)));
      return object;
    }
    return node;
  }

  private @Nullable JsonNode referred(JsonNode ref) {
    var name = ref.path("Ref").asText();
    var parameter = template.path("Parameters").get(name);
    if (parameter == null) {
      return name.equals("AWS::NoValue") ? null : ref;
    }
    var value = given.getOrDefault(name, parameter.path("Default").asText(""));
    return JsonNodeFactory.instance.textNode(value);
  }

  private static void add(@Nullable JsonNode value, Consumer<JsonNode> collection) {
    if (value != null) {
      collection.accept(value);
    }
  }
}
