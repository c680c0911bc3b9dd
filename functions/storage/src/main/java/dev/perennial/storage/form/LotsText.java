package dev.perennial.storage.form;

import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Lots.Lot;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.TreeMap;

/**
 * Points by lot: {@code "2011-12:340 2011-01-20/2012-01:20"}, active lots without a day; a lot
 * alone is {@code 2011-01-20/2012-01} or {@code 2012-01}.
 */
final class LotsText {
  static final TextForm<Lots> FORM =
      new TextForm<>(Lots.class, "lots", LotsText::write, LotsText::read);
  static final TextForm<Lot> LOT =
      new TextForm<>(Lot.class, "a lot", LotsText::writeLot, LotsText::readLot);

  private LotsText() {}

  private static String write(Lots lots) {
    var text = new StringBuilder();
    lots.points()
        .forEach(
            (lot, count) -> {
              text.append(text.isEmpty() ? "" : " ");
              text.append(writeLot(lot)).append(':').append(count);
            });
    return text.toString();
  }

  private static Lots read(String text) {
    var points = new TreeMap<Lot, Long>();
    for (var item : TextForm.items(text, " ")) {
      var both = TextForm.pair(item, item.indexOf(':'));
      points.put(readLot(both[0]), Long.valueOf(both[1]));
    }
    return new Lots(points);
  }

  static String writeLot(Lot lot) {
    return lot.activation() == null
        ? lot.expiry().toString()
        : lot.activation() + "/" + lot.expiry();
  }

  static Lot readLot(String text) {
    var slash = text.indexOf('/');
    return new Lot(
        slash < 0 ? null : LocalDate.parse(text.substring(0, slash)),
        month(text.substring(slash + 1)));
  }

  /** A month as {@link YearMonth#toString} writes it: read far more often than anything else. */
  static YearMonth month(String text) {
    return text.length() == 7 && text.charAt(4) == '-'
        ? YearMonth.of(Integer.parseInt(text, 0, 4, 10), Integer.parseInt(text, 5, 7, 10))
        : YearMonth.parse(text);
  }
}
