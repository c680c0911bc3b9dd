package dev.perennial.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.segments.SegmentSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A programme's segments, and more of their kind until there are as many as a large shop has. */
final class ManySegments {
  private static final List<String> WINDOWS = List.of("last30", "last90", "last365");
  private static final List<String> MEASURES = List.of("orders", "activeDays", "spend");
  private static final int[] AT_LEAST = {1, 2, 3, 5, 10, 20};

  private ManySegments() {}

  /** As many segments, those of the programme first. */
  static SegmentSet of(SegmentSet shipped, int count) {
    Map<String, String> patterns = new TreeMap<>();
    for (var id : shipped.ids()) {
      if (patterns.size() < count) {
        patterns.put(id, shipped.pattern(id).orElseThrow());
      }
    }
    for (int i = 0; patterns.size() < count; i++) {
      patterns.put("made-up-" + i, pattern(i).toString());
    }
    return new SegmentSet(patterns, Map.of(), shipped.fields());
  }

  /** The pattern of a number: three kinds in turn, each with cuts of its own. */
  private static JsonNode pattern(int number) {
    var pattern = JsonNodeFactory.instance.objectNode();
    int turn = number / 3;
    switch (number % 3) {
      case 0 -> {
        var measure = MEASURES.get(turn % MEASURES.size());
        int least = AT_LEAST[turn % AT_LEAST.length] * (measure.equals("spend") ? 100 : 1) + turn;
        least(pattern.putObject(WINDOWS.get(turn % WINDOWS.size())), measure, least);
      }
      case 1 -> {
        var rfm = pattern.putObject("rfm");
        rfm.putArray("recency").add(1 + turn % 5);
        rfm.putArray("monetary").add(1 + turn / 5 % 5);
        pattern.putObject("customer").putArray("country").add(turn % 2 == 0 ? "GB" : "DE");
      }
      default -> {
        least(pattern.putObject("points"), "balance", 50 * (turn + 1));
        pattern.putObject("consents").putArray("email").add(true);
        least(pattern.putObject("orders"), "daysSinceLast", 15 * (turn + 1));
      }
    }
    return pattern;
  }

  private static void least(ObjectNode parent, String field, int least) {
    parent.putArray(field).addObject().putArray("numeric").add(">=").add(least);
  }
}
