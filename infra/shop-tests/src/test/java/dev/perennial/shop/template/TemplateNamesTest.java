package dev.perennial.shop.template;

import static dev.perennial.shop.template.TemplateText.each;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.testkit.Project;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Several stacks live in one account, and a bill tells them apart. */
final class TemplateNamesTest {
  /** Properties that name a resource to the whole account. */
  private static final Set<String> NAMES =
      Set.of(
          "AlarmName",
          "AliasName",
          "FunctionName",
          "GroupName",
          "LogGroupName",
          "ManagedPolicyName",
          "Name",
          "QueueName",
          "RoleName",
          "TableName",
          "TopicName");

  /** Names that need to be different only within something that is of the stack. */
  private static final Set<String> WITHIN =
      Set.of("AWS::ApiGatewayV2::Authorizer", "AWS::Lambda::Permission");

  private final TemplateText template = new TemplateText();

  @Test
  void noNameIsSharedByTwoStacks() {
    var resources = new LinkedHashMap<String, JsonNode>();
    template
        .root()
        .path("Resources")
        .properties()
        .forEach(each -> resources.put(each.getKey(), each.getValue()));
    each(
        resources,
        (id, resource) ->
            resource
                .path("Properties")
                .properties()
                .forEach(
                    property -> {
                      if (NAMES.contains(property.getKey())
                          && !WITHIN.contains(resource.path("Type").asText())) {
                        var name = property.getValue().path("Fn::Sub").asText();
                        assertTrue(
                            name.contains("${AWS::StackName}"),
                            property.getKey() + " needs the stack's name: " + property.getValue());
                      }
                    }));
  }

  /** SAM names a schedule after its function and event alone. */
  @Test
  void aScheduleIsNamedAfterItsStack() {
    each(
        template.eventSources(),
        (name, eventSource) -> {
          if (eventSource.type().equals("ScheduleV2")) {
            var given = eventSource.properties().at("/Name/Fn::Sub").asText();
            assertTrue(given.startsWith("${AWS::StackName}-"), name + " needs a Name");
          }
        });
  }

  @Test
  void everyEnvironmentHasAStackOfItsOwnAndIsTagged() {
    var settings = Project.text(Path.of("samconfig.toml"));
    var stacks = valuesOf(settings, "global", "stack_name");
    assertEquals(Set.of("default", "staging"), stacks.keySet());
    assertEquals(stacks.size(), new TreeSet<>(stacks.values()).size(), "stacks of their own");
    each(
        valuesOf(settings, "deploy", "tags"),
        (environment, tags) ->
            assertTrue(
                tags.contains("project=perennial") && tags.contains("environment="), environment));
    assertEquals(stacks.keySet(), valuesOf(settings, "deploy", "tags").keySet());
  }

  private static Map<String, String> valuesOf(String settings, String command, String key) {
    var found = new LinkedHashMap<String, String>();
    var section =
        Pattern.compile(
            "^\\[(\\w+)[.]" + command + "[.]parameters]\\n((?:[^\\[\\n].*\\n|\\n)*)",
            Pattern.MULTILINE);
    for (var match : section.matcher(settings).results().toList()) {
      var value = Pattern.compile("^" + key + " = \"(.*)\"$", Pattern.MULTILINE);
      value.matcher(match.group(2)).results().forEach(v -> found.put(match.group(1), v.group(1)));
    }
    return found;
  }
}
