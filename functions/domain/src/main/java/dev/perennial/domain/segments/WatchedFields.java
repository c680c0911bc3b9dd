package dev.perennial.domain.segments;

import dev.perennial.domain.engagement.Watched;
import dev.perennial.domain.engagement.Watched.Kind;
import dev.perennial.domain.ledger.Account;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;

/** What was noted since some segment asks for it by name, as segments ask for it. */
public final class WatchedFields {
  private static final int[] WINDOWS = {30, 90};

  private WatchedFields() {}

  /** Days since each was last done, and of activities on how many days of a window. */
  public static void describe(Account account, ProfileFields.Into document) {
    var days = Watched.SLICE.in(account).days();
    for (var kind : Kind.values()) {
      days.forEach(
          (key, each) -> {
            if (key.kind() == kind) {
              document.addDaysSince(kind.objects().getFirst(), key.name(), each.last());
            }
          });
    }
    for (int i = 0; i < WINDOWS.length; i++) {
      var object = Kind.ACTIVITY.objects().get(i + 1);
      var length = WINDOWS[i];
      days.forEach(
          (key, each) -> {
            if (key.kind() == Kind.ACTIVITY) {
              document.addWithin(object, key.name(), counted(each), length);
            }
          });
    }
  }

  private static NavigableMap<LocalDate, Long> counted(NavigableSet<LocalDate> days) {
    var counted = new TreeMap<LocalDate, Long>();
    days.forEach(day -> counted.put(day, 1L));
    return counted;
  }
}
