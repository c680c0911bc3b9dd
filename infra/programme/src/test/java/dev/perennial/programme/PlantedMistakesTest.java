package dev.perennial.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mistakes of planted/mistakes.txt, each by itself and all of them in one programme. */
class PlantedMistakesTest {
  private static final Path RIGHT = PlantedMistake.FOLDER.resolve("right");

  /** All that are planted together, at least. */
  private static final int TOGETHER = 150;

  @TempDir Path folder;

  @BeforeEach
  void copied() throws IOException {
    try (var all = Files.walk(RIGHT)) {
      for (var each : all.toList()) {
        var to = folder.resolve(RIGHT.relativize(each).toString());
        if (!Files.isDirectory(to)) {
          Files.copy(each, to);
        }
      }
    }
  }

  static Stream<PlantedMistake> planted() {
    return PlantedMistake.all().stream();
  }

  private void write(String file, String text, Charset encoding) throws IOException {
    Files.write(folder.resolve(file), text.getBytes(encoding));
  }

  private List<String> told() throws IOException {
    try {
      ProgrammeCheck.of(folder, "0");
      return List.of();
    } catch (ProgrammeFault fault) {
      return String.valueOf(fault.getMessage()).lines().toList();
    }
  }

  /** Words of the table, in which ... stands for what other files make of it. */
  private static boolean isToldBy(String told, String words) {
    return Pattern.compile(Pattern.quote(words).replace("...", "\\E.*\\Q")).matcher(told).matches();
  }

  @ParameterizedTest
  @MethodSource("planted")
  void eachIsToldAtItsPlaceWithWhatWouldBeRight(PlantedMistake mistake) throws IOException {
    assertEquals(List.of(), told());
    write(
        mistake.file(),
        mistake.in(PlantedMistake.text(RIGHT.resolve(mistake.file()))),
        mistake.encoding());
    var told = told();
    for (var each : told) {
      assertTrue(each.startsWith(mistake.file() + ":"), each);
    }
    var shown = told.stream().map(PlantedMistake::shown).toList();
    var right = shown.size() == mistake.told().size();
    for (int i = 0; i < shown.size() && right; i++) {
      right = isToldBy(shown.get(i), mistake.told().get(i));
    }
    assertTrue(right, () -> mistake + "\n> " + String.join("\n> ", shown));
  }

  @Test
  void allOfThemAreToldAtOnce() throws IOException {
    var texts = new TreeMap<String, String>();
    var taken = new HashSet<String>();
    var wanted = new ArrayList<String>();
    int number = 0;
    for (var mistake : PlantedMistake.all()) {
      var copy = mistake.copy(++number);
      var right =
          texts.computeIfAbsent(copy, _ -> PlantedMistake.text(RIGHT.resolve(mistake.file())));
      var line = right.substring(0, Math.max(0, right.indexOf(mistake.from()))).lines().count();
      if (!mistake.alone() && taken.add(copy + ":" + line)) {
        texts.put(copy, mistake.in(right));
        write(copy, mistake.in(right), mistake.encoding());
        mistake.told().forEach(each -> wanted.add(mistake.file() + ": " + each));
      }
    }
    var told = told();
    var untold = new ArrayList<>(wanted);
    var unwanted = new TreeSet<String>();
    for (var each : told) {
      var file = each.split(":", 2)[0].replaceFirst("\\d+", "");
      var shown = file + ": " + PlantedMistake.shown(each);
      var found = untold.stream().filter(words -> isToldBy(shown, words)).findFirst();
      found.ifPresentOrElse(untold::remove, () -> unwanted.add(each));
    }
    assertEquals("", untold.stream().collect(Collectors.joining("\n")), "not told");
    assertEquals("", unwanted.stream().collect(Collectors.joining("\n")), "told besides");
    assertTrue(wanted.size() >= TOGETHER, wanted.size() + " together");
  }

  /** Whoever has no cap of the shop's gets all that campaigns for everyone send. */
  @Test
  void mailForEveryoneWantsACap() throws IOException {
    var campaign = PlantedMistake.text(RIGHT.resolve("campaigns/weekly.yaml"));
    var shop = PlantedMistake.text(RIGHT.resolve("shop.yaml"));
    write("campaigns/weekly.yaml", campaign.replace("segment: rich\n", ""), StandardCharsets.UTF_8);
    assertEquals(List.of(), told());
    var capped = shop.replace("restDays: 5", "restDays: 0");
    write("shop.yaml", capped, StandardCharsets.UTF_8);
    assertEquals(List.of(), told());
    write("shop.yaml", capped.replace("  - {days: 7, mails: 2}\n", ""), StandardCharsets.UTF_8);
    assertEquals(
        List.of(
            "campaigns/weekly.yaml:2:1: campaigns/weekly/trigger begins for everyone, and nothing"
                + " bounds how many mails a customer gets; right is a segment, or caps or restDays"
                + " in shop.yaml"),
        told());
    write("campaigns/weekly.yaml", campaign, StandardCharsets.UTF_8);
    assertEquals(List.of(), told());
  }
}
