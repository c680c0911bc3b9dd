package dev.perennial.local.orders;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The first line of an order file: which column stands where. */
final class Header {
  private final Map<String, Integer> positions = new HashMap<>();
  private final String[] names;

  /**
   * @throws OrderFileException naming the columns that are missing
   */
  Header(String file, String[] names, List<String> required) {
    this.names = names.clone();
    var folded = new HashMap<String, Integer>();
    for (int i = 0; i < names.length; i++) {
      // T and t are two columns where a file has both
      positions.putIfAbsent(names[i].strip(), i);
      folded.putIfAbsent(names[i].strip().toLowerCase(Locale.ROOT), i);
    }
    for (var column : required) {
      var exact = positions.get(column);
      var position = exact == null ? folded.get(column.toLowerCase(Locale.ROOT)) : exact;
      if (exact == null && position != null && required.contains(names[position].strip())) {
        position = null; // a file with T alone has no t
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
