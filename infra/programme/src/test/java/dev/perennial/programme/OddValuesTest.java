package dev.perennial.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values of every kind, one after the other, at every place of a programme's files: what is wrong
 * there is told with its place, and in no words of Java's.
 */
class OddValuesTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Files and what stands in them: all that rules, segments and campaigns can say. */
  private static final Map<String, String> RIGHT =
      new TreeMap<>(
          Map.of(
              "shop.yaml",
              "{\"name\": \"G\", \"zone\": \"Europe/London\", \"currency\": \"GBP\", \"restDays\":"
                  + " 5, \"countClicks\": true, \"url\": \"https://shop.example.com/\"}",
              "loyalty.yaml",
              """
              {"earn": {"rate": 1, "categories": {"x": 2}, "minimumOrder": 1.5,
                 "exclude": {"categories": ["y"], "skus": ["S"]}, "caps": {"order": 9, "day": 10},
                 "multipliers": [{"times": 2, "tiers": ["silver"], "weekdays": ["monday"],
                   "from": "2026-01-01", "until": "2026-02-01"}],
                 "bonuses": {"welcome": 5, "firstInCategory": {"x": 2}}},
               "pendingDays": 14, "validMonths": 12, "worth": 0.01, "expiryNotices": [30],
               "tiers": {"by": "spend", "over": "rolling-year", "graceDays": 3,
                 "levels": [{"id": "member", "from": 0},
                   {"id": "silver", "from": 9, "times": 2, "perks": ["p"]}]}}
              """,
              "attributes.yaml",
              "{\"size\": \"number\", \"until\": \"date\"}",
              "rates.yaml",
              "{\"EUR\": {\"2010-01-01\": 0.86}}",
              "rewards.yaml",
              """
              {"mug": {"name": "M", "price": 5, "stock": 3, "tiers": ["silver"],
                 "segments": ["all"], "from": "2026-01-01",
                 "coupon": {"off": 5, "minimumOrder": 20, "validDays": 9, "uses": 2}}}
              """,
              "surveys/nps.yaml",
              """
              {"title": "T", "thanks": "O", "questions": {
                 "score": {"ask": "A", "from": 0, "to": 10, "low": "l", "high": "h"},
                 "why": {"ask": "W", "options": {"price": "P", "range": "R"}}, "more": {"ask": "M", "words": 9}}}
              """,
              "segments/all.json",
              """
              {"description": "d", "pattern": {"customer": {"language": ["en"]},
                 "attributes": {"size": [{"numeric": [">", 4, "<=", 9]}], "until": ["2026-01-01"],
                   "free": [{"anything-but": ["x"]}]},
                 "daysSince": {"until": [3]}, "consents": {"email": [true]}, "tier": ["member"],
                 "scores": {"nps:score": [9]}, "answered": {"nps": [1]},
                 "$or": [{"points": {"balance": [1]}}, {"rfm": {"recency": [{"exists": false}]}}]}}
              """,
              "campaigns/thanks.yaml",
              """
              {"description": "d", "segment": "all", "purpose": "email", "trigger": {"atMost": 4,
                 "event": {"source": ["perennial"], "detail-type": ["Survey Answered"],
                   "detail": {"scores": {"score": [{"numeric": [">", 8]}]}, "surveyId": ["nps"],
                     "changes": {"points": [1], "tier": {"to": ["silver"]}}},
                   "$or": [{"detail": {"seq": [1]}}, {"time": [{"prefix": "2026"}]}]}},
                 "steps": [{"email": "thanks", "expires": "3 days"}]}
              """,
              "campaigns/back.yaml",
              """
              {"trigger": {"schedule": "weekly", "every": "90 days"},
                 "steps": [{"email": "thanks", "expires": "3 days"}]}
              """));

  private static final List<String> ODD =
      List.of(
          "3",
          "1e999999999",
          "null",
          "\"\"",
          "\"x\"",
          "[]",
          "[3]",
          "[null]",
          "[[\"x\"]]",
          "[{}]",
          "{}",
          "{\"x\": [1]}",
          "{\"\": 1}",
          "{\"x/y~z\": {\"\": [1]}}");

  private static final Pattern TOLD =
      Pattern.compile("[a-z/-]+[.](yaml|json|mjml|txt)(:\\d+){1,2}: .+");
  private static final Pattern PATTERNS = Pattern.compile("(segments|campaigns)/.*");
  private static final Pattern OF_JAVA =
      Pattern.compile(
          "Exception|java[.]|dev[.]perennial|jackson|enum constant|Source:|Optional|out of bounds"
              + "|begin \\d|for length|@[0-9a-f]{5,}|because \"");

  @TempDir Path folder;

  private void write(String file, String text) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), text);
  }

  private List<String> mistakes() throws IOException {
    try {
      ProgrammeCheck.of(folder, "0");
      return List.of();
    } catch (ProgrammeFault fault) {
      return String.valueOf(fault.getMessage()).lines().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.yaml",
        "loyalty.yaml",
        "attributes.yaml",
        "rates.yaml",
        "rewards.yaml",
        "surveys/nps.yaml",
        "segments/all.json",
        "campaigns/thanks.yaml",
        "campaigns/back.yaml"
      })
  void whateverStandsSomewhereIsToldWithItsPlace(String file) throws IOException {
    for (var each : RIGHT.entrySet()) {
      // others' patterns take their time, and tell nothing of this file
      if (!PATTERNS.matcher(each.getKey()).matches() || each.getKey().equals(file)) {
        write(each.getKey(), each.getValue());
      }
    }
    var right = MAPPER.readTree(RIGHT.get(file));
    var wrong = new ArrayList<String>();
    for (var place : places(right, "")) {
      for (var odd : ODD) {
        var text = with(right, place, "@odd").replace("\"@odd\"", odd);
        write(file, text);
        try {
          for (var told : mistakes()) {
            if (!TOLD.matcher(told).matches() || OF_JAVA.matcher(told).find()) {
              wrong.add(place + " " + odd + ": " + told);
            }
          }
        } catch (RuntimeException e) {
          wrong.add(place + " " + odd + ": " + e);
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  private static final String MJML =
      """
      <mjml lang="en"><mj-head><mj-title>T</mj-title><mj-preview>P</mj-preview><mj-attributes>
      <mj-all font-family="Georgia, serif" /></mj-attributes></mj-head><mj-body><mj-section><mj-column>
      <mj-text>{{ postalAddress }} <a href="{{ unsubscribeUrl }}">No more</a></mj-text>
      </mj-column></mj-section></mj-body></mjml>
      """;

  private static List<String> places(JsonNode node, String path) {
    var places = new ArrayList<>(List.of(path));
    node.properties()
        .forEach(
            each ->
                places.addAll(
                    places(
                        each.getValue(),
                        path + "/" + each.getKey().replace("~", "~0").replace("/", "~1"))));
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        places.addAll(places(node.get(i), path + "/" + i));
      }
    }
    return places;
  }

  private static String with(JsonNode right, String place, String value) {
    if (place.isEmpty()) {
      return '"' + value + '"';
    }
    var changed = right.deepCopy();
    var slash = place.lastIndexOf('/');
    var name = place.substring(slash + 1).replace("~1", "/").replace("~0", "~");
    switch (changed.at(place.substring(0, slash))) {
      case ObjectNode object -> object.put(name, value);
      case ArrayNode array -> array.set(Integer.parseInt(name), value);
      case JsonNode other -> throw new IllegalStateException(place + " of " + other);
    }
    return changed.toString();
  }

  /** What a segment can't ask, each told at its place. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"daysSince\": [3]} | has fields of its own: until",
        "{\"daysUntil\": [{\"exists\": true}]} | has fields of its own: until",
        "{\"daysSince\": {\"until\": {\"x\": [1]}}} | is a whole number; what is asked of it"
            + " stands",
        "{\"daysSince\": {\"\": [1]}} | is no field of a customer; until are",
        "{\"\": [1]} | is no field of a customer; customer,",
        "{\"customer\": {\"country\": {\"x\": [\"GB\"]}}} | is text; what is asked of it stands in",
        "{\"customer\": {\"cuntry\": {\"x\": [\"GB\"]}}} | did you mean country?",
        "{\"attributes\": [\"x\"]} | has fields of its own",
        "{\"attributes\": {\"a\": {\"b\": [1]}}} | what is asked of it stands in a list",
        "{\"scores\": {\"nps:score\": {\"x\": [1]}}} | what is asked of it stands in a list",
        "{\"scores\": {\"x\": {\"y\": [1]}}} | is no field of a customer; nps:score are",
        "{\"tier\": [null]} | can match nobody",
        "{\"$or\": [1, 2]} | is no field of a customer",
        "{\"attributes\": {\"size\": [0.123456]}} | 0.123456 is finer than numbers are compared",
        "{\"attributes\": {\"size\": [{\"numeric\": [\">\", 1234567890123456]}]}} | ; "
            + "1234567890123460 is what",
        "{\"attributes\": {\"size\": [{\"numeric\": [\">\", 999999999999999]}]}} | ",
        "{\"last30\": {\"spend\": [{\"numeric\": [\">\", 6000000000]}]}} | ",
        "{\"last30\": {\"spend\": [{\"numeric\": [\">\", -1]}]}} | matches every customer",
      })
  void whatASegmentAsksIsTried(String line) throws IOException {
    var parts = line.split(" [|] ?", 2);
    for (var each : RIGHT.entrySet()) {
      write(each.getKey(), each.getValue());
    }
    Files.delete(folder.resolve("campaigns/thanks.yaml"));
    Files.delete(folder.resolve("campaigns/back.yaml"));
    write("segments/all.json", "{\"pattern\": " + parts[0] + "}");
    var told = mistakes();
    if (parts[1].isEmpty()) {
      assertEquals(List.of(), told);
    } else {
      assertEquals(1, told.size(), told.toString());
      assertTrue(told.getFirst().startsWith("segments/all.json:1:"), told.toString());
      assertTrue(told.getFirst().contains(parts[1].strip()), told.toString());
    }
  }

  @Test
  void aSampleThatIsNoModelIsTold() throws IOException, ProgrammeFault {
    for (var each : RIGHT.entrySet()) {
      write(each.getKey(), each.getValue());
    }
    write("templates/thanks.mjml", MJML);
    write("templates/thanks.txt", "{{ postalAddress }} {{ unsubscribeUrl }}");
    for (var odd : ODD) {
      write("templates/samples/thanks.json", odd);
      var told = Finding.told(ProgrammeCheck.of(folder, "0").warnings());
      var isModel = odd.startsWith("{");
      assertEquals(1, told.size(), told.toString());
      assertTrue(
          told.getFirst().startsWith(isModel ? "templates/thanks." : "templates/samples/thanks."),
          told.toString());
      assertEquals(!isModel, told.getFirst().contains("is no JSON object"), told.toString());
    }
  }
}
