package dev.perennial.domain.segments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A pattern taken apart, so that it can be said why a document matches it or not. What a clause
 * matches is asked of event-ruler, clause by clause: the language is read in one place.
 */
public sealed interface Clause {
  /** Whether the document meets the clause. */
  boolean met();

  /**
   * What a pattern asks of one field.
   *
   * @param path such as {@code rfm/recency}
   * @param wanted as the pattern says it, for instance {@code [1,2]}
   * @param actual the document's value as JSON, null when it has none; a list of them when lists
   *     lie on the way
   */
  record Field(String path, String wanted, @Nullable String actual, boolean met) implements Clause {
    /** Whether another asks the same of the same field. */
    public boolean asksTheSame(Field other) {
      return path.equals(other.path) && wanted.equals(other.wanted);
    }
  }

  /**
   * All of these must be met, and together: of a list of objects by the same one.
   *
   * @param met false also when each is met, but by different objects of a list
   */
  record All(List<Clause> clauses, boolean met) implements Clause {}

  /** One of these, a pattern's {@code $or}, must be met. */
  record Any(List<Clause> clauses, boolean met) implements Clause {}

  /**
   * The clauses of a pattern, each with whether a document meets it.
   *
   * @param pattern an EventBridge pattern
   * @param document a profile document, or an event
   * @throws IllegalArgumentException when it is no pattern
   */
  static Clause of(JsonNode pattern, JsonNode document) {
    return new Clauses(pattern).judge(document);
  }

  /** What is not met: of alternatives none of which is met, each. */
  default List<Field> unmet() {
    if (met()) {
      return List.of();
    }
    return switch (this) {
      case Field field -> List.of(field);
      case All(var clauses, var _) -> unmet(clauses);
      case Any(var clauses, var _) -> unmet(clauses);
    };
  }

  private static List<Field> unmet(List<Clause> clauses) {
    return clauses.stream().flatMap(each -> each.unmet().stream()).distinct().toList();
  }

  /** What is not met, also of alternatives of which another is. */
  default List<Field> unmetAnyhow() {
    return switch (this) {
      case Field field -> field.met ? List.of() : List.of(field);
      case All(var clauses, var _) -> unmetAnyhow(clauses);
      case Any(var clauses, var _) -> unmetAnyhow(clauses);
    };
  }

  private static List<Field> unmetAnyhow(List<Clause> clauses) {
    return clauses.stream().flatMap(each -> each.unmetAnyhow().stream()).toList();
  }

  /** How many fields are met: the more, the nearer the document comes. */
  default int metFields() {
    return switch (this) {
      case Field field -> field.met ? 1 : 0;
      case All(var clauses, var _) -> clauses.stream().mapToInt(Clause::metFields).sum();
      case Any(var clauses, var _) -> clauses.stream().mapToInt(Clause::metFields).max().orElse(0);
    };
  }

  /** Tells it to machines. */
  default ObjectNode put(ObjectNode json) {
    json.put("met", met());
    switch (this) {
      case Field field ->
          json.put("field", field.path).put("wanted", field.wanted).put("actual", field.actual);
      case All(var clauses, var _) -> {
        var list = json.putArray("all");
        clauses.forEach(each -> each.put(list.addObject()));
      }
      case Any(var clauses, var _) -> {
        var list = json.putArray("any");
        clauses.forEach(each -> each.put(list.addObject()));
      }
    }
    return json;
  }

  /**
   * Tells it to people, a line a field.
   *
   * @param indent that each line begins with
   */
  default String told(String indent) {
    return switch (this) {
      case Field field ->
          "%s%s %s: wanted %s, is %s%n"
              .formatted(
                  indent,
                  field.met ? "yes" : "no ",
                  field.path,
                  field.wanted,
                  field.actual == null ? "absent" : field.actual);
      case All(var clauses, var met) -> {
        var together = !met && clauses.stream().allMatch(Clause::met);
        yield (together
                ? indent + "no  each of these, but not of one and the same%n".formatted()
                : "")
            + told(clauses, indent);
      }
      case Any(var clauses, var met) ->
          "%s%s one of%n".formatted(indent, met ? "yes" : "no ") + told(clauses, indent + "  ");
    };
  }

  private static String told(List<Clause> clauses, String indent) {
    return clauses.stream().map(each -> each.told(indent)).collect(Collectors.joining());
  }

  /** A key as paths have it, where slashes stand between two (RFC 6901). */
  static String pathName(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  /** The key of a name in a path. */
  static String keyOf(String pathName) {
    return pathName.replace("~1", "/").replace("~0", "~");
  }

  /** What a document has at a path, null when nothing; of lists on the way, what each has. */
  static @Nullable JsonNode found(String path, JsonNode document) {
    var found = List.of(document);
    var listed = false;
    for (var name : path.split("/", -1)) {
      var next = new ArrayList<JsonNode>();
      for (var each : found) {
        listed |= each.isArray();
        var objects = each.isArray() ? List.copyOf(flat(each)) : List.of(each);
        objects.stream()
            .map(one -> one.get(keyOf(name)))
            .filter(one -> one != null)
            .forEach(next::add);
      }
      found = List.copyOf(next);
    }
    if (found.isEmpty()) {
      return null;
    }
    return listed ? JsonNodeFactory.instance.arrayNode().addAll(found) : found.getFirst();
  }

  private static List<JsonNode> flat(JsonNode list) {
    var all = new ArrayList<JsonNode>();
    list.forEach(each -> all.addAll(each.isArray() ? flat(each) : List.of(each)));
    return all;
  }

  /**
   * Whether a document has at a path what is wanted there.
   *
   * @param path such as {@code rfm/recency}
   * @param wanted the list that stands at the path in a pattern
   * @throws IllegalArgumentException when it is no such list
   */
  static boolean meets(String path, JsonNode wanted, JsonNode document) {
    return new Clauses(Clauses.under(path, wanted)).judge(document).met();
  }
}
