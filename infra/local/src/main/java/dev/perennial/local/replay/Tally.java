package dev.perennial.local.replay;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a run itself must count, since no table tells it: what was there already, what was not
 * taken.
 */
final class Tally {
  private final AtomicLong unchanged = new AtomicLong();
  private final TreeMap<String, Long> skipped = new TreeMap<>();

  /** An order or refund that had been recorded before. */
  void unchanged() {
    unchanged.incrementAndGet();
  }

  /** Something that was not taken, and why. */
  void skip(String reason) {
    skip(reason, 1);
  }

  synchronized void skip(String reason, long count) {
    skipped.merge(reason, count, Long::sum);
  }

  void skipAll(Map<String, Long> reasons) {
    reasons.forEach(this::skip);
  }

  long unchangedCount() {
    return unchanged.get();
  }

  synchronized SortedMap<String, Long> skippedByReason() {
    return new TreeMap<>(skipped);
  }
}
