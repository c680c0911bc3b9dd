package dev.perennial.shop.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The event sources of template.yaml, by {@code Function.Event}, found and taken out as lines of
 * text.
 */
final class EventSources {
  private static final Pattern RESOURCE = Pattern.compile("  (\\w+):\\s*");
  private static final Pattern EVENTS = Pattern.compile("      Events:\\s*");
  private static final Pattern EVENT = Pattern.compile("        (\\w+):.*");
  private static final Pattern DEEPER = Pattern.compile("         .*|\\s*|\\s*#.*");

  private EventSources() {}

  /** The template's text without one event source, by the event source's name. */
  static Map<String, String> eachTakenOut(String text) {
    var lines = text.lines().toList();
    var found = new LinkedHashMap<String, String>();
    var resource = "";
    for (int i = 0; i < lines.size(); i++) {
      var start = RESOURCE.matcher(lines.get(i));
      if (start.matches()) {
        resource = start.group(1);
      } else if (EVENTS.matcher(lines.get(i)).matches()) {
        takeOut(lines, i, resource, found);
      }
    }
    return found;
  }

  private static void takeOut(
      List<String> lines, int events, String function, Map<String, String> found) {
    var starts = new ArrayList<Integer>();
    var names = new ArrayList<String>();
    var end = events + 1;
    for (; end < lines.size(); end++) {
      var event = EVENT.matcher(lines.get(end));
      if (event.matches()) {
        starts.add(end);
        names.add(event.group(1));
      } else if (!DEEPER.matcher(lines.get(end)).matches()) {
        break;
      }
    }
    for (int i = 0; i < names.size(); i++) {
      var until = i + 1 < names.size() ? starts.get(i + 1) : end;
      // the last event source of a function takes the word Events with it
      var from = names.size() == 1 ? events : starts.get(i);
      var left = new ArrayList<>(lines.subList(0, from));
      left.addAll(lines.subList(until, lines.size()));
      found.put(function + "." + names.get(i), String.join("\n", left) + "\n");
    }
  }
}
