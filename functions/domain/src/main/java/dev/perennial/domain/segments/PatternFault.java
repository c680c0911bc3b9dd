package dev.perennial.domain.segments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.programme.Reader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.Machine;

/**
 * Why something is no EventBridge pattern. event-ruler judges the whole; where it is wrong shows
 * when each part is judged by itself.
 *
 * @param at path below the pattern, such as {@code /tier/0}; empty for the pattern itself
 * @param what is wrong, and what would be right
 */
public record PatternFault(String at, String what) {
  private static final String OR = "$or";
  private static final String NONE = "is not an EventBridge pattern: ";

  /** Notes what is wrong with a field that must be a pattern; whether it is none. */
  public static boolean isNone(Reader file, String field) {
    if (!file.has(field)) {
      file.note(field, "is missing");
      return true;
    }
    var faults = of(file.field(field));
    faults.forEach(each -> file.note(field + each.at, each.what));
    return !faults.isEmpty();
  }

  /** Whether a mistake that was noted is of this kind. */
  public static boolean isToldBy(String what) {
    return what.startsWith(NONE);
  }

  /** All faults of what should be a pattern; none when it is one. */
  public static List<PatternFault> of(JsonNode pattern) {
    var said = refused(pattern);
    if (said == null) {
      return List.of();
    }
    var faults = faults(pattern);
    return faults.isEmpty() ? List.of(fault("", said)) : faults;
  }

  private static PatternFault fault(String at, String what) {
    return new PatternFault(at, NONE + what);
  }

  private List<PatternFault> below(String name) {
    return List.of(new PatternFault("/" + name + at, what));
  }

  private static List<PatternFault> faults(JsonNode pattern) {
    if (!pattern.isObject() || pattern.isEmpty()) {
      return List.of(fault("", "it must name a field, such as {\"tier\": [\"gold\"]}"));
    }
    var faults = new ArrayList<PatternFault>();
    for (var entry : pattern.properties()) {
      var value = entry.getValue();
      var found =
          entry.getKey().equals(OR) && value.path(0).isObject()
              ? ofAlternatives(value)
              : ofField(entry.getKey(), value);
      found.forEach(each -> faults.addAll(each.below(entry.getKey())));
    }
    return faults;
  }

  private static List<PatternFault> ofAlternatives(JsonNode alternatives) {
    var faults = new ArrayList<PatternFault>();
    for (int i = 0; i < alternatives.size(); i++) {
      var name = Integer.toString(i);
      of(alternatives.get(i)).forEach(each -> faults.addAll(each.below(name)));
    }
    return alternatives.size() == 1
        ? List.of(fault("", "$or has one alternative; two are the least there may be"))
        : faults;
  }

  private static List<PatternFault> ofField(String name, JsonNode value) {
    var said = refused(JsonNodeFactory.instance.objectNode().set(name, value));
    if (said == null) {
      return List.of();
    }
    if (value.isObject()) {
      return faults(value);
    }
    if (!value.isArray() || value.isEmpty()) {
      var right = value.isValueNode() ? ", such as [" + value + "]" : "";
      return List.of(fault("", value + " must be a list with something in it" + right));
    }
    var faults = new ArrayList<PatternFault>();
    for (int i = 0; i < value.size(); i++) {
      var alone = JsonNodeFactory.instance.arrayNode().add(value.get(i));
      var ofOne = refused(JsonNodeFactory.instance.objectNode().set(name, alone));
      if (ofOne != null) {
        faults.add(fault("/" + i, value.get(i) + ": " + ofOne));
      }
    }
    return faults.isEmpty() ? List.of(fault("", said)) : faults;
  }

  /** What event-ruler says of what is no pattern; null when it is one. */
  private static @Nullable String refused(JsonNode pattern) {
    try {
      Machine.builder().build().addRule("one", pattern.toString());
      return null;
    } catch (IOException | RuntimeException e) { // of event-ruler, for whatever is none
      return Reader.saidBy(e);
    }
  }
}
