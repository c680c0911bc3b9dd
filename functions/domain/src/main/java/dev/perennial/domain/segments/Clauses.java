package dev.perennial.domain.segments;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.programme.Reader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.event.ruler.Machine;

/**
 * A pattern's clauses, ready to be asked of many documents. Each field, each alternative and each
 * group is a rule of its own in one machine of event-ruler, so that what is told of a clause is
 * what event-ruler judges.
 */
public final class Clauses {
  private static final String OR = "$or";

  /** What makes an alternative's object a condition, and a list of them a field's. */
  private static final Set<String> OPERATORS =
      Set.of(
          "exactly",
          "exists",
          "numeric",
          "anything-but",
          "prefix",
          "suffix",
          "wildcard",
          "equals-ignore-case",
          "cidr");

  /** Numbers stay as they are written: 70.00 and not 70.0. */
  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Machine machine = Machine.builder().build();
  private final Node root;

  /** A clause before it is asked; its rule is called as it says. */
  private sealed interface Node {
    record Leaf(String rule, String path, JsonNode wanted) implements Node {}

    record Group(String rule, boolean any, List<Node> nodes) implements Node {}
  }

  /**
   * @param pattern an EventBridge pattern
   * @throws IllegalArgumentException naming the path of what is none
   */
  public Clauses(JsonNode pattern) {
    root = all(pattern, "");
  }

  /**
   * Of a pattern as text.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Clauses of(String pattern) {
    return new Clauses(parsed(pattern));
  }

  /** Asks a document. */
  public Clause judge(String document) {
    return judge(parsed(document));
  }

  private static JsonNode parsed(String json) {
    try {
      return EXACT.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + Reader.saidBy(e), e);
    }
  }

  /** A pattern that asks something of one path: empty for the document itself. */
  static JsonNode under(String path, JsonNode wanted) {
    JsonNode pattern = wanted;
    for (var left = path; !left.isEmpty(); ) {
      var cut = left.lastIndexOf('/');
      pattern = object().set(Clause.keyOf(left.substring(cut + 1)), pattern);
      left = left.substring(0, Math.max(0, cut));
    }
    return pattern;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private Node all(JsonNode pattern, String above) {
    var nodes = new ArrayList<Node>();
    for (var entry : pattern.properties()) {
      var value = entry.getValue();
      var path = (above.isEmpty() ? "" : above + "/") + Clause.pathName(entry.getKey());
      if (entry.getKey().equals(OR) && isAlternatives(value)) {
        var any = value.valueStream().map(each -> all(each, above)).toList();
        nodes.add(new Node.Group(rule(above, object().set(OR, value)), true, any));
      } else if (value.isObject()) {
        nodes.add(all(value, path));
      } else {
        nodes.add(new Node.Leaf(rule(path, value), path, value));
      }
    }
    return nodes.size() == 1
        ? nodes.getFirst()
        : new Node.Group(rule(above, pattern), false, List.copyOf(nodes));
  }

  private static boolean isAlternatives(JsonNode value) {
    return value.isArray()
        && value.size() > 1
        && value
            .valueStream()
            .allMatch(
                each ->
                    each.isObject()
                        && each.propertyStream()
                            .noneMatch(field -> OPERATORS.contains(field.getKey())));
  }

  private String rule(String path, JsonNode wanted) {
    var pattern = under(path, wanted).toString();
    try {
      machine.addRule(pattern, pattern);
      return pattern;
    } catch (IOException e) {
      throw new IllegalArgumentException(path + ": " + Reader.saidBy(e), e);
    }
  }

  /** The clauses, each with whether a document meets it. */
  public Clause judge(JsonNode document) {
    try {
      return clause(root, new HashSet<>(machine.rulesForJSONEvent(document.toString())), document);
    } catch (Exception e) { // declared by event-ruler; what was parsed before is JSON
      throw new IllegalStateException("the document is not JSON", e);
    }
  }

  private static Clause clause(Node node, Set<String> matched, JsonNode document) {
    return switch (node) {
      case Node.Leaf(var rule, var path, var wanted) -> {
        var found = Clause.found(path, document);
        yield new Clause.Field(
            path,
            wanted.toString(),
            found == null ? null : found.toString(),
            matched.contains(rule));
      }
      case Node.Group(var rule, var any, var nodes) -> {
        var clauses = nodes.stream().map(each -> clause(each, matched, document)).toList();
        yield any
            ? new Clause.Any(clauses, matched.contains(rule))
            : new Clause.All(clauses, matched.contains(rule));
      }
    };
  }
}
