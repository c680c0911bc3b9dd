package dev.perennial.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/schemas against the readers: an editor refuses what apply refuses, and nothing else. */
class EditorSchemasTest {
  private static final EditorSchemas SCHEMAS = EditorSchemas.shipped();
  private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern KNOWN = Pattern.compile("is not known here; known are (.*)");

  private static String verdicts(EditorSchemas schemas, String kind, JsonNode file) {
    var schema = schemas.mistakes(kind, file);
    var reader = ReaderVerdict.of(kind, file);
    return reader.agrees(!schema.isEmpty())
        ? ""
        : "the schema says %s, the reader %s".formatted(schema, reader);
  }

  private static List<String> disagreements(
      EditorSchemas schemas, String kind, Map<String, JsonNode> files) {
    var found = new ArrayList<String>();
    files.forEach(
        (what, file) -> {
          var verdicts = verdicts(schemas, kind, file);
          if (!verdicts.isEmpty()) {
            found.add(what + ": " + verdicts);
          }
        });
    return found;
  }

  private static Map<String, JsonNode> mutants(String kind) {
    var all = new LinkedHashMap<String, JsonNode>();
    for (var right : RichFiles.of(kind)) {
      all.putAll(new Mutants(SCHEMAS).each(right));
    }
    return all;
  }

