package dev.perennial.emulator.stack;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What happened since the stack started.
 *
 * @param events put on any bus, by detail-type
 * @param invocations by function
 * @param failures invocations that failed, by function
 * @param discarded invocations given up with nowhere declared to keep them, by function
 * @param mails accepted for sending
 */
public record Counts(
    Map<String, Long> events,
    Map<String, Long> invocations,
    Map<String, Long> failures,
    Map<String, Long> discarded,
    long mails) {

  /** The figures while they grow. */
  static final class Counters {
    final Map<String, LongAdder> events = new ConcurrentHashMap<>();
    final Map<String, LongAdder> invocations = new ConcurrentHashMap<>();
    final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    final Map<String, LongAdder> discarded = new ConcurrentHashMap<>();
    final LongAdder mails = new LongAdder();

    static void count(Map<String, LongAdder> of, String key) {
      of.computeIfAbsent(key, k -> new LongAdder()).increment();
    }

    Counts snapshot() {
      return new Counts(
          sums(events), sums(invocations), sums(failures), sums(discarded), mails.sum());
    }

    private static Map<String, Long> sums(Map<String, LongAdder> adders) {
      var sums = new TreeMap<String, Long>();
      adders.forEach((key, adder) -> sums.put(key, adder.sum()));
      return sums;
    }
  }
}
