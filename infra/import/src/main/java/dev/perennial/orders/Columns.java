package dev.perennial.orders;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a format knows of: its columns by their names here.
 *
 * @param required those that a file must have, in any order
 * @param optional those that are read where a file has them
 * @param instead a column that may stand for a required one
 * @param names what files of this format call them, where that is something else; the usual first
 * @param chosen whether somebody named them for one file, who is told what columns that has
 */
record Columns(
    List<String> required,
    List<String> optional,
    Map<String, String> instead,
    Map<String, List<String>> names,
    boolean chosen) {
  /** Columns of a format. */
  Columns(
      List<String> required,
      List<String> optional,
      Map<String, String> instead,
      Map<String, List<String>> names) {
    this(required, optional, instead, names, false);
  }

  /** Columns that are called what they are called here. */
  static Columns of(List<String> required) {
    return new Columns(required, List.of(), Map.of(), Map.of());
  }

  /** Columns that somebody named for one file. */
  static Columns chosen(List<String> named) {
    return new Columns(named, List.of(), Map.of(), Map.of(), true);
  }

  /** All that are known. */
  List<String> all() {
    return Stream.concat(required.stream(), optional.stream()).toList();
  }

  /**
   * What a file may call a column.
   *
   * @param said the names that somebody gave for this file
   */
  List<String> names(String column, Map<String, String> said) {
    var one = said.get(column);
    return one == null ? names.getOrDefault(column, List.of(column)) : List.of(one);
  }

  /**
   * Refuses names for columns that the format doesn't have.
   *
   * @throws OrderFileException naming the columns there are
   */
  void check(Map<String, String> said) {
    for (var column : said.keySet()) {
      if (!all().contains(column)) {
        throw new OrderFileException(
            "--columns names \"%s\"; this format has: %s"
                .formatted(column, String.join(", ", all())));
      }
    }
  }
}
