package dev.perennial.domain.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
    ids.addAll(customer.formerIds().reversed());
    return new PersonHistory(history, customer, ids);
  }

  /** The line with a key: the customer's own, or else that of the nearest former id. */
  public Optional<HistoryLine> find(String lineId) {
    return ids.stream().flatMap(id -> history.find(id, lineId).stream()).findFirst();
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
      return LineId.ofPurchase(purchaseId, history.startingWith(ids.getFirst(), prefix));
    }
    var lines = startingWith(prefix);
    var own = customer.own(lines);
    // one of before an erasure is told as such only when there is no other
    return ofOrder(purchaseId, own.isEmpty() ? lines : own);
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
   * Of a person's lines those of one order. Where two ids had it, one counts: not the one that was
   * taken back when they were merged, and else the nearest; of the others no line does.
   *
   * @param lines by id, the own first and then the nearest
   */
  public static List<HistoryLine> ofOrder(String purchaseId, List<HistoryLine> lines) {
    return ofKey(LineId.purchase(purchaseId), lines);
  }

  private static List<HistoryLine> ofKey(String key, List<HistoryLine> lines) {
    Map<String, List<HistoryLine>> byId =
        lines.stream()
            .filter(line -> line.id().equals(key) || line.id().startsWith(key + "#"))
            .collect(
                Collectors.groupingBy(
                    HistoryLine::customerId, LinkedHashMap::new, Collectors.toList()));
    var counts = counting(key, byId);
    return byId.entrySet().stream()
        .filter(each -> each.getKey().equals(counts) || !holds(each.getValue(), key))
        // each id counts its own lines; those of one were all written before those of the next
        .sorted(Comparator.comparing(each -> first(each.getValue())))
        .flatMap(
            each -> each.getValue().stream().sorted(Comparator.comparingLong(HistoryLine::seq)))
        .toList();
  }

  private static Instant first(List<HistoryLine> lines) {
    return lines.stream().map(HistoryLine::recordedAt).min(Comparator.naturalOrder()).orElseThrow();
  }

  /** Under which id the order stands that counts; null when under none. */
  private static @Nullable String counting(String key, Map<String, List<HistoryLine>> byId) {
    String taken = null;
    for (var each : byId.entrySet()) {
      if (holds(each.getValue(), key)) {
        if (!holds(each.getValue(), LineId.takenBack(key))) {
          return each.getKey();
        }
        taken = taken == null ? each.getKey() : taken;
      }
    }
    return taken;
  }

  private static boolean holds(List<HistoryLine> lines, String id) {
    return lines.stream().anyMatch(line -> line.id().equals(id));
  }
}
