package dev.perennial.programme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One of the mistakes of planted/mistakes.txt.
 *
 * @param file of the right programme that it is planted in
 * @param alone whether it hides others, or is told otherwise beside them
 * @param from what stands in the file
 * @param to what is there instead
 * @param told each as line, column and words
 */
record PlantedMistake(String file, boolean alone, String from, String to, List<String> told) {
  static final Path FOLDER = Path.of("src/test/resources/planted");

  private static final String LATIN = "(latin-1) ";
  private static final Pattern SECTION = Pattern.compile("\\[([a-z/.]+)( alone)?]");
  private static final Pattern PLACE = Pattern.compile("([^:]+):([0-9:]+: )?(.*)");

  /** All of the table. */
  static List<PlantedMistake> all() {
    var all = new ArrayList<PlantedMistake>();
    var file = "";
    var alone = false;
    for (var block : text(FOLDER.resolve("mistakes.txt")).strip().split("\n\n+", -1)) {
      var lines = block.lines().toList();
      var section = SECTION.matcher(lines.getFirst());
      if (section.matches()) {
        file = section.group(1);
        alone = section.group(2) != null;
      } else {
        var edit = (lines.getFirst() + " ").split(" => ", 2);
        var told = lines.stream().skip(1).map(line -> line.replaceFirst("^> ", "")).toList();
        var to = edit[1].substring(0, Math.max(0, edit[1].length() - 1));
        all.add(new PlantedMistake(file, alone, unescaped(edit[0]), unescaped(to), told));
      }
    }
    return all;
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\u00fc", "\u00fc");
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of the right programme with the mistake. */
  String in(String right) {
    if (right.indexOf(from) < 0 || right.indexOf(from) != right.lastIndexOf(from)) {
      throw new IllegalStateException(file + " has not one " + from);
    }
    return right.replace(from, to.replace(LATIN, ""));
  }

  Charset encoding() {
    return to.contains(LATIN) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
  }

  /** Whether copies of the file can stand beside it, each with a mistake. */
  boolean isOfMany() {
    return file.matches("(campaigns|segments|surveys)/.*");
  }

  /** The name of a copy. */
  String copy(int number) {
    return isOfMany() ? file.replaceFirst("([.][a-z]+)$", "%03d$1".formatted(number)) : file;
  }

  /** What is told of a file, in the words of the table, by whichever copy it was told. */
  static String shown(String told) {
    var place =
        PLACE.matcher(told.replaceAll("(campaigns|segments|surveys)/([a-z]+)\\d+", "$1/$2"));
    if (!place.matches()) {
      throw new IllegalStateException(told);
    }
    var path = place.group(1).replaceFirst("[.][a-z]+$", "") + "/";
    var words = place.group(3).strip();
    var at = place.group(2) == null ? "" : place.group(2).replaceFirst(": $", " ");
    return at + (words.startsWith(path) ? words.substring(path.length()) : words);
  }

  @Override
  public String toString() {
    return file + ": " + from.strip() + " => " + to.strip();
  }
}
