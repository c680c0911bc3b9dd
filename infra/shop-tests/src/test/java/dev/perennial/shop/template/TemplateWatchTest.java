package dev.perennial.shop.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.runtime.cloud.Figure;
import dev.perennial.testkit.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an operator sees of a stack, and reads when an alarm rings. */
final class TemplateWatchTest {
  private static final Pattern HEADING = Pattern.compile("(?m)^### (.*)$");
  private static final Map<String, String> ALL = Map.of("Dashboard", "true", "Canary", "true");

  private final TemplateText template = new TemplateText();
  private final TreeSet<String> alarms =
      new TreeSet<>(template.resources("AWS::CloudWatch::Alarm").keySet());

  @Test
  void everyAlarmHasASectionInTheRunbookThatSaysWhatToDo() {
    var runbook = Project.text(Path.of("docs/operate.md"));
    var headed = new TreeSet<String>();
    for (var section : HEADING.matcher(runbook).results().toList()) {
      headed.addAll(Arrays.asList(section.group(1).split(", ", -1)));
    }
    assertEquals(alarms, headed);
    for (var section : runbook.split("(?m)^###? ", -1)) {
      if (alarms.contains(section.split("[,\n]", -1)[0])) {
        assertTrue(section.contains("```sh\n"), section + " needs a command");
      }
    }
    for (var alarm : template.resources("AWS::CloudWatch::Alarm").values()) {
      var said = alarm.at("/Properties/AlarmDescription").toString();
      assertTrue(said.contains("docs/operate.md"), said);
    }
  }

  @Test
  void theDashboardShowsEveryFigureFunctionQueueAndAlarm() throws IOException {
    var board = TemplateChoice.of(template, ALL).at("/Resources/Watch/Properties/DashboardBody");
    var said = board.at("/Fn::Sub/0").asText();
    var shown = TemplateText.references(board);
    shown.addAll(arns(board));
    assertTrue(shown.containsAll(template.functions().keySet()), shown.toString());
    assertTrue(shown.containsAll(template.resources(TemplateText.QUEUE).keySet()));
    assertTrue(shown.containsAll(alarms), shown.toString());
    var widgets = new ObjectMapper().readTree(said.replace("${Alarms}", "")).path("widgets");
    for (var figure : Figure.values()) {
      assertTrue(widgets.toString().contains(figure.metric()), figure + " is not shown");
    }
    for (var widget : widgets) {
      assertEquals("${AWS::Region}", widget.at("/properties/region").asText());
      assertTrue(widget.at("/properties/metrics").size() > 0, widget.toString());
      widget.at("/properties/metrics").forEach(each -> assertTrue(each.isArray(), each.toString()));
    }
  }

  @Test
  void anAlarmOnAFigureNamesOneThatIsTold() {
    var own =
        template.resources("AWS::CloudWatch::Alarm").values().stream()
            .map(alarm -> alarm.path("Properties"))
            .filter(alarm -> alarm.path("Namespace").asText().equals("Perennial"))
            .toList();
    assertEquals(List.of("OldestClaim"), own.stream().map(TemplateWatchTest::metric).toList());
    assertEquals("OldestClaim", Figure.OLDEST_CLAIM.metric());
    assertEquals("Stack", own.getFirst().at("/Dimensions/0/Name").asText());
    assertEquals("AWS::StackName", own.getFirst().at("/Dimensions/0/Value/Ref").asText());
  }

  private static String metric(JsonNode alarm) {
    return alarm.path("MetricName").asText();
  }

  private static List<String> arns(JsonNode board) {
    return board.findValuesAsText("Fn::GetAtt").stream()
        .map(name -> name.replaceFirst("[.].*", ""))
        .toList();
  }
}
