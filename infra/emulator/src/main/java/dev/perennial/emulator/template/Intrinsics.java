package dev.perennial.emulator.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Tag;

/** CloudFormation's intrinsic functions, as far as a template of this kind needs them. */
final class Intrinsics {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

  private final Map<String, String> overrides;
  private final Map<String, Yaml> parameters;
  private final Map<String, Yaml> conditions;
  private final Map<String, Yaml> mappings;
  private final Resources resources;

  Intrinsics(Yaml given, Map<String, String> overrides) {
    this.overrides = overrides;
    this.parameters = section(given, "Parameters");
    var root = Loops.writtenOut(given, this::listed);
    this.conditions = section(root, "Conditions");
    this.mappings = section(root, "Mappings");
    for (var name : overrides.keySet()) {
      if (!parameters.containsKey(name) && !name.startsWith("AWS::")) {
        throw root.fail("the parameter " + name + " is given but not declared");
      }
    }
    this.resources = new Resources(section(root, "Resources"), this);
  }

  static Map<String, Yaml> section(Yaml root, String name) {
    var section = root.get(name);
    return section == null ? Map.of() : section.entries();
  }

  Resources resources() {
    return resources;
  }

  /** The values of a parameter that is a list. */
  private List<String> listed(Yaml reference) {
    var call = call(reference);
    if (call == null || !parameters.containsKey(call.argument().scalar())) {
      throw reference.fail("a list is expected here, or a reference to a parameter that is one");
    }
    var values = ref(reference, call.argument().scalar());
    return Arrays.stream(values.split(",", -1)).map(String::strip).toList();
  }

  private record Call(String function, Yaml argument) {}

  private static @Nullable Call call(Yaml yaml) {
    var shortForm = yaml.shortForm();
    if (shortForm != null) {
      return new Call(shortForm, yaml.withoutTag());
    }
    if (yaml.isMap()) {
      var entries = yaml.entries();
      if (entries.size() == 1) {
        var only = entries.entrySet().iterator().next();
        if (only.getKey().equals("Ref")) {
          return new Call("Ref", only.getValue());
        }
        if (only.getKey().startsWith("Fn::")) {
          return new Call(only.getKey().substring(4), only.getValue());
        }
      }
    }
    return null;
  }

  /** The value that holds here after {@code If} and {@code AWS::NoValue}; null for no value. */
  @Nullable Yaml pick(@Nullable Yaml yaml) {
    if (yaml == null || yaml.node().getTag().equals(Tag.NULL)) {
      return null;
    }
    var call = call(yaml);
    if (call == null) {
      return yaml;
    }
    if (call.function().equals("If")) {
      var branches = call.argument().items();
      if (branches.size() != 3) {
        throw yaml.fail("If needs a condition and two values");
      }
      return pick(
          condition(branches.get(0), branches.get(0).scalar()) ? branches.get(1) : branches.get(2));
    }
    var none = call.function().equals("Ref") && said(call.argument()).equals("AWS::NoValue");
    return none ? null : yaml;
  }

  /** The text of a value: a scalar or a function that gives one. */
  String text(Yaml given) {
    var yaml = pick(given);
    if (yaml == null) {
      throw given.fail("a value is needed here, not AWS::NoValue");
    }
    var call = call(yaml);
    if (call == null) {
      return yaml.scalar();
    }
    var argument = call.argument();
    return switch (call.function()) {
      case "Ref" -> ref(argument, said(argument));
      case "GetAtt" ->
          attribute(argument, argument.isList() ? dotted(argument) : argument.scalar());
      case "FindInMap" -> text(found(argument));
      case "Sub" -> sub(argument);
      case "Join" -> {
        var parts = argument.items();
        yield parts.get(1).items().stream()
            .map(this::text)
            .collect(Collectors.joining(text(parts.get(0))));
      }
      default -> throw yaml.fail("the laptop stack does not know the function " + call.function());
    };
  }

  /** A property that must be there. */
  Yaml needed(Yaml map, String key) {
    var value = pick(map.get(key));
    if (value == null) {
      throw map.fail(key + " is needed here");
    }
    return value;
  }

