package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.perennial.cli.Perennial;
import dev.perennial.testkit.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The project's manners, as far as a machine can judge them. */
final class TidyTest {
  private static final int LINES = 400;
  private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum) (\\w+)");
  private static final Pattern EMPTY_NAME =
      Pattern.compile("(?:^|[a-z0-9])(?:Manager|Helper|Utils?|Impl|Data|Info)(?:[A-Z]|$)");
  private static final Pattern CLOCK_OR_CHANCE =
      Pattern.compile(
          "\\b(?:Instant|LocalDate|LocalDateTime|ZonedDateTime|OffsetDateTime)[.]now\\("
              + "|\\bSystem[.](?:currentTimeMillis|nanoTime)\\(|\\bClock[.]system|\\bMath[.]random\\(|\\bnew"
              + " Random\\(\\)|\\bThreadLocalRandom\\b|\\bUUID[.]randomUUID\\(");
  private static final Pattern SLEEP =
      Pattern.compile("\\bThread[.]sleep\\b|\\bTimeUnit[.]\\w+[.]sleep\\b");
  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)|<img[^>]* src=\"([^\"]+)\"");
  private static final Pattern CODE =
      Pattern.compile("```[^\\n]*\\n(.*?)```|`([^`\\n]+)`", Pattern.DOTALL);
  private static final Pattern MAKE = Pattern.compile("(?:^|[\\s;&])make ([a-z][a-z0-9-]*)");
  private static final Pattern COMMAND = Pattern.compile("[.]/perennial ([a-z][a-z-]*)");
  private static final Pattern TEST =
      Pattern.compile("\\b([A-Z]\\w*(?:Test|IT))(?:[.#]([a-z]\\w*))?");

  private static final List<Path> SOURCES =
      Stream.of("functions", "infra")
          .flatMap(folder -> Project.files(folder).stream())
          .filter(file -> file.toString().endsWith(".java"))
          .toList();

  @Test
  void noNameIsEmptyOfMeaning() {
    assertNone(found(file -> true, TYPE, type -> EMPTY_NAME.matcher(type.group(1)).find()));
  }

  @Test
  void theDomainKnowsNeitherClockNorChance() {
    assertNone(
        found(file -> isBelow(file, "functions/domain/src/main"), CLOCK_OR_CHANCE, match -> true));
  }

  @Test
  void noTestSleeps() {
    assertNone(found(file -> file.toString().contains("/src/test/"), SLEEP, match -> true));
  }

  @Test
  void noFileIsLong() {
    var tooLong = new TreeMap<String, Long>();
    for (var file : SOURCES) {
      var lines = Project.text(file).lines().count();
      if (lines > LINES) {
        tooLong.put(name(file), lines);
      }
    }
    assertEquals(Map.of(), tooLong, "more than " + LINES + " lines");
  }

  @Test
  void everyLinkAndPathInTheDocumentsExists() {
    var missing = new TreeSet<String>();
    for (var document : documents()) {
      var text = Project.text(document);
      for (var link : all(LINK, text)) {
        var target = link.group(1) == null ? link.group(2) : link.group(1);
        if (!target.matches("[a-z]+:.*") && !Files.exists(document.resolveSibling(target))) {
          missing.add(name(document) + ": " + target);
        }
      }
      for (var path : pathsInCode(text)) {
        if (!Files.exists(Project.TOP.resolve(path))) {
          missing.add(name(document) + ": " + path);
        }
      }
    }
    assertEquals(new TreeSet<String>(), missing);
  }

  @Test
  void everyCommandInTheDocumentsExists() {
    var makefile = Project.text(Path.of("Makefile"));
    var commands = Perennial.commandLine().getSubcommands().keySet();
    var missing = new TreeSet<String>();
    for (var document : documents()) {
      for (var code : code(Project.text(document))) {
        for (var make : all(MAKE, code)) {
          if (!makefile.contains("\n" + make.group(1) + ":")) {
            missing.add(name(document) + ": " + make.group().strip());
          }
        }
        for (var command : all(COMMAND, code)) {
          if (!commands.contains(command.group(1))) {
            missing.add(name(document) + ": " + command.group());
          }
        }
      }
    }
    assertEquals(new TreeSet<String>(), missing);
  }

  @Test
  void everyPromiseNamesATestThatExists() {
    var promises = Project.text(Path.of("docs/promises.md"));
    var rows =
        promises
            .lines()
            .filter(line -> line.matches("[|].*[|]") && !line.matches("[|\\s:-]+"))
            .filter(line -> !line.startsWith("| Promise |"))
            .toList();
    assertFalse(rows.isEmpty(), "docs/promises.md has no table");
    var unguarded = new TreeSet<String>();
    for (var row : rows) {
      var tests = all(TEST, row);
      if (tests.isEmpty() || !tests.stream().allMatch(TidyTest::isTest)) {
        unguarded.add(row);
      }
    }
    assertEquals(new TreeSet<String>(), unguarded);
  }

  @Test
  void everySampleIsATestsInput() {
    var tests =
        SOURCES.stream()
            .filter(file -> file.toString().contains("/src/test/"))
            .map(Project::text)
            .toList();
    var unused = new TreeSet<String>();
    for (var sample : Project.files("events")) {
      if (!name(sample).endsWith(".json")) {
        continue; // how they are invoked
      }
      var stem = name(sample).replaceFirst("events/", "").replaceFirst("[.]json$", "");
      if (tests.stream()
          .noneMatch(test -> test.contains(stem + ".json") || test.contains("\"" + stem + "\""))) {
        unused.add(name(sample));
      }
    }
    assertEquals(new TreeSet<String>(), unused, "samples that no test names");
  }

  private static List<Path> documents() {
    var found =
        new ArrayList<>(
            Project.files("docs").stream()
                .filter(file -> file.toString().endsWith(".md"))
                .toList());
    found.add(Project.TOP.resolve("README.md"));
    found.add(Project.TOP.resolve("CONTRIBUTING.md"));
    return found;
  }

  private static boolean isTest(MatchResult named) {
    return SOURCES.stream()
        .filter(file -> file.getFileName().toString().equals(named.group(1) + ".java"))
        .filter(file -> file.toString().contains("/src/test/"))
        .anyMatch(
            file ->
                named.group(2) == null
                    || Project.text(file).contains("void " + named.group(2) + "("));
  }

  /** What stands in code as a path below one of the project's folders. */
  private static List<String> pathsInCode(String text) {
    var paths = new ArrayList<String>();
    for (var code : code(text)) {
      for (var word : code.split("[\\s'\"(),;]+", -1)) {
        if (word.matches("(?:functions|infra|events|programme|docs|data|[.]ci)/[\\w./-]+")) {
          paths.add(word);
        }
      }
    }
    return paths;
  }

  private static List<String> code(String text) {
    return all(CODE, text).stream()
        .map(code -> code.group(1) == null ? code.group(2) : code.group(1))
        .toList();
  }

  private static List<String> found(
      Predicate<Path> where, Pattern what, Predicate<MatchResult> which) {
    return SOURCES.stream()
        .filter(where)
        .flatMap(
            file ->
                all(what, Project.text(file)).stream()
                    .filter(which)
                    .map(match -> name(file) + ": " + match.group()))
        .toList();
  }

  private static List<MatchResult> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  private static void assertNone(List<String> found) {
    assertEquals(List.of(), found);
  }

  private static boolean isBelow(Path file, String folder) {
    return file.startsWith(Project.TOP.resolve(folder));
  }

  private static String name(Path file) {
    return Project.TOP.relativize(file).toString();
  }
}
