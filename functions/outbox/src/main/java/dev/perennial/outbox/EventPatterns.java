package dev.perennial.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.Event;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import software.amazon.event.ruler.Machine;

/**
 * Patterns of rules, asked before the event is on the bus. They match at least what the rules do:
 * what a pattern asks of fields that only EventBridge fills in, such as the account or the time, is
 * passed over, and one that can't be understood matches everything.
 */
final class EventPatterns {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Set<String> KNOWN = Set.of("source", "detail-type", "detail");
  private static final String OR = "$or";

  /** Matches everything. */
  static final EventPatterns ALL = new EventPatterns(List.of("{}"));

  private final Machine machine = Machine.builder().build();
  private final boolean all;

  /**
   * @param patterns of EventBridge, as JSON
   */
  EventPatterns(Collection<String> patterns) {
    var all = false;
    for (var pattern : patterns) {
      all |= !add(pattern);
    }
    this.all = all;
  }

  /** False when it asks for nothing that is known here, or for what only EventBridge knows. */
  private boolean add(String pattern) {
    try {
      var known = known(MAPPER.readTree(pattern));
      if (known.isEmpty()) {
        return false;
      }
      machine.addRule(pattern, known.toString());
      return true;
    } catch (IOException | RuntimeException e) { // an operator, perhaps, that came after this ruler
      return false;
    }
  }

  /** Without the fields that are not known yet: what is left matches more, never less. */
  private static ObjectNode known(JsonNode pattern) {
    var known = JsonNodeFactory.instance.objectNode();
    for (var field : pattern.properties()) {
      if (KNOWN.contains(field.getKey())) {
        known.set(field.getKey(), field.getValue());
      } else if (field.getKey().equals(OR)) {
        var alternatives = field.getValue().valueStream().map(EventPatterns::known).toList();
        if (alternatives.stream().noneMatch(ObjectNode::isEmpty)) {
          known.putArray(OR).addAll(alternatives);
        }
      }
    }
    return known;
  }

  /** Whether one of them may match the event once it is on the bus. */
  boolean match(Event event) {
    if (all) {
      return true;
    }
    try {
      return !machine.rulesForJSONEvent(event.text()).isEmpty();
    } catch (Exception e) { // declared by event-ruler for text that is not JSON
      throw new IllegalArgumentException("the event's detail is not JSON", e);
    }
  }
}
