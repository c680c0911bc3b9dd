package dev.perennial.domain.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The history of one person, under every id that the person has or had: lines stay where they were
 * written. Of nearly all it is one customer's.
 */
public final class PersonHistory {
  private final HistoryStore history;
  private final Customer customer;
  private final List<String> ids;

  private PersonHistory(HistoryStore history, Customer customer, List<String> ids) {
    this.history = history;
    this.customer = customer;
    this.ids = ids;
  }

  /** A customer's, and that of those who were merged into it. */
  public static PersonHistory of(HistoryStore history, Customer customer) {
    var ids = new ArrayList<>(List.of(customer.customerId()));
    // whoever was merged last is nearest: that one's word counts before those merged into it
    ids.addAll(customer.allFormerIds().reversed());
    return new PersonHistory(history, customer, ids);
  }

  /**
   * The line with a key: the customer's own, or else that of the nearest former id. Of what stands
   * under a purchase, that of the order that counts.
   */
  public Optional<HistoryLine> find(String lineId) {
    var lines =
        ids.size() > 1 && lineId.startsWith(LineId.PURCHASES)
            ? counting(LineId.purchaseOf(lineId)).stream().filter(line -> line.id().equals(lineId))
            : ids.stream().flatMap(id -> history.find(id, lineId).stream());
    return lines.findFirst();
  }

  /** All lines whose key begins with a text: by id, the own first, in the order of the keys. */
  public List<HistoryLine> startingWith(String prefix) {
    var lines = new ArrayList<HistoryLine>();
    ids.forEach(id -> lines.addAll(history.startingWith(id, prefix)));
    return lines;
  }

  /** The refunds of a purchase that isn't recorded yet; of one that two ids reported, the own. */
  public List<HistoryLine> waitingFor(String purchaseId) {
    var byKey = new LinkedHashMap<String, HistoryLine>();
    startingWith(LineId.refundsOf(purchaseId)).forEach(line -> byKey.putIfAbsent(line.id(), line));
    return List.copyOf(byKey.values());
  }

  /** The lines of a purchase and of what is under it, in the order in which they were recorded. */
  public List<HistoryLine> ofPurchase(String purchaseId) {
    var prefix = LineId.purchase(purchaseId);
    if (ids.size() == 1) {
      return ofPurchase(ids.getFirst(), prefix);
    }
    return counting(prefix);
  }

  /** Not those of purchases whose ids begin with that of this one: a dollar follows the hash. */
  private List<HistoryLine> ofPurchase(String id, String key) {
    return history.between(id, key, key + "$", Integer.MAX_VALUE);
  }

  private List<HistoryLine> counting(String key) {
    var lines = ids.stream().flatMap(id -> ofPurchase(id, key).stream()).toList();
    var own = customer.own(lines);
    // one of before an erasure is told as such only when there is no other
    return ofKey(key, own.isEmpty() ? lines : own);
  }

  /** All purchases that count, and what is under them. */
  public List<HistoryLine> ofPurchases() {
    var lines = startingWith(LineId.PURCHASES);
    if (ids.size() == 1) {
      return lines;
    }
    var own = customer.own(lines);
    return own.stream()
        .map(line -> LineId.purchaseOf(line.id()))
        .distinct()
        .flatMap(key -> ofKey(key, own).stream())
        .toList();
  }

  /**
   * Of a person's lines those of one order, in the order in which they were recorded. Where several
   * ids had it, one copy counts: not one that was taken back at a merge, and else the nearest. What
   * an id without a copy wrote is of the nearest copy of those that were merged into it.
   *
   * @param lines by id, the own first and then the nearest
   */
  public static List<HistoryLine> ofOrder(String purchaseId, List<HistoryLine> lines) {
    return ofKey(LineId.purchase(purchaseId), lines);
  }

  /** A copy of an order, with what was written of it. */
  private static final class Copy {
    private final List<HistoryLine> lines = new ArrayList<>();
    private boolean takenBack;
  }

  private static List<HistoryLine> ofKey(String key, List<HistoryLine> lines) {
    var byId = new LinkedHashMap<String, List<HistoryLine>>();
    for (var line : lines) {
      if (line.id().equals(key) || line.id().startsWith(key + "#")) {
        byId.computeIfAbsent(line.customerId(), _ -> new ArrayList<>()).add(line);
      }
    }
    var copies = new ArrayList<Copy>();
    var before = new ArrayList<HistoryLine>();
    // from the farthest, who wrote no more when the next began
    for (var ofId : List.copyOf(byId.values()).reversed()) {
      ofId.sort(Comparator.comparingLong(HistoryLine::seq));
      if (holds(ofId, key)) {
        copies.add(new Copy());
      }
      var copy = nearest(copies);
      (copy == null ? before : copy.lines).addAll(ofId);
      if (copy != null && holds(ofId, LineId.takenBack(key))) {
        copy.takenBack = true;
      }
    }
    var counts = nearest(copies);
    if (counts != null) {
      before.addAll(counts.lines);
    }
    return before;
  }

  /** The nearest copy that was not taken back, or else the nearest; null when there is none. */
  private static @Nullable Copy nearest(List<Copy> copies) {
    for (var copy : copies.reversed()) {
      if (!copy.takenBack) {
        return copy;
      }
    }
    return copies.isEmpty() ? null : copies.getLast();
  }

  private static boolean holds(List<HistoryLine> lines, String id) {
    return lines.stream().anyMatch(line -> line.id().equals(id));
  }
}
