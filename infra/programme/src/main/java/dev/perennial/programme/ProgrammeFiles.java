package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.programme.Mistake;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The files under {@code programme/} as one JSON object, each value knowing its file and line. JSON
 * files are read as the YAML that they also are.
 */
public final class ProgrammeFiles {
  private static final int DEEPEST = 32;

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final Map<String, String> places = new HashMap<>();
  private final List<String> mistakes = new ArrayList<>();

  private final Path folder;

  private ProgrammeFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads a folder: shop.yaml, loyalty.yaml, attributes.yaml, rewards.yaml and surveys/ if any,
   * segments/ and campaigns/.
   */
  public static ProgrammeFiles read(Path folder) throws IOException {
    var files = new ProgrammeFiles(folder);
    for (var name : List.of("shop", "loyalty")) {
      files.read(folder.resolve(name + ".yaml"), name, files.json, name);
    }
    for (var name : List.of("attributes", "rewards")) {
      if (Files.exists(folder.resolve(name + ".yaml"))) {
        files.read(folder.resolve(name + ".yaml"), name, files.json, name);
      }
    }
    if (Files.isDirectory(folder.resolve("surveys"))) {
      files.readAll(folder.resolve("surveys"), "surveys", ".yaml");
    }
    files.readAll(folder.resolve("segments"), "segments", ".json");
    files.readAll(folder.resolve("campaigns"), "campaigns", ".yaml");
    return files;
  }

  /** Reads a segment's file by itself, as {@code segments/file}. */
  static ProgrammeFiles readSegment(Path file) throws IOException {
    var whole = file.toAbsolutePath();
    var files = new ProgrammeFiles(Objects.requireNonNull(whole.getParent()));
    files.read(whole, "segments/file", files.json.putObject("segments"), "file");
    return files;
  }

  /**
   * The files put together: {@code {shop, loyalty, attributes, rewards, surveys, segments,
   * campaigns}}.
   */
  public JsonNode json() {
    return json;
  }

  /** What could not even be read, each with its file and line. */
  public List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  /** File and line of a path such as {@code loyalty/earn/rate}, or of the nearest above it. */
  public String place(String path) {
    for (var at = path; !at.isEmpty(); at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
      var place = places.get(at);
      if (place != null) {
        return place;
      }
    }
    return path;
  }

  /** A mistake with its file and line. */
  String told(Mistake mistake) {
    return place(mistake.path()) + ": " + mistake.path() + " " + mistake.what();
  }

  private void readAll(Path folder, String kind, String ending) throws IOException {
    var all = json.putObject(kind);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var files = Files.list(folder)) {
      for (var file : files.sorted().toList()) {
        var name = file.getFileName().toString();
        if (name.startsWith(".")) {
          continue;
        }
        if (!name.endsWith(ending) || !Files.isRegularFile(file)) {
          mistakes.add(kind + "/" + name + ": is not read; files here are named NAME" + ending);
          continue;
        }
        var id = name.substring(0, name.length() - ending.length());
        read(file, kind + "/" + id, all, id);
      }
    }
  }

  private void read(Path file, String path, ObjectNode into, String field) throws IOException {
    var name = folder.relativize(file).toString();
    if (!Files.exists(file)) {
      mistakes.add(name + ": is missing");
      return;
    }
    places.put(path, name + ":1");
    try {
      var settings = LoadSettings.builder().setLabel(name).build();
      var root = new Compose(settings).composeString(ProgrammeText.read(file));
      if (root.isPresent()) {
        into.set(field, json(root.get(), path, name));
      } else {
        mistakes.add(name + ": is empty");
      }
    } catch (ProgrammeText.NotUtf8 e) {
      mistakes.add(name + ":" + e.line() + ": " + e.getMessage());
    } catch (MarkedYamlEngineException e) {
      var line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      mistakes.add(name + ":" + line + ": is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      mistakes.add(name + ":1: is not YAML as it is read here: " + e.getMessage());
    } catch (StackOverflowError e) {
      mistakes.add(name + ":1: lies deeper than " + DEEPEST + " levels");
    }
  }

  private JsonNode json(Node node, String path, String name) {
    if (path.chars().filter(each -> each == '/').count() > DEEPEST) { // an alias may hold itself
      mistakes.add(place(path) + ": lies deeper than " + DEEPEST + " levels");
      return JsonNodeFactory.instance.nullNode();
    }
    places.put(path, name + ":" + node.getStartMark().map(Mark::getLine).map(l -> l + 1).orElse(1));
    var factory = JsonNodeFactory.instance;
    return switch (node) {
      case MappingNode map -> {
        var object = factory.objectNode();
        for (var pair : map.getValue()) {
          var key = pair.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
          if (object.has(key)) {
            mistakes.add(place(path) + ": " + key + " stands twice");
          }
          object.set(key, json(pair.getValueNode(), path + "/" + key, name));
        }
        yield object;
      }
      case SequenceNode list -> {
        var array = factory.arrayNode();
        for (var item : list.getValue()) {
          array.add(json(item, path + "/" + array.size(), name));
        }
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar, path);
      default -> throw new IllegalStateException("unexpected " + node.getNodeType());
    };
  }

  private JsonNode scalar(ScalarNode scalar, String path) {
    var factory = JsonNodeFactory.instance;
    var text = scalar.getValue();
    try {
      return typed(scalar, text, factory);
    } catch (NumberFormatException e) {
      mistakes.add(place(path) + ": " + text + " is no number that can be counted with");
      return factory.nullNode();
    }
  }

  private static JsonNode typed(ScalarNode scalar, String text, JsonNodeFactory factory) {
    return switch (scalar.getTag().getValue().replaceFirst("^tag:yaml.org,2002:", "")) {
      case "int" -> factory.numberNode(new BigDecimal(text).toBigInteger());
      case "float" -> factory.numberNode(new BigDecimal(text));
      case "bool" -> factory.booleanNode(Boolean.parseBoolean(text));
      case "null" -> factory.nullNode();
      default -> factory.textNode(text);
    };
  }
}
