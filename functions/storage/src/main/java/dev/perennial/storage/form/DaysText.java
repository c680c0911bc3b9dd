package dev.perennial.storage.form;

import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.ActiveDays.Day;
import dev.perennial.domain.ledger.ActiveDays.Month;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Active days: epoch day, orders, spend and points if any of the first day, then days since the one
 * before: {@code "14944:1:15300 3:2:990:9"}; months, when there are any, before a bar, with their
 * days as bits, the first day lowest, and the orders of days that have several: {@code
 * "2008-08:6:5000:0:3x2|14944:1:15300"}; bonuses, when there are any, behind a semicolon, by epoch
 * day: {@code "14944:1:15300;14950:25"}.
 */
final class DaysText {
  static final TextForm<ActiveDays> FORM =
      new TextForm<>(ActiveDays.class, "active days", DaysText::write, DaysText::read);

  private DaysText() {}

  private static String write(ActiveDays all) {
    var text = new StringBuilder();
    for (var month : all.months().entrySet()) {
      text.append(text.isEmpty() ? "" : " ").append(month.getKey()).append(':');
      text.append(month(month.getValue()));
    }
    text.append(all.months().isEmpty() ? "" : "|");
    var days = all.days();
    long before = 0;
    for (var entry : days.entrySet()) {
      var epoch = entry.getKey().toEpochDay();
      var day = entry.getValue();
      text.append(entry.getKey().equals(days.firstKey()) ? "" : " ").append(epoch - before);
      text.append(':').append(day.orders()).append(':').append(day.spend());
      text.append(day.points() == 0 ? "" : ":" + day.points());
      before = epoch;
    }
    var bonuses = all.bonuses();
    bonuses.forEach(
        (date, points) -> {
          text.append(date.equals(bonuses.firstKey()) ? ";" : " ");
          text.append(date.toEpochDay()).append(':').append(points);
        });
    return text.toString();
  }

  private static String month(Month month) {
    int bits = 0;
    var several = new StringBuilder();
    for (var day : month.ordersByDay().entrySet()) {
      bits |= 1 << (day.getKey() - 1);
      if (day.getValue() > 1) {
        several.append(several.isEmpty() ? ":" : ",");
        several.append(day.getKey()).append('x').append(day.getValue());
      }
    }
    var text = Integer.toHexString(bits) + ":" + month.spend();
    return month.points() == 0 && several.isEmpty() ? text : text + ":" + month.points() + several;
  }

  private static ActiveDays read(String all) {
    var semicolon = all.indexOf(';');
    var text = semicolon < 0 ? all : all.substring(0, semicolon);
    var bar = text.indexOf('|');
    var months = new TreeMap<YearMonth, Month>();
    for (var item : bar < 0 ? new String[0] : text.substring(0, bar).split(" ", -1)) {
      var f = item.split(":", -1);
      months.put(LotsText.month(f[0]), month(f));
    }
    return new ActiveDays(
        months,
        days(text.substring(bar + 1)),
        bonuses(semicolon < 0 ? "" : all.substring(semicolon + 1)));
  }

  private static NavigableMap<LocalDate, Day> days(String text) {
    var days = new TreeMap<LocalDate, Day>();
    long epoch = 0;
    for (var item : TextForm.items(text, " ")) {
      var f = item.split(":", -1);
      epoch += Long.parseLong(f[0]);
      var points = f.length > 3 ? Long.parseLong(f[3]) : 0;
      days.put(
          LocalDate.ofEpochDay(epoch),
          new Day(Integer.parseInt(f[1]), Long.parseLong(f[2]), points));
    }
    return days;
  }

  private static NavigableMap<LocalDate, Long> bonuses(String text) {
    var bonuses = new TreeMap<LocalDate, Long>();
    for (var item : TextForm.items(text, " ")) {
      var both = TextForm.pair(item, item.indexOf(':'));
      bonuses.put(LocalDate.ofEpochDay(Long.parseLong(both[0])), Long.valueOf(both[1]));
    }
    return bonuses;
  }

  private static Month month(String[] f) {
    var orders = new TreeMap<Integer, Integer>();
    var bits = Integer.parseUnsignedInt(f[1], 16);
    for (int i = 0; i < 31; i++) {
      if ((bits >>> i & 1) == 1) {
        orders.put(i + 1, 1);
      }
    }
    for (var each : f.length > 4 ? f[4].split(",", -1) : new String[0]) {
      var both = TextForm.pair(each, each.indexOf('x'));
      orders.put(Integer.valueOf(both[0]), Integer.valueOf(both[1]));
    }
    return new Month(orders, Long.parseLong(f[2]), f.length > 3 ? Long.parseLong(f[3]) : 0);
  }
}
