package dev.perennial.storage.form;

import dev.perennial.domain.engagement.MailDays;
import java.time.LocalDate;
import java.util.TreeMap;

/**
 * Mails by their days: {@code "3 14850 14944:2"}, all of them and how many on which day; empty for
 * none.
 */
final class MailDaysText {
  static final TextForm<MailDays> FORM =
      new TextForm<>(MailDays.class, "mails", MailDaysText::write, MailDaysText::read);

  private MailDaysText() {}

  static String write(MailDays mails) {
    if (mails.mails() == 0) {
      return "";
    }
    var text = new StringBuilder(Long.toString(mails.mails()));
    mails
        .days()
        .forEach(
            (day, count) ->
                text.append(' ').append(day.toEpochDay()).append(count == 1 ? "" : ":" + count));
    return text.toString();
  }

  static MailDays read(String text) {
    if (text.isEmpty()) {
      return MailDays.NONE;
    }
    var items = text.split(" ", -1);
    var days = new TreeMap<LocalDate, Long>();
    for (int i = 1; i < items.length; i++) {
      int colon = items[i].indexOf(':');
      var day =
          LocalDate.ofEpochDay(Long.parseLong(colon < 0 ? items[i] : items[i].substring(0, colon)));
      if (!days.isEmpty() && !day.isAfter(days.lastKey())) {
        throw new IllegalArgumentException("not in the order of days");
      }
      days.put(day, colon < 0 ? 1 : Long.parseLong(items[i].substring(colon + 1)));
    }
    return new MailDays(Long.parseLong(items[0]), days);
  }
}
