package dev.perennial.testkit;

import dev.perennial.emulator.template.Template;
import dev.perennial.orders.Terms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The project's own files, for tests that read them. */
public final class Project {
  /** The top folder: the nearest one above that holds template.yaml. */
  public static final Path TOP = top();

  /** How the project's own shop reads order files, on a day that is later than all of them. */
  public static final Terms TERMS =
      new Terms(
          ZoneId.of("Europe/London"),
          Currency.getInstance("GBP"),
          Instant.parse("2030-01-01T00:00:00Z"));

  private Project() {}

  /** The files below a folder that git would keep, in a stable order. */
  public static List<Path> files(String folder) {
    var start = TOP.resolve(folder);
    if (!Files.exists(start)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(start)) {
      return found
          .filter(Files::isRegularFile)
          .filter(file -> !TOP.relativize(file).toString().matches("(.*/)?(target|[.]git)/.*"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The programme of tests: the shipped points, segments and mails that {@code
   * infra/testkit/programme/files.txt} names, with a pace and two campaigns that stay as they are
   * whichever playbooks ship.
   */
  public static Path programme() {
    return SmallProgramme.FOLDER;
  }

  /** How many files of a kind the programme of tests has, such as segments. */
  public static int count(String kind) {
    try (var all = Files.list(programme().resolve(kind))) {
      return Math.toIntExact(all.count());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies the programme of tests into a folder, for a shop that changes some of it. */
  public static void copyProgramme(Path to) {
    var own = TOP.resolve("infra/testkit/programme");
    for (var name : text(Path.of("infra/testkit/programme/files.txt")).lines().toList()) {
      copy(TOP.resolve("programme").resolve(name), to.resolve(name));
    }
    for (var file : files("infra/testkit/programme")) {
      if (!file.endsWith("files.txt")) {
        copy(file, to.resolve(own.relativize(file).toString()));
      }
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copied when it is first asked for, for all tests of a JVM. */
  private static final class SmallProgramme {
    static final Path FOLDER = made();

    private static Path made() {
      try {
        var folder = Files.createTempDirectory("programme");
        copyProgramme(folder);
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The text of a file of the project. */
  public static String text(Path file) {
    try {
      return Files.readString(TOP.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The template, with the values that a laptop gives its parameters. */
  public static Template template() {
    return template(text(Path.of("template.yaml")), Map.of());
  }

  /**
   * A template's text, with the values that a laptop gives its parameters.
   *
   * @param others values beside those, or instead
   */
  public static Template template(String text, Map<String, String> others) {
    var parameters =
        new HashMap<>(
            Map.of(
                "AWS::StackName", "perennial",
                "Sender", "hello@shop.example.com",
                "PostalAddress", "Perennial Gifts, 1 Example Street, London N1 9GU",
                "BaseUrl", "https://shop.example.com"));
    parameters.putAll(others);
    return Template.parse("template.yaml", text, parameters);
  }

  private static Path top() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("template.yaml"))) {
      var parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException(
            "no template.yaml in or above " + Path.of("").toAbsolutePath());
      }
      folder = parent;
    }
    return folder;
  }
}