  private static List<String> kinds() {
    return EditorSchemas.PATHS.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void ofAFileWithOneChangeTheSchemaRefusesWhatTheReaderRefuses(String kind) {
    for (var right : RichFiles.of(kind)) {
      assertEquals(List.of(), SCHEMAS.mistakes(kind, right));
      var reader = ReaderVerdict.of(kind, right);
      assertEquals(List.of(), reader.own());
      assertEquals(List.of(), reader.partly());
    }
    var found = disagreements(SCHEMAS, kind, mutants(kind));
    assertEquals("", String.join("\n", found));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void ofAFileWithSeveralChangesToo(long seed) {
    var random = new Random(seed);
    var mutants = new Mutants(SCHEMAS);
    var found = new ArrayList<String>();
    for (var kind : kinds()) {
      var rich = RichFiles.of(kind);
      for (int i = 0; i < 200; i++) {
        var file = mutants.some(rich.get(random.nextInt(rich.size())), random);
        found.addAll(disagreements(SCHEMAS, kind, Map.of(file.toString(), file)));
      }
    }
    assertEquals("", String.join("\n", found));
  }

  /** One field more or less in a schema, or a bound elsewhere, shows in both directions. */
  @ParameterizedTest(name = "{0} {1} = {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "shop.json | /properties/restDays/maximum | 366",
        "shop.json | /properties/restDays/maximum | 364",
        "shop.json | /properties/margin | {}",
        "shop.json | /required | [\"name\"]",
        "shop.json | /required | [\"name\", \"zone\", \"currency\", \"restDays\", \"url\"]",
        "shop.json | /properties/colour | {\"type\": \"string\"}",
        "shop.json | /additionalProperties | true",
        "survey.json | /definitions/id/pattern | \"^[A-Za-z]*$\"",
        "attributes.json | /additionalProperties/enum | [\"text\", \"number\", \"date\"]",
      })
  void aSchemaThatIsLooserOrStricterIsFound(String file, String at, String value) {
    var kind = file.replace(".json", "");
    var changed = EditorSchemas.changed(file, at, Mutants.json(value));
    var differs = new ArrayList<>(disagreements(changed, kind, mutants(kind)));
    RichFiles.of(kind)
        .forEach(right -> differs.addAll(disagreements(changed, kind, Map.of("right", right))));
    var fields = fieldsThatDiffer(changed, kind);
    assertNotEquals(0, differs.size() + fields.size());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theFieldsOfTheSchemaAreThoseOfTheReader(String kind) {
    assertEquals(List.of(), fieldsThatDiffer(SCHEMAS, kind));
  }

  /** What the reader says that it knows, where a field stands that it doesn't. */
  private static List<String> fieldsThatDiffer(EditorSchemas schemas, String kind) {
    var knownAt = new LinkedHashMap<Set<JsonNode>, Set<String>>();
    var path = EditorSchemas.PATHS.get(kind) + "/";
    for (var right : RichFiles.of(kind)) {
      for (var place : Mutants.places(right, List.of())) {
        if (Mutants.value(right, place).isObject()) {
          var at = String.join("/", place);
          var mutant = Mutants.changed(right, place, map -> map.put("zzz", 1));
          for (var mistake : ReaderVerdict.of(kind, mutant).own()) {
            var told = KNOWN.matcher(mistake.what());
            if (told.matches()
                && mistake.path().equals(path + at + (at.isEmpty() ? "" : "/") + "zzz")) {
              knownAt
                  .computeIfAbsent(schemas.at(kind, place), _ -> new TreeSet<>())
                  .addAll(List.of(told.group(1).split(", ", -1)));
            }
          }
        }
      }
    }
    var differ = new ArrayList<String>();
    var unseen = new HashSet<>(schemas.closed(kind));
    knownAt.forEach(
        (alternatives, known) -> {
          unseen.removeAll(alternatives);
          var described = new TreeSet<String>();
          for (var each : alternatives) {
            each.path("properties").fieldNames().forEachRemaining(described::add);
          }
          if (!described.equals(known)) {
            differ.add("the schema has " + described + ", the reader " + known);
          }
        });
    unseen.forEach(each -> differ.add("the reader was never asked for " + each));
    return differ;
  }

  @Test
  void whatPatternsAskOfACustomerIsTheProfile() {
    var definitions = SCHEMAS.schema("patterns.json").path("definitions");
    var differ = new ArrayList<String>();
    compare("", PatternFields.schema("profile.schema.json"), definitions, "profile", differ);
    assertEquals(List.of(), differ);
  }

  private static void compare(
      String path, JsonNode profile, JsonNode definitions, String name, List<String> differ) {
    var own = definitions.path(name).path("properties");
    var names = new TreeSet<>(Set.of("$or"));
    for (var field : profile.path("properties").properties()) {
      names.add(field.getKey());
      var at = path + "/" + field.getKey();
      var ref = own.path(field.getKey()).path("$ref").asText().replace("#/definitions/", "");
      if (field.getValue().path("type").asText().equals("object")) {
        compare(at, field.getValue(), definitions, ref, differ);
      } else if (!ref.equals(list(field.getValue()))) {
        differ.add(at + " is asked as " + ref);
      }
    }
    var others = definitions.path(name).path("additionalProperties");
    var open = profile.path("additionalProperties");
    var wanted = open.isObject() ? "#/definitions/" + list(open) : "";
    if (!others.path("$ref").asText().equals(wanted)) {
      differ.add(path + " has others as " + others);
    }
    var described = new TreeSet<String>();
    own.fieldNames().forEachRemaining(described::add);
    if (!described.equals(names)) {
      differ.add(path + " has " + described + ", the profile " + names);
    }
  }

  /** What is asked of a field of a type. */
  private static String list(JsonNode field) {
    return switch (field.path("type").asText()) {
      case "string" -> "texts";
      case "boolean" -> "truths";
      case "integer", "number" -> "numbers";
      default -> "values";
    };
  }

  @Test
  void everyFieldIsDescribed() {
    var bare = new ArrayList<String>();
    for (var file : SCHEMAS.files()) {
      for (var properties : SCHEMAS.schema(file).findValues("properties")) {
        for (var each : properties.properties()) {
          var words = each.getValue().path("description").asText();
          // a condition of the schema itself, and no field
          var isCondition = List.of("by", "levels", "from").contains(each.getKey());
          if (!isCondition && !words.endsWith(".")) {
            bare.add(file + " " + each.getKey() + ": " + words);
          }
        }
      }
    }
    assertEquals(List.of(), bare);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../programme", "../testkit/programme"})
  void everyFileThatShipsIsTaken(String folder) throws IOException {
    var wrong = new ArrayList<String>();
    var json = ProgrammeFiles.read(Path.of(folder)).json();
    for (var kind : EditorSchemas.PATHS.entrySet()) {
      var path = kind.getValue();
      var isFolder = path.endsWith("/x");
      var files =
          isFolder
              ? json.path(path.replace("/x", "")).properties()
              : Set.copyOf(Map.of(path, json.path(path)).entrySet());
      for (var file : files) {
        if (!file.getValue().isMissingNode()) {
          var mistakes = SCHEMAS.mistakes(kind.getKey(), file.getValue());
          mistakes.forEach(each -> wrong.add(path + " " + file.getKey() + ": " + each));
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** Of whole files in the documents, each is one by its first fields. */
  @Test
  void everyExampleInTheDocumentsIsTaken(@TempDir Path folder) throws IOException {
    var firsts =
        Map.of(
            "campaigns", Map.entry("campaign", List.of("trigger", "steps")),
            "surveys", Map.entry("survey", List.of("title", "questions")));
    var found = new TreeMap<String, Integer>();
    for (var folderOf : firsts.entrySet()) {
      Files.createDirectories(folder.resolve(folderOf.getKey()));
    }
    try (var documents = Files.list(Path.of("../../docs"))) {
      for (var document : documents.filter(each -> each.toString().endsWith(".md")).toList()) {
        for (var block : YAML.matcher(Files.readString(document)).results().toList()) {
          for (var kind : firsts.entrySet()) {
            var isOne =
                kind.getValue().getValue().stream()
                    .allMatch(
                        each ->
                            block.group(1).contains("\n" + each + ":")
                                || block.group(1).startsWith(each + ":"));
            if (isOne) {
              var name = kind.getValue().getKey();
              Files.writeString(folder.resolve(kind.getKey()).resolve("x.yaml"), block.group(1));
              var file = ProgrammeFiles.read(folder).json().at("/" + kind.getKey() + "/x");
              assertEquals(List.of(), SCHEMAS.mistakes(name, file), document + block.group(1));
              assertEquals("", verdicts(SCHEMAS, name, file));
              found.merge(name, 1, Integer::sum);
            }
          }
        }
      }
    }
    assertEquals(firsts.size(), found.size(), found.toString());
  }

  /** VS Code finds each file's schema by .vscode/settings.json. */
  @Test
  void theEditorsSettingsNameEverySchemaOnce() throws IOException {
    var settings = Mutants.json(Files.readString(Path.of("../../.vscode/settings.json")));
    var named = new TreeMap<String, String>();
    for (var each : settings.path("yaml.schemas").properties()) {
      named.put(each.getKey(), each.getValue().path(0).asText());
    }
    for (var each : settings.path("json.schemas")) {
      named.put(each.path("url").asText(), each.path("fileMatch").path(0).asText().substring(1));
    }
    var wanted = new TreeMap<String, String>();
    EditorSchemas.PATHS.forEach(
        (kind, path) ->
            wanted.put(
                "./docs/schemas/" + kind + ".json",
                "programme/"
                    + path.replace("/x", "/*")
                    + (kind.equals("segment") ? ".json" : ".yaml")));
    assertEquals(wanted, named);
  }
}
