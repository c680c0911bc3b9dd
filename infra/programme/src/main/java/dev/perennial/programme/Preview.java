package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Changes.TierMove;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.runtime.scan.FullScan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a new version of the programme changes, for whom, before it is written: every customer is
 * judged by both at the same instant, so that what time alone has changed is not counted.
 *
 * @param files that differ
 * @param customers that were judged: those with an account who were not erased
 * @param tiers how many go from one tier to another
 * @param segments that somebody enters or leaves, by id
 * @param campaigns whose files differ, by id
 * @param rules of points and rewards that differ, in the order of their paths
 */
public record Preview(
    FileChanges files,
    long customers,
    SortedMap<TierMove, Long> tiers,
    SortedMap<String, Moves> segments,
    SortedMap<String, CampaignChange> campaigns,
    List<Rule> rules) {
  private static final int PARTS = 16;
  private static final String NOTHING = "nothing";

  public Preview {
    tiers = Collections.unmodifiableSortedMap(tiers);
    segments = Collections.unmodifiableSortedMap(segments);
    campaigns = Collections.unmodifiableSortedMap(campaigns);
    rules = List.copyOf(rules);
  }

  /** How many customers enter and leave a segment. */
  public record Moves(long entered, long left) {
    private Moves plus(Moves other) {
      return new Moves(entered + other.entered, left + other.left);
    }
  }

  /** One rule by its path in the files, such as {@code loyalty/earn/rate}, as JSON. */
  public record Rule(String path, String from, String to) {}

  /** How many customers change their tier. */
  public long tierChanges() {
    return tiers.values().stream().mapToLong(each -> each).sum();
  }

  static Preview of(
      JsonNode filesBefore,
      JsonNode filesAfter,
      Rules before,
      Rules after,
      CustomerStore customers,
      Instant now) {
    var files = FileChanges.between(filesBefore, filesAfter);
    var count = new Count(before, after, now, files.campaigns());
    FullScan.each(customers, PARTS, count::add);
    return count.counted(files, rules(filesBefore, filesAfter));
  }

  /** Counts over customers, one after another. */
  private static final class Count {
    private final Rules before;
    private final Rules after;
    private final Instant now;
    private final TreeMap<TierMove, Long> tiers =
        new TreeMap<>(Comparator.comparing(TierMove::from).thenComparing(TierMove::to));
    private final TreeMap<String, Moves> segments = new TreeMap<>();
    private final TreeMap<String, CampaignChange.Count> campaigns = new TreeMap<>();
    private long judged;

    Count(Rules before, Rules after, Instant now, List<String> changed) {
      this.before = before;
      this.after = after;
      this.now = now;
      changed.forEach(id -> campaigns.put(id, new CampaignChange.Count(id, after, now)));
    }

    void add(Customer customer) {
      var account = customer.account();
      if (account == null || account.erased()) {
        return;
      }
      judged++;
      var old = Evaluation.evaluate(account, customer.profile(), before, now);
      var next = Evaluation.evaluate(account, customer.profile(), after, now);
      if (!old.tier().equals(next.tier())) {
        tiers.merge(new TierMove(old.tier(), next.tier()), 1L, Long::sum);
      }
      add(old.segments(), next.segments(), new Moves(0, 1));
      add(next.segments(), old.segments(), new Moves(1, 0));
      campaigns.values().forEach(each -> each.add(customer, next));
    }

    /** Counts the segments that are in one list and not in another. */
    private void add(List<String> in, List<String> notIn, Moves as) {
      for (var id : in) {
        if (!notIn.contains(id)) {
          segments.merge(id, as, Moves::plus);
        }
      }
    }

    Preview counted(FileChanges files, List<Rule> rules) {
      var changes = new TreeMap<String, CampaignChange>();
      campaigns.forEach((id, each) -> changes.put(id, each.counted()));
      return new Preview(files, judged, tiers, segments, changes, rules);
    }
  }

  private static List<Rule> rules(JsonNode before, JsonNode after) {
    var old = new TreeMap<String, String>();
    var next = new TreeMap<String, String>();
    for (var file : List.of("loyalty", "rewards", "rates")) {
      flatten(file, before.path(file), old);
      flatten(file, after.path(file), next);
    }
    var paths = new TreeSet<>(old.keySet());
    paths.addAll(next.keySet());
    var rules = new ArrayList<Rule>();
    for (var path : paths) {
      var from = Objects.requireNonNullElse(old.get(path), NOTHING);
      var to = Objects.requireNonNullElse(next.get(path), NOTHING);
      if (!from.equals(to)) {
        rules.add(new Rule(path, from, to));
      }
    }
    return rules;
  }

  /** Lists of objects by their place, lists of values whole. */
  private static void flatten(String path, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      node.properties().forEach(each -> flatten(path + "/" + each.getKey(), each.getValue(), into));
    } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(path + "/" + i, node.get(i), into);
      }
    } else if (!node.isMissingNode()) {
      into.put(path, node.toString());
    }
  }
}