  int number(Yaml yaml) {
    var text = text(yaml);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw yaml.fail("a whole number is needed here, not " + text);
    }
  }

  /** A value as JSON, functions inside resolved: event patterns, filters, inputs. */
  JsonNode json(Yaml given) {
    var yaml = pick(given);
    if (yaml == null) {
      return NullNode.getInstance();
    }
    if (call(yaml) != null) {
      return TextNode.valueOf(text(yaml));
    }
    if (yaml.isMap()) {
      var object = JsonNodeFactory.instance.objectNode();
      yaml.entries()
          .forEach(
              (key, value) -> {
                if (pick(value) != null) {
                  object.set(key, json(value));
                }
              });
      return object;
    }
    if (yaml.isList()) {
      var array = JsonNodeFactory.instance.arrayNode();
      yaml.items().forEach(item -> array.add(json(item)));
      return array;
    }
    var tag = yaml.node().getTag();
    if (tag.equals(Tag.BOOL)) {
      return BooleanNode.valueOf(Boolean.parseBoolean(yaml.scalar()));
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return DecimalNode.valueOf(new BigDecimal(yaml.scalar()));
    }
    return TextNode.valueOf(yaml.scalar());
  }

  boolean condition(Yaml where, String name) {
    var condition = conditions.get(name);
    if (condition == null) {
      throw where.fail("the condition " + name + " is not declared");
    }
    return holds(condition);
  }

  private boolean holds(Yaml yaml) {
    var call = call(yaml);
    if (call == null) {
      var named = yaml.isMap() ? yaml.get("Condition") : null;
      if (named == null) {
        throw yaml.fail("a condition is expected here");
      }
      return condition(named, named.scalar());
    }
    var argument = call.argument();
    return switch (call.function()) {
      case "Condition" -> condition(argument, argument.scalar());
      case "Equals" -> text(argument.items().get(0)).equals(text(argument.items().get(1)));
      case "And" -> argument.items().stream().allMatch(this::holds);
      case "Or" -> argument.items().stream().anyMatch(this::holds);
      case "Not" -> !holds(argument.items().get(0));
      default -> throw yaml.fail("the laptop stack does not know the condition " + call.function());
    };
  }

  private String dotted(Yaml list) {
    return list.items().stream().map(this::said).collect(Collectors.joining("."));
  }

  /** A name as it stands, or as a function makes it. */
  private String said(Yaml name) {
    return call(name) == null ? name.scalar() : text(name);
  }

  private Yaml found(Yaml keys) {
    var names = keys.items().stream().limit(3).map(this::text).toList();
    var map = names.size() == 3 ? mappings.get(names.get(0)) : null;
    var row = map == null ? null : map.get(names.get(1));
    var value = row == null ? null : row.get(names.get(2));
    if (value == null) {
      throw keys.fail("there is no mapping " + String.join(", ", names));
    }
    return value;
  }

  private String sub(Yaml argument) {
    var values = new LinkedHashMap<String, Yaml>();
    var text = argument;
    if (argument.isList()) {
      text = argument.items().get(0);
      values.putAll(argument.items().get(1).entries());
    }
    var where = text;
    return PLACEHOLDER
        .matcher(text.scalar())
        .replaceAll(match -> Matcher.quoteReplacement(substituted(where, match.group(1), values)));
  }

  private String substituted(Yaml where, String name, Map<String, Yaml> values) {
    if (name.startsWith("!")) {
      return "${" + name.substring(1) + "}";
    }
    var value = values.get(name);
    if (value != null) {
      return text(value);
    }
    return name.contains(".") ? attribute(where, name) : ref(where, name);
  }

  String ref(Yaml where, String name) {
    var given = overrides.get(name);
    if (given != null) {
      return given;
    }
    if (name.startsWith("AWS::")) {
      return pseudo(where, name);
    }
    var parameter = parameters.get(name);
    if (parameter == null) {
      return resources.ref(where, name);
    }
    var byDefault = parameter.get("Default");
    if (byDefault == null) {
      throw where.fail("the parameter " + name + " has no default and no value is given");
    }
    return byDefault.scalar();
  }

  private static String pseudo(Yaml where, String name) {
    return switch (name) {
      case "AWS::StackName" -> "perennial";
      case "AWS::Region" -> Resources.REGION;
      case "AWS::AccountId" -> Resources.ACCOUNT;
      case "AWS::Partition" -> "aws";
      case "AWS::URLSuffix" -> "amazonaws.com";
      case "AWS::StackId" -> Resources.arn("cloudformation", "stack/perennial/laptop");
      default -> throw where.fail("the laptop stack does not know " + name);
    };
  }

  private String attribute(Yaml where, String dotted) {
    var dot = dotted.indexOf('.');
    if (dot < 0) {
      throw where.fail("GetAtt needs a resource and an attribute, not " + dotted);
    }
    return resources.attribute(where, dotted.substring(0, dot), dotted.substring(dot + 1));
  }
}
