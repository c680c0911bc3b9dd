package dev.perennial.shop.template;

import static dev.perennial.shop.template.TemplateText.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.testkit.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.event.ruler.Ruler;

/**
 * Every event source of the template has a sample under events/ that it would bring, and the
 * reverse.
 */
final class TemplateSamplesTest {
  private final ObjectMapper mapper = new ObjectMapper();
  private final TemplateText template = new TemplateText();
  private final Map<String, TemplateText.EventSource> eventSources = template.eventSources();
  private final Map<String, JsonNode> samples = samples();

  @Test
  void everyEventSourceHasASample() throws Exception {
    var without = new TreeSet<String>();
    for (var eventSource : eventSources.entrySet()) {
      var found = false;
      for (var sample : samples.values()) {
        found = found || comesThrough(sample, eventSource.getValue());
      }
      if (!found) {
        without.add(eventSource.getKey());
      }
    }
    assertEquals(new TreeSet<String>(), without, "event sources without a sample in events/");
  }

  @Test
  void everySampleHasALineToInvokeItsFunctionByAndNoLineAnother() throws Exception {
    var lines =
        Pattern.compile("(local|remote) invoke (\\w+) .*(events/[a-z-]+[.]json)")
            .matcher(Project.text(Path.of("events/README.md")));
    var named = new TreeMap<String, Set<String>>();
    while (lines.find()) {
      var fits = false;
      for (var eventSource : eventSources.entrySet()) {
        fits |=
            eventSource.getKey().startsWith(lines.group(2) + ".")
                && comesThrough(
                    samples.getOrDefault(lines.group(3), MissingNode.getInstance()),
                    eventSource.getValue());
      }
      assertTrue(fits, lines.group());
      named.computeIfAbsent(lines.group(1), _ -> new TreeSet<>()).add(lines.group(3));
    }
    assertEquals(
        Map.of("local", samples.keySet(), "remote", samples.keySet()), named, "events/README.md");
  }

  @Test
  void everySampleFitsAnEventSource() throws Exception {
    assertFalse(samples.isEmpty(), "there is no sample in events/");
    var without = new TreeSet<String>();
    for (var sample : samples.entrySet()) {
      var found = false;
      for (var eventSource : eventSources.values()) {
        found = found || comesThrough(sample.getValue(), eventSource);
      }
      if (!found) {
        without.add(sample.getKey());
      }
    }
    assertEquals(
        new TreeSet<String>(), without, "samples that no event source of the template takes");
  }

  @Test
  void campaignsAreToldOfAllThatMayStartOne() {
    var told = template.eventSource("CampaignEventsFunction.Happened").properties().path("Pattern");
    assertEquals(
        Campaign.Trigger.EVENTS,
        told.path("detail-type").valueStream().map(JsonNode::asText).toList());
  }

  private boolean comesThrough(JsonNode sample, TemplateText.EventSource eventSource)
      throws Exception {
    var properties = eventSource.properties();
    return switch (eventSource.type()) {
      case "HttpApi" ->
          sample
              .path("routeKey")
              .asText()
              .equals(properties.path("Method").asText() + " " + properties.path("Path").asText());
      case "EventBridgeRule" ->
          sample.has("detail-type")
              && Ruler.matchesRule(sample.toString(), resolved(properties.path("Pattern")));
      case "ScheduleV2" ->
          sample.has("tick")
              && sample
                  .path("tick")
                  .equals(mapper.readTree(properties.path("Input").asText()).path("tick"));
      case "DynamoDB" -> {
        var table =
            template
                .resource(named(properties.path("Stream")))
                .at("/Properties/TableName/Fn::Sub")
                .asText();
        yield matchingRecords(
            sample,
            table.replaceFirst(".*}", "") + "/stream/",
            properties.at("/FilterCriteria/Filters/0/Pattern").asText());
      }
      case "SQS" -> matchingRecords(sample, named(properties.path("Queue")), "{}");
      default ->
          throw new IllegalStateException(
              "no rule says what a sample of " + eventSource + " looks like");
    };
  }

  /** Whether records are there, all from the source, and one at least passes the filter. */
  private static boolean matchingRecords(JsonNode sample, String source, String filter)
      throws Exception {
    var passed = false;
    for (var message : sample.path("Records")) {
      if (!message.path("eventSourceARN").asText().contains(source)) {
        return false;
      }
      passed = passed || filter.equals("{}") || Ruler.matchesRule(message.toString(), filter);
    }
    return passed;
  }

  /**
   * A pattern with the one name that a stack called perennial gives its configuration set, and with
   * truth that was read as text.
   */
  private static String resolved(JsonNode pattern) {
    return pattern
        .toString()
        .replace("\"true\"", "true")
        .replace("{\"Ref\":\"ConfigurationSet\"}", "\"perennial-mail\"");
  }

  private Map<String, JsonNode> samples() {
    var found = new LinkedHashMap<String, JsonNode>();
    for (var file : Project.files("events")) {
      if (!file.toString().endsWith(".json")) {
        continue; // how they are invoked
      }
      try {
        found.put(Project.TOP.relativize(file).toString(), mapper.readTree(Project.text(file)));
      } catch (IOException e) {
        throw new IllegalStateException(file + " is no JSON", e);
      }
    }
    return found;
  }
}
