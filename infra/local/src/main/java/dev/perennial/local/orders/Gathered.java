package dev.perennial.local.orders;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines put together by what they belong to. The key holds the customer, so that an invoice that
 * named two customers would be two purchases, as ids are unique per customer.
 */
final class Gathered<L> {
  private static final Duration WRITTEN_WITHIN = Duration.ofHours(1);

  private final Map<Key, Group<L>> groups = new LinkedHashMap<>();

  /**
   * Adds a line.
   *
   * @param row that it stands on
   */
  void add(String id, String customerId, Instant at, L line, Row row) throws BrokenRow {
    var group = groups.computeIfAbsent(new Key(id, customerId), _ -> new Group<>(at, row.line()));
    if (Duration.between(group.at, at).abs().compareTo(WRITTEN_WITHIN) > 0) {
      throw new BrokenRow(
          "%s is of %s on line %d and of %s here; all its lines must be written within an hour"
              .formatted(id, group.at, group.first, at));
    }
    group.add(at, line);
  }

  /**
   * All groups that keep a rule, by time; the others are problems at their first line.
   *
   * @param broken says what is wrong with what a group became, null when nothing is
   */
  <T> List<T> mapSound(Shape<L, T> shape, Rule<T> broken, List<Problem> problems) {
    var sound = new ArrayList<T>();
    for (var group : byTime()) {
      var shaped = shape.of(group.getKey(), group.getValue().at, group.getValue().lines);
      var what = broken.broken(shaped);
      if (what == null) {
        sound.add(shaped);
      } else {
        problems.add(new Problem(group.getValue().first, what));
      }
    }
    return sound;
  }

  /** All groups by time, else in the file's order. */
  <T> List<T> map(Shape<L, T> shape) {
    return byTime().stream()
        .map(entry -> shape.of(entry.getKey(), entry.getValue().at, entry.getValue().lines))
        .toList();
  }

  private List<Map.Entry<Key, Group<L>>> byTime() {
    return groups.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getValue().at))
        .toList();
  }

  /**
   * @param id of the invoice
   */
  record Key(String id, String customerId) {}

  interface Shape<L, T> {
    T of(Key key, Instant at, List<L> lines);
  }

  interface Rule<T> {
    @Nullable String broken(T shaped);
  }

  private static final class Group<L> {
    private final List<L> lines = new ArrayList<>(4);
    private final long first;
    private Instant at;

    Group(Instant at, long first) {
      this.at = at;
      this.first = first;
    }

    /** An invoice written over two minutes has the earlier one. */
    void add(Instant at, L line) {
      this.at = at.isBefore(this.at) ? at : this.at;
      lines.add(line);
    }
  }
}
