package dev.perennial.orders;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines put together by what they belong to. The key holds the customer, so that an invoice that
 * named two customers would be two purchases, as ids are unique per customer.
 */
final class Gathered<L> {
  private static final Duration WRITTEN_WITHIN = Duration.ofHours(1);

  private final Map<Key, Group<L>> groups = new LinkedHashMap<>();
  private final List<Broken> broken = new ArrayList<>();
  private final String noun;

  /**
   * @param noun what a group is, for people
   */
  Gathered(String noun) {
    this.noun = noun;
  }

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
   * Takes note of a row that is wrong.
   *
   * @param idColumn names what it belongs to, if it can be read
   */
  void broken(String idColumn, String customerColumn, Row row, String what) {
    broken(
        row.text(idColumn),
        row.text(customerColumn),
        row.isWhole() && row.hasId(customerColumn),
        row.line(),
        what);
  }

  /**
   * Takes note of a line that is wrong.
   *
   * @param id of what it belongs to, as far as it can be read
   * @param namesCustomer whether the customer is certain
   */
  void broken(String id, String customerId, boolean namesCustomer, long line, String what) {
    broken.add(new Broken(new Key(id, customerId), namesCustomer, line, what));
  }

  /**
   * Leaves out each group of which a line was broken, as it would be recorded without the line for
   * ever; to be called once, after the last line. A line whose customer can't be read is of the
   * only group that has its id, if it is the only one.
   *
   * @return a problem for each broken line
   */
  List<Problem> leaveOutBroken() {
    var byId = groups.keySet().stream().collect(Collectors.groupingBy(Key::id));
    var problems = new ArrayList<Problem>();
    for (var each : broken) {
      var named = byId.getOrDefault(each.key.id, List.of());
      var of = groups.containsKey(each.key) ? each.key : null;
      if (of == null && !each.namesCustomer && named.size() == 1) {
        of = named.getFirst();
      }
      var told = of == null ? "" : "; %s %s is left out whole".formatted(noun, of.id);
      problems.add(new Problem(each.line, each.what + told, of));
    }
    problems.forEach(problem -> groups.remove(problem.of()));
    return problems;
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
   * @param key as far as it can be read
   * @param namesCustomer whether the customer in it is certain
   */
  private record Broken(Key key, boolean namesCustomer, long line, String what) {}

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
