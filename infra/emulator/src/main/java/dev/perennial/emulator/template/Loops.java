package dev.perennial.emulator.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Writes out {@code Fn::ForEach}, as the transform {@code AWS::LanguageExtensions} does before all
 * others: a fragment once for each value of a collection, loops within loops included.
 */
final class Loops {
  private static final String LOOP = "Fn::ForEach::";
  private static final Pattern NOT_ALPHANUMERIC = Pattern.compile("[^A-Za-z0-9]");

  private final String file;
  private final Function<Yaml, List<String>> collection;

  private Loops(String file, Function<Yaml, List<String>> collection) {
    this.file = file;
    this.collection = collection;
  }

  /**
   * The template without loops.
   *
   * @param collection the values of a collection that is no list: a reference to a parameter
   */
  static Yaml writtenOut(Yaml root, Function<Yaml, List<String>> collection) {
    return new Yaml(root.file(), new Loops(root.file(), collection).expanded(root.node()));
  }

  private Node expanded(Node node) {
    return switch (node) {
      case MappingNode map -> {
        var tuples = new ArrayList<NodeTuple>();
        for (var tuple : map.getValue()) {
          if (isLoop(tuple)) {
            unroll(tuple, tuples);
          } else {
            tuples.add(new NodeTuple(tuple.getKeyNode(), expanded(tuple.getValueNode())));
          }
        }
        yield mapping(map, tuples);
      }
      case SequenceNode list ->
          sequence(list, list.getValue().stream().map(this::expanded).toList());
      default -> node;
    };
  }

  private static boolean isLoop(NodeTuple tuple) {
    return tuple.getKeyNode() instanceof ScalarNode key && key.getValue().startsWith(LOOP);
  }

  private void unroll(NodeTuple loop, List<NodeTuple> into) {
    var parts = new Yaml(file, loop.getValueNode());
    var items = parts.isList() ? parts.items() : List.<Yaml>of();
    if (items.size() != 3 || !items.get(2).isMap()) {
      throw parts.fail("a loop needs an identifier, a collection and a fragment");
    }
    var identifier = items.get(0).scalar();
    var values = items.get(1);
    var plain = values.isList() && values.shortForm() == null;
    for (var value :
        plain ? values.items().stream().map(Yaml::scalar).toList() : collection.apply(values)) {
      var fragment = substituted(items.get(2).node(), identifier, value);
      into.addAll(((MappingNode) expanded(fragment)).getValue());
    }
  }

  private static Node substituted(Node node, String identifier, String value) {
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar, identifier, value);
      case SequenceNode list ->
          sequence(
              list,
              list.getValue().stream().map(each -> substituted(each, identifier, value)).toList());
      case MappingNode map -> {
        var reference = referenced(map);
        yield reference != null && reference.getValue().equals(identifier)
            ? text(reference, Tag.STR, value)
            : mapping(
                map,
                map.getValue().stream()
                    .map(
                        tuple ->
                            new NodeTuple(
                                substituted(tuple.getKeyNode(), identifier, value),
                                substituted(tuple.getValueNode(), identifier, value)))
                    .toList());
      }
      default -> node;
    };
  }

  /** What the long form of a reference names, or null. */
  private static @Nullable ScalarNode referenced(MappingNode map) {
    return map.getValue().size() == 1
            && map.getValue().getFirst().getKeyNode() instanceof ScalarNode key
            && key.getValue().equals("Ref")
            && map.getValue().getFirst().getValueNode() instanceof ScalarNode name
        ? name
        : null;
  }

  private static Node scalar(ScalarNode scalar, String identifier, String value) {
    if (scalar.getTag().getValue().equals("!Ref")) {
      return scalar.getValue().equals(identifier) ? text(scalar, Tag.STR, value) : scalar;
    }
    var replaced =
        scalar
            .getValue()
            .replace("${" + identifier + "}", value)
            .replace("&{" + identifier + "}", NOT_ALPHANUMERIC.matcher(value).replaceAll(""));
    return replaced.equals(scalar.getValue()) ? scalar : text(scalar, scalar.getTag(), replaced);
  }

  private static ScalarNode text(ScalarNode place, Tag tag, String value) {
    return new ScalarNode(
        tag, true, value, place.getScalarStyle(), place.getStartMark(), place.getEndMark());
  }

  private static SequenceNode sequence(SequenceNode place, List<Node> items) {
    return new SequenceNode(
        place.getTag(),
        true,
        items,
        place.getFlowStyle(),
        place.getStartMark(),
        place.getEndMark());
  }

  private static MappingNode mapping(MappingNode place, List<NodeTuple> tuples) {
    return new MappingNode(
        place.getTag(),
        true,
        tuples,
        place.getFlowStyle(),
        place.getStartMark(),
        place.getEndMark());
  }
}
