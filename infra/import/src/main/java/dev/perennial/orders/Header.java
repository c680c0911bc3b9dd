package dev.perennial.orders;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The first line of an order file: which column stands where. */
final class Header {
  private static final int TWICE = -2;

  private final Map<String, Integer> positions = new HashMap<>();
  private final String[] names;

  /**
   * @throws OrderFileException naming the column that is missing or stands twice
   */
  Header(String file, String[] names, List<String> required) {
    this.names = names.clone();
    var folded = new HashMap<String, Integer>();
    for (int i = 0; i < names.length; i++) {
      var column = names[i].strip();
      // T and t are two columns where a file has both; a column without a name is nobody's
      if (positions.putIfAbsent(column, i) != null && !column.isEmpty()) {
        throw twice(file, column);
      }
      folded.merge(column.toLowerCase(Locale.ROOT), i, (_, _) -> TWICE);
    }
    for (var column : required) {
      var exact = positions.get(column);
      var position = exact == null ? folded.get(column.toLowerCase(Locale.ROOT)) : exact;
      if (exact == null
          && position != null
          && position != TWICE
          && required.contains(names[position].strip())) {
        position = null; // a file with T alone has no t
      }
      if (position != null && position == TWICE) {
        throw twice(file, column);
      }
      if (position == null) {
        throw new OrderFileException(
            "%s has no column \"%s\": its first line must name %s, in any order%s"
                .formatted(file, column, String.join(", ", required), separator(names)));
      }
      // found again by its exact name, without folding the case for each row
      positions.put(column, position);
    }
  }

  int size() {
    return names.length;
  }

  /** All columns as the file names them. */
  List<String> names() {
    return List.of(names);
  }

  /** The place of a column counted from 0, or -1 when the file doesn't have it. */
  int position(String column) {
    return positions.getOrDefault(column, -1);
  }

  private static OrderFileException twice(String file, String column) {
    return new OrderFileException(
        "%s has the column \"%s\" twice: its first line must name it once".formatted(file, column));
  }

  /** A hint when all columns look like one. */
  private static String separator(String[] names) {
    if (names.length == 1) {
      for (var other : List.of(";", "\t", "|")) {
        if (names[0].contains(other)) {
          return ". Its columns are separated by \"%s\"; they must be by commas"
              .formatted(other.equals("\t") ? "tab" : other);
        }
      }
    }
    return "";
  }
}
