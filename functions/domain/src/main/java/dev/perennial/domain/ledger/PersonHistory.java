package dev.perennial.domain.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The history of one person, under every id that the person has or had: lines stay where they were
 * written. Of nearly all it is one customer's.
 */
public final class PersonHistory {
  private final HistoryStore history;
  private final List<String> ids;

  private PersonHistory(HistoryStore history, List<String> ids) {
    this.history = history;
    this.ids = ids;
  }

  /** A customer's, and that of those who were merged into it. */
  public static PersonHistory of(HistoryStore history, Customer customer) {
    var ids =
        Stream.concat(Stream.of(customer.customerId()), customer.formerIds().stream()).toList();
    return new PersonHistory(history, ids);
  }

  /** The line with a key: the customer's own, or else the first of a former id. */
  public Optional<HistoryLine> find(String lineId) {
    return ids.stream().flatMap(id -> history.find(id, lineId).stream()).findFirst();
  }

  /** All lines whose key begins with a text: by id, in the order of the keys. */
  public List<HistoryLine> startingWith(String prefix) {
    var lines = new ArrayList<HistoryLine>();
    ids.forEach(id -> lines.addAll(history.startingWith(id, prefix)));
    return lines;
  }

  /**
   * The lines of a purchase and of what is under it. An order that two ids had is the one that
   * counts: the customer's own, and its refunds and later versions alone.
   */
  public List<HistoryLine> ofPurchase(String purchaseId) {
    var id = LineId.purchase(purchaseId);
    var own = LineId.ofPurchase(purchaseId, history.startingWith(ids.getFirst(), id));
    if (ids.size() == 1 || holds(own, id)) {
      return own;
    }
    for (var former : ids.subList(1, ids.size())) {
      var lines = LineId.ofPurchase(purchaseId, history.startingWith(former, id));
      if (holds(lines, id)) {
        lines = new ArrayList<>(lines);
        lines.addAll(own);
        return lines;
      }
    }
    return startingWith(id).stream().filter(line -> line.id().startsWith(id + "#")).toList();
  }

  private static boolean holds(List<HistoryLine> lines, String id) {
    return lines.stream().anyMatch(line -> line.id().equals(id));
  }
}
