package dev.perennial.imports;

import dev.perennial.domain.ledger.ClientId;
import dev.perennial.orders.Entry;
import dev.perennial.orders.Order;
import dev.perennial.orders.Refund;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run itself must count, since no table tells it: what was there already, what was not
 * taken.
 */
public final class Tally {
  /** Of what was refused, so many are told one by one. */
  private static final int TOLD = 10;

  private final TreeMap<String, Long> skipped = new TreeMap<>();
  private final List<String> refused = new ArrayList<>();
  private long refusals;
  private long unchanged;

  /** An order or refund that had been recorded before. */
  public synchronized void unchanged() {
    unchanged++;
  }

  /** An order or refund that was not taken, and why. */
  public synchronized void refuse(Entry entry, String reason) {
    var what =
        switch (entry) {
          case Order order -> "purchase " + order.purchaseId();
          case Refund refund ->
              "refund %s of purchase %s".formatted(refund.refundId(), refund.purchaseId());
        };
    refuse(what + " of " + ClientId.shown(entry.customerId()), reason);
  }

  /** Something else that was not taken, and why. */
  public synchronized void refuse(String what, String reason) {
    skip(reason, 1);
    refusals++;
    if (refused.size() < TOLD) {
      refused.add("%s was not taken: %s".formatted(what, reason));
    }
  }

  private void skip(String reason, long count) {
    skipped.merge(reason, count, Long::sum);
  }

  /** Lines that the file's own rules leave out. */
  public synchronized void skipAll(Map<String, Long> reasons) {
    reasons.forEach(this::skip);
  }

  /** What another tally counted. */
  synchronized void addAll(Tally other) {
    unchanged += other.unchanged;
    refusals += other.refusals;
    skipAll(other.skipped);
    other.refused.stream().limit(TOLD - refused.size()).forEach(refused::add);
  }

  public synchronized long unchangedCount() {
    return unchanged;
  }

  public synchronized SortedMap<String, Long> skippedByReason() {
    return new TreeMap<>(skipped);
  }

  /** What was refused. */
  public synchronized LeftOut leftOut() {
    return new LeftOut(refused, refusals);
  }
}
