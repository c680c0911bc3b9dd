package dev.perennial.domain.segments;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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

  /** The constants of a field; null once its value itself matters. */
  private static final class Cuts {
    private final char mark;
    private @Nullable TreeSet<BigDecimal> constants = new TreeSet<>();
    private BigDecimal[] sorted = {};

    Cuts(char mark) {
      this.mark = mark;
    }

    void add(BigDecimal constant) {
      if (constants != null) {
        // of a programme that an earlier release applied: event-ruler may not compare it
        if (Precision.rounded(constant).compareTo(constant) != 0) {
          constants = null;
        } else {
          constants.add(constant);
          sorted = constants.toArray(BigDecimal[]::new);
        }
      }
    }

    void valueMatters() {
      constants = null;
    }

    void sign(StringBuilder signature, Object value) {
      signature.append(mark);
      switch (value) {
        case Long whole when constants != null ->
            signature.append('#').append(cell(BigDecimal.valueOf(whole)));
        case BigDecimal amount when constants != null -> signature.append('#').append(cell(amount));
        case List<?> texts -> {
          signature.append('[').append(texts.size()).append(':');
          texts.forEach(each -> sign(signature, (String) each));
        }
        case String text -> sign(signature, text);
        default -> signature.append('=').append(value).append(';');
      }
    }

    private static void sign(StringBuilder signature, String text) {
      signature.append('"').append(text.length()).append(':').append(text);
    }

    /** An odd number for each constant, even ones for what lies between. */
    private char cell(BigDecimal number) {
      int at = Arrays.binarySearch(sorted, number);
      return (char) (at >= 0 ? 2 * at + 1 : -2 * (at + 1));
    }
  }

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
    } else if (!condition.has("exists")) {
      cuts.valueMatters();
    }
  }

  /** The signature of a document. */
  String of(ProfileDocument document) {
    var signature = new StringBuilder(96);
    for (var field : document.fields()) {
      var names = used.get(field.object());
      var cuts = names == null ? null : names.get(field.name());
      if (cuts != null) {
        cuts.sign(signature, field.value());
      }
    }
    return signature.toString();
  }
}
