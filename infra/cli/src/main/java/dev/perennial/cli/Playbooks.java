package dev.perennial.cli;

import dev.perennial.domain.programme.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The campaigns of a programme: those that are on, and those that were put aside. */
final class Playbooks {
  private static final String ENDING = ".yaml";

  private final Path on;
  private final Path off;

  Playbooks(Path programme) {
    on = programme.resolve("campaigns");
    off = programme.resolve("campaigns-off");
  }

  /** The ids of those that are on. */
  SortedSet<String> on() throws IOException {
    return ids(on);
  }

  /**
   * Those that somebody chose.
   *
   * @param asked ids, or nothing but {@code all} or {@code none}
   */
  SortedSet<String> chosen(List<String> asked) throws IOException {
    var all = new TreeSet<>(ids(on));
    all.addAll(ids(off));
    if (asked.equals(List.of("all"))) {
      return all;
    }
    if (asked.equals(List.of("none"))) {
      return new TreeSet<>();
    }
    for (var id : asked) {
      if (!all.contains(id)) {
        throw new Failed(
            "--playbooks: there is no %s in %s; there are %s%s"
                .formatted(id, on, String.join(", ", all), Nearest.meant(id, all)));
      }
    }
    return new TreeSet<>(asked);
  }

  /** Has these on, and all others aside; a file is moved, never written over. */
  void turn(SortedSet<String> chosen) throws IOException {
    for (var id : ids(off)) {
      if (chosen.contains(id)) {
        move(id, off, on);
      }
    }
    for (var id : ids(on)) {
      if (!chosen.contains(id)) {
        Files.createDirectories(off);
        move(id, on, off);
      }
    }
  }

  private static void move(String id, Path from, Path to) throws IOException {
    var target = to.resolve(id + ENDING);
    if (Files.exists(target)) {
      throw new Failed(target + " is in the way of " + from.resolve(id + ENDING));
    }
    Files.move(from.resolve(id + ENDING), target);
  }

  private static SortedSet<String> ids(Path folder) throws IOException {
    var ids = new TreeSet<String>();
    if (Files.isDirectory(folder)) {
      try (var files = Files.list(folder)) {
        files
            .map(each -> each.getFileName().toString())
            .filter(name -> name.endsWith(ENDING))
            .forEach(name -> ids.add(name.substring(0, name.length() - ENDING.length())));
      }
    }
    return ids;
  }
}
