package dev.perennial.emulator.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.emulator.template.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One event bus: its rules and their targets. */
final class Bus {
  private record Target(Template.Rule rule, Consumer<String> accept) {}

  private final Patterns patterns = new Patterns();
  private final Map<String, Target> targets = new HashMap<>();

  void add(Template.Rule rule, Consumer<String> target) {
    patterns.add(rule.name(), rule.name(), rule.pattern());
    targets.put(rule.name(), new Target(rule, target));
  }

  /** Its rules, once for each target. */
  List<Template.Rule> rules() {
    return targets.values().stream().map(Target::rule).toList();
  }

  void deliver(JsonNode event) {
    // Sorted, so that runs are alike; EventBridge promises no order.
    for (var name : new TreeSet<>(patterns.matching(event))) {
      var target = targets.get(name);
      if (target != null) {
        var input = target.rule().input();
        target.accept().accept(input == null ? Json.text(event) : input);
      }
    }
  }
}
