package dev.perennial.domain.purchases;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Slice;
import dev.perennial.domain.segments.ProfileFields;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last day on which something of a category, of a brand, or through a channel was bought; also
 * when it went back later, since it was wanted. Of each kind the latest few are kept. Immutable.
 *
 * @param days by kind and name
 */
public record LastBought(NavigableMap<Key, LocalDate> days) {
  /** Nothing was bought. */
  public static final LastBought NONE = new LastBought(new TreeMap<>());

  /** The account's. */
  public static final Slice<LastBought> SLICE =
      Slice.personal("bought", LastBought.class, NONE, LastBought::merged);

  public LastBought {
    days = Collections.unmodifiableNavigableMap(new TreeMap<>(days));
  }

  /** What something was bought of. */
  public enum Kind {
    /** The shop's product line. */
    BRAND("brand", 8),
    /** The category of a line. */
    CATEGORY("category", 12),
    /** Where it was bought. */
    CHANNEL("channel", 4);

    private final String text;

    /** Some 20 bytes each in the account's item. */
    private final int max;

    Kind(String text, int max) {
      this.text = text;
      this.max = max;
    }

    /** As stored: {@code brand}, {@code category} or {@code channel}. */
    public String text() {
      return text;
    }
  }

  /** One brand, category or channel. */
  public record Key(Kind kind, String name) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::kind).thenComparing(Key::name);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return kind.text + "/" + name;
    }
  }

  /** How many days ago something was last bought of each, for segments. */
  public static void describe(Account account, ProfileFields.Into document) {
    SLICE
        .in(account)
        .days
        .forEach((key, day) -> document.addDaysSince(object(key.kind), key.name, day));
  }

  private static String object(Kind kind) {
    return switch (kind) {
      case BRAND -> "brands";
      case CATEGORY -> "categories";
      case CHANNEL -> "channels";
    };
  }

  /** The days of one person who was two customers. */
  private LastBought merged(LastBought other) {
    var next = new TreeMap<>(days);
    other.days.forEach((key, day) -> note(next, key.kind, key.name, day));
    for (var kind : Kind.values()) {
      keepLatest(next, kind);
    }
    return new LastBought(next);
  }

  /** These days after a purchase. */
  LastBought after(Purchased fact, LocalDate day) {
    var next = new TreeMap<>(days);
    note(next, Kind.BRAND, fact.brand(), day);
    note(next, Kind.CHANNEL, fact.channel(), day);
    return after(next, fact.lines(), day);
  }

  /** These days after an order has other lines. */
  LastBought after(PaidLines lines, LocalDate day) {
    return after(new TreeMap<>(days), lines, day);
  }

  private LastBought after(TreeMap<Key, LocalDate> next, PaidLines lines, LocalDate day) {
    lines.list().forEach(line -> note(next, Kind.CATEGORY, line.category(), day));
    if (next.size() > days.size()) {
      for (var kind : Kind.values()) {
        keepLatest(next, kind);
      }
    }
    return new LastBought(next);
  }

  private static void keepLatest(Map<Key, LocalDate> days, Kind kind) {
    var oldestFirst =
        days.entrySet().stream()
            .filter(each -> each.getKey().kind == kind)
            .sorted(Map.Entry.<Key, LocalDate>comparingByValue().thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .toList();
    oldestFirst.subList(0, Math.max(0, oldestFirst.size() - kind.max)).forEach(days::remove);
  }

  private static void note(
      Map<Key, LocalDate> days, Kind kind, @Nullable String name, LocalDate day) {
    if (name != null) {
      days.merge(new Key(kind, name), day, (one, other) -> one.isAfter(other) ? one : other);
    }
  }
}
