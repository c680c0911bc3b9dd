package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.segments.CustomerLists;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
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
  private static final String LISTS = CustomerLists.SECTION.name();
  private static final int DEEPEST = 32;

  /** Of plain values: what else a tag says is for other programs. */
  private static final Set<String> TAGS =
      Set.of(
          "tag:yaml.org,2002:str",
          "tag:yaml.org,2002:int",
          "tag:yaml.org,2002:float",
          "tag:yaml.org,2002:bool",
          "tag:yaml.org,2002:null");

  private static final int MAX_DIGITS = 100;
  private static final String TOO_DEEP = "lies deeper than " + DEEPEST + " levels";

  /** Of a file that can't be read: a pattern, so that it is a segment, too. */
  private static final JsonNode STAND_IN =
      JsonNodeFactory.instance
          .objectNode()
          .set(
              "pattern",
              JsonNodeFactory.instance
                  .objectNode()
                  .set("tier", JsonNodeFactory.instance.arrayNode().add("?")));

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Place> names = new HashMap<>();
  private final Set<String> broken = new HashSet<>();
  private final List<Finding> mistakes = new ArrayList<>();

  private final Map<String, ListFile> lists = new TreeMap<>();

  private final Path folder;

  private ProgrammeFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads a folder: shop.yaml, loyalty.yaml, attributes.yaml, rewards.yaml, rates.yaml, surveys/
   * and lists/ if any, segments/ and campaigns/.
   */
  public static ProgrammeFiles read(Path folder) throws IOException {
    var files = new ProgrammeFiles(folder);
    for (var name : List.of("shop", "loyalty")) {
      files.read(folder.resolve(name + ".yaml"), name, files.json, name);
    }
    for (var name : List.of("attributes", "rewards", "rates")) {
      if (Files.exists(folder.resolve(name + ".yaml"))) {
        files.read(folder.resolve(name + ".yaml"), name, files.json, name);
      }
    }
    if (Files.isDirectory(folder.resolve("surveys"))) {
      files.readAll(folder.resolve("surveys"), "surveys", ".yaml");
    }
    if (Files.isDirectory(folder.resolve(LISTS))) {
      files.readAll(folder.resolve(LISTS), LISTS, ".csv");
    }
    files.readAll(folder.resolve("segments"), "segments", ".json");
    files.readAll(folder.resolve("campaigns"), "campaigns", ".yaml");
    return files;
  }

  /** Reads the shop's file by itself. */
  static ProgrammeFiles readShop(Path folder) throws IOException {
    var files = new ProgrammeFiles(folder);
    files.read(folder.resolve("shop.yaml"), "shop", files.json, "shop");
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
   * The files put together: {@code {shop, loyalty, attributes, rewards, rates, surveys, lists,
   * segments, campaigns}}.
   */
  public ObjectNode json() {
    return json;
  }

  /** What could not even be read. */
  List<Finding> mistakes() {
    return List.copyOf(mistakes);
  }

  /** The lists of customers, by name. */
  Map<String, ListFile> lists() {
    return Map.copyOf(lists);
  }

  /** Whether a path is of a file that could not be read, or is such a value itself. */
  boolean isBroken(String path) {
    return broken.stream().anyMatch(each -> path.equals(each) || path.startsWith(each + "/"));
  }

  /** Where a path such as {@code loyalty/earn/rate} stands, or the nearest above it. */
  Place place(String path) {
    for (var at = path; !at.isEmpty(); at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
      var place = places.get(at);
      if (place != null) {
        return place;
      }
    }
    return new Place(path, 0, 0);
  }

  /** A mistake with its place. */
  Finding told(Mistake mistake) {
    var name = mistake.ofName() ? names.get(mistake.path()) : null;
    return new Finding(
        name == null ? place(mistake.path()) : name, mistake.path() + " " + mistake.what());
  }

  private void note(String file, int line, int column, String what) {
    mistakes.add(new Finding(new Place(file, line, column), what));
  }

  private void note(String path, String what) {
    mistakes.add(new Finding(place(path), what));
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
          note(kind + "/" + name, 0, 0, "is not read; files here are named NAME" + ending);
          continue;
        }
        var id = name.substring(0, name.length() - ending.length());
        if (kind.equals(LISTS)) {
          readList(file, id, all);
        } else {
          read(file, kind + "/" + id, all, id);
        }
      }
    }
  }

  private void readList(Path file, String id, ObjectNode into) throws IOException {
    var name = folder.relativize(file).toString();
    places.put(LISTS + "/" + id, new Place(name, 1, 0));
    try {
      var list = ListFile.of(name, ProgrammeText.read(file));
      mistakes.addAll(list.mistakes());
      lists.put(id, list);
      into.set(id, list.json());
    } catch (ProgrammeText.NotUtf8 e) {
      note(name, e.line(), 0, ProgrammeText.NotUtf8.WHAT);
      into.set(id, ListFile.of(name, "").json());
    }
  }

  private void read(Path file, String path, ObjectNode into, String field) throws IOException {
    var name = folder.relativize(file).toString();
    places.put(path, new Place(name, 1, 0));
    broken.add(path);
    if (!Files.exists(file)) {
      note(name, 0, 0, "is missing");
      return;
    }
    var language = name.endsWith(".json") ? "JSON" : "YAML";
    try {
      var settings = LoadSettings.builder().setLabel(name).build();
      var root = new Compose(settings).composeString(ProgrammeText.read(file));
      if (root.isPresent()) {
        into.set(field, json(root.get(), path, name));
        broken.remove(path);
      } else {
        note(name, 0, 0, "is empty");
      }
    } catch (ProgrammeText.NotUtf8 e) {
      note(name, e.line(), 0, ProgrammeText.NotUtf8.WHAT);
    } catch (MarkedYamlEngineException e) {
      var line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      var column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(0);
      note(name, line, column, "is not " + language + ": " + e.getProblem() + begun(e, line));
    } catch (YamlEngineException e) {
      note(name, 1, 0, "is not " + language + " as it is read here: " + Reader.saidBy(e));
    } catch (StackOverflowError e) {
      note(name, 1, 0, TOO_DEEP);
    }
    if (!into.has(field) && !path.equals(field)) {
      into.set(field, STAND_IN); // so that whoever names it isn't told that there is none
    }
  }

  /** Of what isn't closed, say, where it was opened. */
  private static String begun(MarkedYamlEngineException e, int line) {
    var begun = e.getContextMark().map(mark -> mark.getLine() + 1).orElse(line);
    return begun == line || e.getContext() == null
        ? ""
        : " " + e.getContext() + " that begins on line " + begun;
  }

  private JsonNode json(Node node, String path, String name) {
    if (path.chars().filter(each -> each == '/').count() > DEEPEST) { // an alias may hold itself
      note(path, TOO_DEEP);
      broken.add(path);
      return JsonNodeFactory.instance.nullNode();
    }
    places.put(path, place(name, node));
    var factory = JsonNodeFactory.instance;
    return switch (node) {
      case MappingNode map -> {
        var object = factory.objectNode();
        for (var pair : map.getValue()) {
          var key =
              pair.getKeyNode() instanceof ScalarNode scalar
                  ? ClientId.normal(scalar.getValue())
                  : "?";
          var at = place(name, pair.getKeyNode());
          if (object.has(key)) {
            mistakes.add(new Finding(at, key + " stands twice"));
          }
          var below = path + "/" + key;
          names.put(below, at);
          object.set(key, json(pair.getValueNode(), below, name));
          places.computeIfPresent(below, (_, own) -> own.line() > at.line() ? at : own);
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

  private static Place place(String name, Node node) {
    return node.getStartMark()
        .map(mark -> new Place(name, mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(new Place(name, 1, 0));
  }

  private JsonNode scalar(ScalarNode scalar, String path) {
    var factory = JsonNodeFactory.instance;
    var text = scalar.getValue();
    var tag = scalar.getTag().getValue();
    if (!TAGS.contains(tag)) {
      note(path, "has the tag " + tag + ", which means nothing here");
      broken.add(path);
    }
    try {
      return typed(scalar, text, factory);
    } catch (NumberFormatException e) {
      note(path, text + " is no number that can be counted with");
      broken.add(path);
      return factory.nullNode();
    }
  }

  private static JsonNode typed(ScalarNode scalar, String text, JsonNodeFactory factory) {
    return switch (scalar.getTag().getValue().replaceFirst("^tag:yaml.org,2002:", "")) {
      case "int" -> factory.numberNode(number(text).toBigInteger());
      case "float" -> factory.numberNode(number(text));
      case "bool" -> factory.booleanNode(Boolean.parseBoolean(text));
      case "null" -> factory.nullNode();
      default -> factory.textNode(text);
    };
  }

  /** Not one such as 1e999999999, which would be written out with all its digits. */
  private static BigDecimal number(String text) {
    var number = new BigDecimal(text);
    if (number.precision() > MAX_DIGITS || Math.abs(number.scale()) > MAX_DIGITS) {
      throw new NumberFormatException(text);
    }
    return number;
  }
}
