package dev.perennial.storage.form;

import dev.perennial.domain.engagement.Watched;
import dev.perennial.domain.ledger.ClientId;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When was done what segments ask for: {@code "activity/viewed:14944/5 sku/85123A:14950"}, the
 * latest day, and behind it in hexadecimal the days before: bit 0 is the day before it.
 */
final class WatchedText {
  static final TextForm<Watched> FORM =
      new TextForm<>(Watched.class, "watched", WatchedText::write, WatchedText::read);

  private static final int LONGEST = 400;

  private WatchedText() {}

  private static String write(Watched watched) {
    var text = new StringBuilder();
    watched
        .days()
        .forEach(
            (key, days) -> {
              text.append(text.isEmpty() ? "" : " ").append(key.kind().text());
              text.append('/').append(ClientId.escaped(key.name())).append(':');
              write(text, days);
            });
    return text.toString();
  }

  private static void write(StringBuilder text, NavigableSet<LocalDate> days) {
    long last = days.last().toEpochDay();
    text.append(last);
    if (days.size() > 1) {
      var before = BigInteger.ZERO;
      for (var day : days.headSet(days.last())) {
        before = before.setBit((int) (last - day.toEpochDay() - 1));
      }
      text.append('/').append(before.toString(16));
    }
  }

  private static Watched read(String text) {
    var days = new TreeMap<Watched.Key, NavigableSet<LocalDate>>();
    for (var item : TextForm.items(text, " ")) {
      var both = TextForm.pair(item, item.lastIndexOf(':')); // names may have colons, too
      var key = TextForm.pair(both[0], both[0].indexOf('/'));
      days.put(new Watched.Key(kind(key[0]), ClientId.unescaped(key[1])), days(both[1]));
    }
    return new Watched(days);
  }

  private static NavigableSet<LocalDate> days(String text) {
    var parts = text.split("/", -1);
    var last = LocalDate.ofEpochDay(Long.parseLong(parts[0]));
    var days = new TreeSet<LocalDate>();
    days.add(last);
    if (parts.length > 1) {
      var before = new BigInteger(parts[1], 16);
      if (before.signum() <= 0 || before.bitLength() > LONGEST) {
        throw new IllegalArgumentException("no days");
      }
      for (int i = 0; i < before.bitLength(); i++) {
        if (before.testBit(i)) {
          days.add(last.minusDays(i + 1L));
        }
      }
    }
    return days;
  }

  private static Watched.Kind kind(String text) {
    for (var each : Watched.Kind.values()) {
      if (each.text().equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("neither sku nor activity");
  }
}
