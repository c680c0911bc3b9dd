package dev.perennial.domain.segments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a document some patterns can tell apart: two documents with the same signature match the
 * same patterns. Fields that no pattern names are left out. Of a number that patterns only compare
 * with constants, it matters between which two of them it lies, or which one it is.
 */
final class Signature {
  /** Between which constants a field's numbers lie, by object, by name. */
  private final Map<String, Map<String, Cuts>> used = new HashMap<>();

  private int count;

  /**
   * @param patterns EventBridge patterns
   */
  Signature(Collection<JsonNode> patterns) {
    patterns.forEach(pattern -> read(pattern, ""));
  }

  private void read(JsonNode pattern, String object) {
    for (var entry : pattern.properties()) {
      var wanted = entry.getValue();
      if (wanted.isObject()) {
        read(wanted, entry.getKey());
      } else if (entry.getKey().equals("$or") && wanted.path(0).isObject()) {
        wanted.forEach(each -> read(each, object));
      } else {
        var cuts =
            used.computeIfAbsent(object, _ -> new HashMap<>())
                .computeIfAbsent(entry.getKey(), _ -> new Cuts((char) ++count));
        wanted.forEach(condition -> read(condition, cuts));
      }
    }
  }

  private static void read(JsonNode condition, Cuts cuts) {
    if (condition.isNumber()) {
      cuts.add(condition.decimalValue());
    } else if (condition.path("numeric").isArray()) {
      for (var each : condition.path("numeric")) {
        if (each.isNumber()) {
          cuts.add(each.decimalValue());
        }
      }
    } else if (condition.isTextual()) {
      cuts.add(condition.textValue());
    } else if (!condition.has("exists")) {
      cuts.valueMatters();
    }
  }

  /** What patterns can tell apart of a field; null when none names it. */
  @Nullable Cuts find(String object, String name) {
    var names = used.get(object);
    return names == null ? null : names.get(name);
  }

  /** The fields of an object that patterns name. */
  Set<String> names(String object) {
    return Set.copyOf(used.getOrDefault(object, Map.of()).keySet());
  }

  /** Whether patterns name a field of an object. */
  boolean uses(String object) {
    return used.containsKey(object);
  }

  /** The signature of a document. */
  String of(ProfileDocument document) {
    var signature = new StringBuilder(96);
    for (var field : document.fields()) {
      var cuts = find(field.object(), field.name());
      if (cuts != null) {
        cuts.sign(signature, field.value());
      }
    }
    return signature.toString();
  }
}
