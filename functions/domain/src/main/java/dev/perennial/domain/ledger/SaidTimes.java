package dev.perennial.domain.ledger;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When what a profile says was said: of each field the latest business time. What was cleared has
 * one as well, so that an older word doesn't bring it back.
 *
 * @param all when all of it was said at once, null for never
 * @param each what was said later than that, by field: {@code email}, {@code attributes/size}, or
 *     {@code attributes} for all of these
 */
public record SaidTimes(@Nullable Instant all, Map<String, Instant> each) {
  /** Of a profile that nobody told the time of. */
  public static final SaidTimes NONE = new SaidTimes(null, Map.of());

  /** What the keys of attributes begin with. */
  public static final String ATTRIBUTES = "attributes";

  /** Times of attributes that there are no more. */
  private static final int MAX_CLEARED = 100;

  public SaidTimes {
    each = Collections.unmodifiableMap(new TreeMap<>(each));
  }

  /** The key of an attribute. */
  public static String attribute(String name) {
    return ATTRIBUTES + "/" + name;
  }

  /** When a field was last said to be something, or nothing; long ago when that is not known. */
  public Instant of(String key) {
    var time = later(all == null ? Instant.MIN : all, each.get(key));
    return key.startsWith(ATTRIBUTES + "/") ? later(time, each.get(ATTRIBUTES)) : time;
  }

  /** The times once a field was said at one; an earlier one changes nothing. */
  public SaidTimes with(String key, Instant at) {
    if (!at.isAfter(of(key))) {
      return this;
    }
    var next = new TreeMap<>(each);
    next.put(key, at);
    return new SaidTimes(all, next);
  }

  /** The times once all was said at one; what was said later stays. */
  public SaidTimes withAll(Instant at) {
    if (all != null && !at.isAfter(all)) {
      return this;
    }
    var next = new TreeMap<>(each);
    next.values().removeIf(time -> !time.isAfter(at));
    return new SaidTimes(at, next);
  }

  /** The times without the oldest of attributes that are not there, beyond a hundred of them. */
  SaidTimes bounded(Set<String> attributes) {
    var cleared =
        each.keySet().stream()
            .filter(key -> key.startsWith(ATTRIBUTES + "/"))
            .filter(key -> !attributes.contains(key.substring(ATTRIBUTES.length() + 1)))
            .sorted(Comparator.comparing(this::of).reversed())
            .skip(MAX_CLEARED)
            .toList();
    if (cleared.isEmpty()) {
      return this;
    }
    var next = new TreeMap<>(each);
    next.keySet().removeAll(cleared);
    return new SaidTimes(all, next);
  }

  private static Instant later(Instant one, @Nullable Instant other) {
    return other != null && other.isAfter(one) ? other : one;
  }
}
