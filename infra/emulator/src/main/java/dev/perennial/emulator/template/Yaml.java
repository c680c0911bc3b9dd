package dev.perennial.emulator.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A node of the template that knows its line; nothing is resolved yet. */
record Yaml(String file, Node node) {
  static Yaml parse(String file, String text) {
    try {
      return new Compose(LoadSettings.builder().setLabel(file).build())
          .composeString(text)
          .map(node -> new Yaml(file, node))
          .orElseThrow(() -> new TemplateException(file, 1, "the template is empty"));
    } catch (MarkedYamlEngineException e) {
      var line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new TemplateException(file, line, "not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new TemplateException(file, 1, "not YAML: " + e.getMessage());
    }
  }

  int line() {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  TemplateException fail(String problem) {
    return new TemplateException(file, line(), problem);
  }

  boolean isMap() {
    return node instanceof MappingNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  boolean isScalar() {
    return node instanceof ScalarNode;
  }

  Map<String, Yaml> entries() {
    if (!(node instanceof MappingNode mapping)) {
      throw fail("a mapping is expected here");
    }
    var entries = new LinkedHashMap<String, Yaml>();
    for (var tuple : mapping.getValue()) {
      var key = new Yaml(file, tuple.getKeyNode());
      if (entries.put(key.scalar(), new Yaml(file, tuple.getValueNode())) != null) {
        throw key.fail("the key " + key.scalar() + " stands here twice");
      }
    }
    return entries;
  }

  @Nullable Yaml get(String key) {
    return entries().get(key);
  }

  List<Yaml> items() {
    if (!(node instanceof SequenceNode sequence)) {
      throw fail("a list is expected here");
    }
    var items = new ArrayList<Yaml>();
    sequence.getValue().forEach(item -> items.add(new Yaml(file, item)));
    return items;
  }

  String scalar() {
    if (!(node instanceof ScalarNode scalar)) {
      throw fail("a single value is expected here");
    }
    return scalar.getValue();
  }

  /** The intrinsic function of a short form such as {@code !Sub}, else null. */
  @Nullable String shortForm() {
    var tag = node.getTag().getValue();
    return tag.startsWith("!") && tag.length() > 1 ? tag.substring(1) : null;
  }

  /** The argument of a short form: the same node without its tag. */
  Yaml withoutTag() {
    var plain =
        switch (node) {
          case ScalarNode s ->
              new ScalarNode(
                  Tag.STR,
                  true,
                  s.getValue(),
                  s.getScalarStyle(),
                  s.getStartMark(),
                  s.getEndMark());
          case SequenceNode s ->
              new SequenceNode(
                  Tag.SEQ, true, s.getValue(), s.getFlowStyle(), s.getStartMark(), s.getEndMark());
          case MappingNode m ->
              new MappingNode(
                  Tag.MAP, true, m.getValue(), m.getFlowStyle(), m.getStartMark(), m.getEndMark());
          default -> throw fail("this YAML node is not understood");
        };
    return new Yaml(file, plain);
  }
}
