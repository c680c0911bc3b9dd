package dev.perennial.orders;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The first line of an order file: which column stands where. */
final class Header {
  private static final int TWICE = -2;

  /** Of a file's own columns, so many are listed. */
  private static final int MOST_LISTED = 50;

  /** Places of columns by their names here. */
  private final Map<String, Integer> positions = new HashMap<>();

  /** The file's names of columns by their names here. */
  private final Map<String, String> labels = new HashMap<>();

  private final Map<String, Integer> exact = new HashMap<>();
  private final Map<String, Integer> folded = new HashMap<>();
  private final String file;
  private final String[] names;
  private final Notation notation;
  private final boolean chosen;

  /**
   * @throws OrderFileException naming the column that is missing or stands twice
   */
  Header(String file, String[] names, Columns columns, Notation notation) {
    this.file = file;
    this.names = names.clone();
    this.notation = notation;
    chosen = columns.chosen();
    for (int i = 0; i < names.length; i++) {
      var column = names[i].strip();
      // T and t are two columns where a file has both; a column without a name is nobody's
      if (exact.putIfAbsent(column, i) != null && !column.isEmpty()) {
        throw twice(column);
      }
      folded.merge(column.toLowerCase(Locale.ROOT), i, (_, _) -> TWICE);
    }
    for (var column : columns.all()) {
      var usual = columns.names(column, notation.columns());
      labels.put(column, usual.stream().filter(this::has).findFirst().orElse(usual.getFirst()));
    }
    var required = columns.required().stream().map(this::label).toList();
    for (var column : columns.all()) {
      var position = find(label(column), required);
      var asked = columns.required().contains(column) || notation.columns().containsKey(column);
      var other = columns.instead().get(column);
      if (position == null && asked && (other == null || !has(label(other)))) {
        throw missing(label(column), required);
      }
      if (position != null) {
        // found again without folding the case for each row
        positions.put(column, position);
      }
    }
  }

  private boolean has(String column) {
    return folded.containsKey(column.toLowerCase(Locale.ROOT));
  }

  private @Nullable Integer find(String column, List<String> required) {
    var same = exact.get(column);
    if (same != null) {
      return same;
    }
    var position = folded.get(column.toLowerCase(Locale.ROOT));
    if (position != null && position == TWICE) {
      throw twice(column);
    }
    // a file with T alone has no t
    return position != null && required.contains(names[position].strip()) ? null : position;
  }

  int size() {
    return names.length;
  }

  Notation notation() {
    return notation;
  }

  /** All columns as the file names them. */
  List<String> names() {
    return List.of(names);
  }

  /** The columns that nobody reads, as the file names them. */
  List<String> unread() {
    var unread = new ArrayList<String>();
    for (int i = 0; i < names.length; i++) {
      if (!positions.containsValue(i) && !names[i].isBlank()) {
        unread.add(names[i].strip());
      }
    }
    return unread;
  }

  /** What the file calls a column. */
  String label(String column) {
    return labels.getOrDefault(column, column);
  }

  /** The place of a column counted from 0, or -1 when the file doesn't have it. */
  int position(String column) {
    return positions.getOrDefault(column, -1);
  }

  private OrderFileException twice(String column) {
    return new OrderFileException(
        "%s has the column \"%s\" twice: its first line must name it once".formatted(file, column));
  }

  private OrderFileException missing(String column, List<String> required) {
    if (chosen && names.length > 1) {
      return new OrderFileException(
          "%s has no column \"%s\"; it has: %s"
              .formatted(
                  file,
                  column,
                  Stream.of(names).map(String::strip).limit(MOST_LISTED).collect(joining(", "))));
    }
    return new OrderFileException(
        "%s has no column \"%s\": its first line must name %s, in any order%s"
            .formatted(file, column, String.join(", ", required), separator()));
  }

  /** A hint when all columns look like one. */
  private String separator() {
    if (names.length == 1) {
      for (var other : List.of(";", "\t", "|", ",")) {
        if (names[0].contains(other)) {
          var shown = other.equals("\t") ? "tab" : other;
          return notation.separator() == null
              ? ". Its columns are separated by \"%s\"; they must be by commas, or say --separator \"%s\""
                  .formatted(shown, shown)
              : ". Its columns are separated by \"%s\", not as --separator says".formatted(shown);
        }
      }
    }
    return "";
  }
}
