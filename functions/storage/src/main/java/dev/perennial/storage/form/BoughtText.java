package dev.perennial.storage.form;

import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.purchases.LastBought;
import java.time.LocalDate;
import java.util.TreeMap;

/** When was last bought of what: {@code "brand/home:14944 category/christmas:14950"}. */
final class BoughtText {
  static final TextForm<LastBought> FORM =
      new TextForm<>(LastBought.class, "last bought", BoughtText::write, BoughtText::read);

  private BoughtText() {}

  private static String write(LastBought bought) {
    var text = new StringBuilder();
    bought
        .days()
        .forEach(
            (key, day) -> {
              text.append(text.isEmpty() ? "" : " ").append(key.kind().text());
              text.append('/')
                  .append(ClientId.escaped(key.name()))
                  .append(':')
                  .append(day.toEpochDay());
            });
    return text.toString();
  }

  private static LastBought read(String text) {
    var days = new TreeMap<LastBought.Key, LocalDate>();
    for (var item : TextForm.items(text, " ")) {
      var last = TextForm.pair(item, item.lastIndexOf(':')); // names may have colons, too
      var key = TextForm.pair(last[0], last[0].indexOf('/'));
      days.put(
          new LastBought.Key(kind(key[0]), ClientId.unescaped(key[1])),
          LocalDate.ofEpochDay(Long.parseLong(last[1])));
    }
    return new LastBought(days);
  }

  private static LastBought.Kind kind(String text) {
    for (var each : LastBought.Kind.values()) {
      if (each.text().equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("neither brand, category nor channel");
  }
}
