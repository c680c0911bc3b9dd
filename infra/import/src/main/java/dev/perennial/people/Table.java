package dev.perennial.people;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table with tabs between its cells, kept beside these classes; lines with # are comments. */
final class Table {
  private Table() {}

  static List<String[]> read(String name) {
    var in = Table.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("the jar was built without " + name);
    }
    try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
