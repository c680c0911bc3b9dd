package dev.perennial.domain;

import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Lots.Lot;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Points as tests write them: {@code "2011-12:340 2011-01-20/2012-01:20"}, active lots first. */
public final class Notation {
  private Notation() {}

  public static Lots lots(String text) {
    var points = new TreeMap<Lot, Long>();
    for (var item : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
      var both = item.split(":", -1);
      points.put(lot(both[0]), Long.valueOf(both[1]));
    }
    return new Lots(points);
  }

  public static Lot lot(String text) {
    var parts = text.split("/", -1);
    return parts.length == 1
        ? new Lot(null, YearMonth.parse(parts[0]))
        : new Lot(LocalDate.parse(parts[0]), YearMonth.parse(parts[1]));
  }

  public static String text(Lots lots) {
    return lots.points().entrySet().stream()
        .map(entry -> entry.getKey() + ":" + entry.getValue())
        .collect(Collectors.joining(" "));
  }
}
