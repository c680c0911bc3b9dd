package dev.perennial.local.orders;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The first line of an order file: which column stands where. */
final class Header {
  private final Map<String, Integer> positions = new HashMap<>();
  private final int size;

  /**
   * @throws OrderFileException naming the columns that are missing
   */
  Header(String file, String[] names, List<String> required) {
    size = names.length;
    for (int i = 0; i < names.length; i++) {
      positions.putIfAbsent(names[i].strip().toLowerCase(Locale.ROOT), i);
    }
    for (var column : required) {
      var position = positions.get(column.toLowerCase(Locale.ROOT));
      if (position == null) {
        throw new OrderFileException(
            "%s has no column \"%s\": its first line must name %s, in any order"
                .formatted(file, column, String.join(", ", required)));
      }
      // found again by its exact name, without folding the case for each row
      positions.put(column, position);
    }
  }

  int size() {
    return size;
  }

  /** The place of a column counted from 0, or -1 when the file doesn't have it. */
  int position(String column) {
    return positions.getOrDefault(column, -1);
  }
}
