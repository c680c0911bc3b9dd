package dev.perennial.imports;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a run itself must count, since no table tells it: what was there already, what was not
 * taken.
 */
public final class Tally {
  private final AtomicLong unchanged = new AtomicLong();
  private final TreeMap<String, Long> skipped = new TreeMap<>();

  /** An order or refund that had been recorded before. */
  public void unchanged() {
    unchanged.incrementAndGet();
  }

  /** Something that was not taken, and why. */
  public void skip(String reason) {
    skip(reason, 1);
  }

  public synchronized void skip(String reason, long count) {
    skipped.merge(reason, count, Long::sum);
  }

  public void skipAll(Map<String, Long> reasons) {
    reasons.forEach(this::skip);
  }

  public long unchangedCount() {
    return unchanged.get();
  }

  public synchronized SortedMap<String, Long> skippedByReason() {
    return new TreeMap<>(skipped);
  }
}
