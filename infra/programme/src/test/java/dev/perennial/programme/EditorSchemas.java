package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The schemas of docs/schemas, formats included, as another's validator understands them. */
final class EditorSchemas {
  static final Path FOLDER = Path.of("../../docs/schemas");

  /** The kinds of files, by where their files stand; patterns are a part of others. */
  static final Map<String, String> PATHS =
      Map.of(
          "shop", "shop",
          "loyalty", "loyalty",
          "rewards", "rewards",
          "rates", "rates",
          "attributes", "attributes",
          "survey", "surveys/x",
          "segment", "segments/x",
          "campaign", "campaigns/x");

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String BASE = "https://perennial.example/";

  private final Map<String, JsonNode> byFile = new TreeMap<>();
  private final Map<String, Schema> read = new TreeMap<>();

  private EditorSchemas(Consumer<Map<String, JsonNode>> change) {
    try (var files = Files.list(FOLDER)) {
      for (var file : files.toList()) {
        byFile.put(file.getFileName().toString(), MAPPER.readTree(Files.readString(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    change.accept(byFile);
    var texts = new TreeMap<String, String>();
    byFile.forEach((name, schema) -> texts.put(BASE + name, schema.toString()));
    var registry = SchemaRegistry.withDialect(Dialects.getDraft7(), all -> all.schemas(texts));
    byFile
        .keySet()
        .forEach(name -> read.put(name, registry.getSchema(SchemaLocation.of(BASE + name))));
  }

  /** As they ship. */
  static EditorSchemas shipped() {
    return new EditorSchemas(_ -> {});
  }

  /** With another value at a pointer of one file. */
  static EditorSchemas changed(String file, String at, JsonNode value) {
    var place = List.of(at.substring(1).split("/", -1));
    return new EditorSchemas(
        all -> all.computeIfPresent(file, (_, schema) -> Mutants.with(schema, place, value)));
  }

  Set<String> files() {
    return byFile.keySet();
  }

  JsonNode schema(String file) {
    return Objects.requireNonNull(byFile.get(file), file);
  }

  /** What is wrong with a file of a kind; nothing when its schema takes it. */
  List<String> mistakes(String kind, JsonNode value) {
    return Objects.requireNonNull(read.get(kind + ".json"))
        .validate(value, run -> run.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }

  /** All numbers at which a bound of some schema lies, and those beside them. */
  Set<Long> bounds() {
    var bounds = new TreeSet<Long>();
    for (var schema : byFile.values()) {
      for (var keyword : List.of("minimum", "maximum", "exclusiveMinimum")) {
        for (var bound : schema.findValues(keyword)) {
          bounds.addAll(List.of(bound.longValue() - 1, bound.longValue(), bound.longValue() + 1));
        }
      }
    }
    return bounds;
  }

  /** All texts of which some schema takes nothing else. */
  Set<String> choices() {
    var choices = new TreeSet<String>();
    for (var schema : byFile.values()) {
      schema.findValues("const").forEach(each -> choices.add(each.asText()));
      schema.findValues("enum").forEach(all -> all.forEach(each -> choices.add(each.asText())));
    }
    return choices;
  }

  /** The alternatives that a kind's schema has for what stands at a path. */
  Set<JsonNode> at(String kind, List<String> path) {
    var file = kind + ".json";
    var found = plain(file, schema(file));
    for (var name : path) {
      var below = new LinkedHashSet<Found>();
      for (var each : found) {
        var named = each.schema.path("properties").get(name);
        var value =
            each.schema.has("items")
                ? each.schema.get("items")
                : named == null ? each.schema.path("additionalProperties") : named;
        if (value.isObject()) {
          below.addAll(plain(each.file, value));
        }
      }
      found = below;
    }
    var schemas = new LinkedHashSet<JsonNode>();
    found.stream()
        .filter(each -> each.schema.path("type").asText().equals("object"))
        .forEach(each -> schemas.add(each.schema));
    return schemas;
  }

  private record Found(String file, JsonNode schema) {}

  /** What a schema comes to, without references and alternatives. */
  private Set<Found> plain(String file, JsonNode schema) {
    var found = new LinkedHashSet<Found>();
    if (schema.has("$ref")) {
      var ref = schema.path("$ref").asText().split("#", 2);
      var other = ref[0].isEmpty() ? file : ref[0];
      found.addAll(plain(other, schema(other).at(ref[1])));
    } else if (schema.has("anyOf") && !schema.has("properties")) {
      schema.path("anyOf").forEach(each -> found.addAll(plain(file, each)));
    } else {
      found.add(new Found(file, schema));
    }
    return found;
  }

  /** All objects of a kind's own schema that take no other fields. */
  List<JsonNode> closed(String kind) {
    return closed(schema(kind + ".json"));
  }

  private static List<JsonNode> closed(JsonNode schema) {
    var all = new ArrayList<JsonNode>();
    if (schema.path("additionalProperties").isBoolean()) {
      all.add(schema);
    }
    schema.forEach(each -> all.addAll(closed(each)));
    return all;
  }
}
