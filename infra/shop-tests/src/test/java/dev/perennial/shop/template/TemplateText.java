package dev.perennial.shop.template;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.testkit.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * template.yaml as JSON, loops written out and nothing else resolved: {@code !Ref X} is {@code
 * {"Ref":"X"}}, and every scalar is text. It shares no code with the laptop stack's reader, so that
 * the rules hold for the file and not for one reading of it.
 */
final class TemplateText {
  static final String FUNCTION = "AWS::Serverless::Function";
  static final String QUEUE = "AWS::SQS::Queue";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{(\\w+)(?:[.]\\w+)?}");

  private final JsonNode root;

  TemplateText() {
    root = TemplateLoops.writtenOut(yaml(Project.text(Path.of("template.yaml"))));
  }

  static JsonNode yaml(String text) {
    return new Compose(LoadSettings.builder().build())
        .composeString(text)
        .map(TemplateText::json)
        .orElseThrow();
  }

  JsonNode root() {
    return root;
  }

  JsonNode resource(String id) {
    return root.path("Resources").path(id);
  }

  /** The resources of a type by logical id. */
  Map<String, JsonNode> resources(String type) {
    var found = new LinkedHashMap<String, JsonNode>();
    root.path("Resources")
        .properties()
        .forEach(
            resource -> {
              if (resource.getValue().path("Type").asText().equals(type)) {
                found.put(resource.getKey(), resource.getValue());
              }
            });
    return found;
  }

  /** The properties of every function, what Globals gives included. */
  Map<String, JsonNode> functions() {
    var globals = root.path("Globals").path("Function");
    var found = new LinkedHashMap<String, JsonNode>();
    resources(FUNCTION)
        .forEach((id, function) -> found.put(id, merged(globals, function.path("Properties"))));
    return found;
  }

  JsonNode function(String id) {
    return Objects.requireNonNull(functions().get(id), id);
  }

  EventSource eventSource(String name) {
    return Objects.requireNonNull(eventSources().get(name), name);
  }

  /** One event of a function: its type, its properties, and the function's own. */
  record EventSource(String type, JsonNode properties, JsonNode function) {}

  /** Every event source by {@code Function.Event}. */
  Map<String, EventSource> eventSources() {
    var found = new LinkedHashMap<String, EventSource>();
    functions()
        .forEach(
            (id, function) ->
                function
                    .path("Events")
                    .properties()
                    .forEach(
                        event ->
                            found.put(
                                id + "." + event.getKey(),
                                new EventSource(
                                    event.getValue().path("Type").asText(),
                                    event.getValue().path("Properties"),
                                    function))));
    return found;
  }

  /** A rule that every resource, function or event source of a kind must keep. */
  interface Rule<T> {
    void check(String name, T subject) throws Exception;
  }

  /** Checks a rule on all, and tells of every one that breaks it. */
  static <T> void each(Map<String, T> subjects, Rule<T> rule) {
    assertFalse(subjects.isEmpty(), "there is nothing to check");
    var broken = new ArrayList<String>();
    subjects.forEach(
        (name, subject) -> {
          try {
            rule.check(name, subject);
          } catch (AssertionError e) {
            broken.add(name + ": " + e.getMessage());
          } catch (Exception e) {
            broken.add(name + ": " + (e.getCause() == null ? e : e.getCause()));
          }
        });
    if (!broken.isEmpty()) {
      fail(String.join("\n", broken));
    }
  }

  /** The logical id that a Ref or GetAtt names; empty for anything else. */
  static String named(JsonNode reference) {
    return reference.has("Ref")
        ? reference.path("Ref").asText()
        : reference.path("Fn::GetAtt").asText().replaceFirst("[.].*", "");
  }

  /** The logical ids named by Ref, GetAtt or Sub anywhere below a node. */
  static Set<String> references(JsonNode node) {
    var found = new TreeSet<String>(node.findValuesAsText("Ref"));
    node.findValuesAsText("Fn::GetAtt").forEach(name -> found.add(name.replaceFirst("[.].*", "")));
    for (var sub : node.findValues("Fn::Sub")) {
      var matcher = SUBSTITUTED.matcher(sub.toString());
      while (matcher.find()) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }

  /** Whether a function's role lets it send to a queue. */
  boolean maySendTo(String queue, JsonNode function) {
    for (var statement : statements(function)) {
      if (statement.path("Action").toString().contains("\"sqs:SendMessage\"")
          && named(statement.path("Resource")).equals(queue)) {
        return true;
      }
    }
    return false;
  }

  /** The statements of a function's role, those that an option adds included. */
  List<JsonNode> statements(JsonNode function) {
    var role = resource(function.at("/Role/Fn::GetAtt").asText().replaceFirst("[.]Arn$", ""));
    return statementsOf(role.at("/Properties/Policies/0/PolicyDocument/Statement"));
  }

  /** Statements, where one is an option's the statement that the option adds. */
  static List<JsonNode> statementsOf(JsonNode statements) {
    var found = new ArrayList<JsonNode>();
    statements.forEach(each -> found.add(each.has("Fn::If") ? each.at("/Fn::If/1") : each));
    return found;
  }

  private static JsonNode merged(JsonNode general, JsonNode own) {
    if (!general.isObject() || !own.isObject()) {
      return own;
    }
    ObjectNode both = general.deepCopy();
    own.properties()
        .forEach(
            property ->
                both.set(
                    property.getKey(),
                    merged(general.path(property.getKey()), property.getValue())));
    return both;
  }

  private static JsonNode json(Node node) {
    var tag = node.getTag().getValue();
    var value =
        switch (node) {
          case MappingNode map -> {
            var object = JSON.objectNode();
            map.getValue()
                .forEach(
                    pair ->
                        object.set(
                            ((ScalarNode) pair.getKeyNode()).getValue(),
                            json(pair.getValueNode())));
            yield object;
          }
          case SequenceNode list -> {
            var array = JSON.arrayNode();
            list.getValue().forEach(item -> array.add(json(item)));
            yield array;
          }
          case ScalarNode scalar -> JSON.textNode(scalar.getValue());
          default -> throw new IllegalStateException("unexpected " + node.getNodeType());
        };
    if (!tag.startsWith("!")) {
      return value;
    }
    var function = tag.equals("!Ref") ? "Ref" : "Fn::" + tag.substring(1);
    return JSON.objectNode().set(function, value);
  }
}
