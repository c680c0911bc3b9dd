package dev.perennial.domain.engagement;

import dev.perennial.domain.ledger.Slice;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * On which days a customer did what segments ask for by its name: bought a product, or was active
 * in some way. There are more of these than an account can hold, so only what some segment asks for
 * is noted, from then on; of each kind the latest {@value #MAX_KEPT} names are kept. Immutable.
 *
 * @param days by what was done: of each the latest, and those before it in the kind's window
 */
public record Watched(NavigableMap<Key, NavigableSet<LocalDate>> days) {
  /** Nothing was noted. */
  public static final Watched NONE = new Watched(new TreeMap<>());

  /** The account's. */
  public static final Slice<Watched> SLICE =
      Slice.personal("watched", Watched.class, NONE, Watched::merged);

  /** How many names of a kind the segments of a programme may ask for. */
  public static final int MAX_ASKED = 20;

  /** A few more than are asked for: segments change, and what was noted for others stands yet. */
  private static final int MAX_KEPT = 30;

  public Watched {
    var copy = new TreeMap<Key, NavigableSet<LocalDate>>();
    days.forEach((key, each) -> copy.put(key, Collections.unmodifiableNavigableSet(each)));
    days = Collections.unmodifiableNavigableMap(copy);
  }

  /** What can be done by name. */
  public enum Kind {
    /** A product was bought, or one of a family. */
    SKU("sku", 1),
    /** An activity was reported. */
    ACTIVITY("activity", 90);

    private final String text;
    private final int window;

    /**
     * @param window how many days up to the latest are kept
     */
    Kind(String text, int window) {
      this.text = text;
      this.window = window;
    }

    /** As stored: {@code sku} or {@code activity}. */
    public String text() {
      return text;
    }

    /**
     * The objects of the profile document in which segments ask for names; first the days since.
     */
    public List<String> objects() {
      return switch (this) {
        case SKU -> List.of("skus");
        case ACTIVITY -> List.of("activities", "activityDays30", "activityDays90");
      };
    }
  }

  /** One thing that can be done. */
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

  /** Whether nothing new would be noted of what was done on a day. */
  public boolean has(Kind kind, Collection<String> names, LocalDate day) {
    return plus(kind, names, day).equals(this);
  }

  /** These after something was done. */
  public Watched plus(Kind kind, Collection<String> names, LocalDate day) {
    if (names.isEmpty()) {
      return this;
    }
    var next = new TreeMap<Key, NavigableSet<LocalDate>>(days);
    names.forEach(name -> note(next, new Key(kind, name), List.of(day)));
    keepLatest(next, kind);
    return new Watched(next);
  }

  /** Those of one person who was two customers. */
  private Watched merged(Watched other) {
    var next = new TreeMap<Key, NavigableSet<LocalDate>>(days);
    other.days.forEach((key, each) -> note(next, key, each));
    for (var kind : Kind.values()) {
      keepLatest(next, kind);
    }
    return new Watched(next);
  }

  private static void note(
      Map<Key, NavigableSet<LocalDate>> days, Key key, Collection<LocalDate> more) {
    var next = new TreeSet<>(more);
    next.addAll(days.getOrDefault(key, Collections.emptyNavigableSet()));
    next.headSet(next.last().minusDays(key.kind.window - 1L)).clear();
    days.put(key, next);
  }

  private static void keepLatest(Map<Key, NavigableSet<LocalDate>> days, Kind kind) {
    var oldestFirst =
        days.entrySet().stream()
            .filter(each -> each.getKey().kind == kind)
            .sorted(
                Comparator.comparing(
                        (Map.Entry<Key, NavigableSet<LocalDate>> each) -> each.getValue().last())
                    .thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .toList();
    oldestFirst.subList(0, Math.max(0, oldestFirst.size() - MAX_KEPT)).forEach(days::remove);
  }
}
