package dev.perennial.local.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines put together by what they belong to. The key holds the customer, so that an invoice that
 * named two customers would be two purchases, as ids are unique per customer.
 */
final class Gathered<L> {
  private final Map<Key, Group<L>> groups = new LinkedHashMap<>();

  void add(String id, String customerId, Instant at, L line) {
    groups.computeIfAbsent(new Key(id, customerId), key -> new Group<>(at)).add(at, line);
  }

  /** All groups by time, else in the file's order. */
  <T> List<T> map(Shape<L, T> shape) {
    return groups.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getValue().at))
        .map(entry -> shape.of(entry.getKey(), entry.getValue().at, entry.getValue().lines))
        .toList();
  }

  /**
   * @param id of the invoice
   */
  record Key(String id, String customerId) {}

  interface Shape<L, T> {
    T of(Key key, Instant at, List<L> lines);
  }

  private static final class Group<L> {
    private final List<L> lines = new ArrayList<>(4);
    private Instant at;

    Group(Instant at) {
      this.at = at;
    }

    /** An invoice written over two minutes has the earlier one. */
    void add(Instant at, L line) {
      this.at = at.isBefore(this.at) ? at : this.at;
      lines.add(line);
    }
  }
}
