package dev.perennial.domain.segments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.Ruler;

/**
 * A segment's pattern taken apart, so that it can be said why a customer is in or out. What a
 * clause matches is asked of event-ruler, clause by clause: the language is read in one place.
 */
public sealed interface Clause {
  /** Whether a customer's document meets the clause. */
  boolean met();

  /**
   * What a pattern asks of one field.
   *
   * @param path such as {@code rfm/recency}
   * @param wanted as the pattern says it, for instance {@code [1,2]}
   * @param actual the document's value as JSON, null when it has none
   */
  record Field(String path, String wanted, @Nullable String actual, boolean met)
      implements Clause {}

  /** All of these must be met. */
  record All(List<Clause> clauses) implements Clause {
    @Override
    public boolean met() {
      return clauses.stream().allMatch(Clause::met);
    }
  }

  /** One of these, a pattern's {@code $or}, must be met. */
  record Any(List<Clause> clauses) implements Clause {
    @Override
    public boolean met() {
      return clauses.stream().anyMatch(Clause::met);
    }
  }

  /**
   * The clauses of a pattern, each with whether a document meets it.
   *
   * @param pattern an EventBridge pattern
   * @param document a profile document
   */
  static Clause of(JsonNode pattern, JsonNode document) {
    return of(pattern, document, "");
  }

  private static Clause of(JsonNode pattern, JsonNode document, String above) {
    var clauses = new ArrayList<Clause>();
    for (var entry : pattern.properties()) {
      var value = entry.getValue();
      if (entry.getKey().equals("$or") && value.isArray()) {
        var any = new ArrayList<Clause>();
        value.forEach(each -> any.add(of(each, document, above)));
        clauses.add(new Any(any));
      } else if (value.isObject()) {
        clauses.add(of(value, document, above + pathName(entry.getKey()) + "/"));
      } else {
        clauses.add(field(above + pathName(entry.getKey()), value, document));
      }
    }
    return clauses.size() == 1 ? clauses.getFirst() : new All(clauses);
  }

  /** A key as paths have it, where slashes stand between two (RFC 6901). */
  static String pathName(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  /** The key of a name in a path. */
  static String keyOf(String pathName) {
    return pathName.replace("~1", "/").replace("~0", "~");
  }

  private static Field field(String path, JsonNode wanted, JsonNode document) {
    var actual = document.at("/" + path);
    return new Field(
        path,
        wanted.toString(),
        actual.isMissingNode() ? null : actual.toString(),
        meets(path, wanted, document));
  }

  /**
   * Whether a document has at a path what is wanted there.
   *
   * @param path such as {@code rfm/recency}
   * @param wanted the list that stands at the path in a pattern
   * @throws IllegalArgumentException when it is no such list
   */
  static boolean meets(String path, JsonNode wanted, JsonNode document) {
    JsonNode pattern = wanted;
    var names = path.split("/", -1);
    for (int i = names.length - 1; i >= 0; i--) {
      pattern = JsonNodeFactory.instance.objectNode().set(keyOf(names[i]), pattern);
    }
    try {
      return Ruler.matchesRule(document.toString(), pattern.toString());
    } catch (Exception e) { // declared by event-ruler
      throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
    }
  }
}
