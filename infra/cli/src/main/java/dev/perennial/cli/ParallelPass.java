package dev.perennial.cli;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.CustomerStore.Part;
import dev.perennial.domain.nightly.Resting;
import dev.perennial.segments.Pass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * The nightly pass by the threads of one machine: each reads parts of the customers page by page,
 * and keeps no more than a page.
 *
 * @param customers that were looked at
 * @param judged those that did not rest
 * @param written those that had changed
 */
public record ParallelPass(long customers, long judged, long written) {
  /** Nothing yet. */
  public static final ParallelPass NONE = new ParallelPass(0, 0, 0);

  /** Together. */
  public ParallelPass plus(ParallelPass other) {
    return new ParallelPass(
        customers + other.customers, judged + other.judged, written + other.written);
  }

  /**
   * Runs it.
   *
   * @param stores of a thread, by its number
   * @param threads one part of the customers each
   * @param at the instant for which everything is judged
   */
  public static ParallelPass run(
      ExecutorService pool, IntFunction<CustomerStore> stores, int threads, Rules rules, Instant at)
      throws InterruptedException {
    var running = new ArrayList<Future<ParallelPass>>();
    for (int i = 0; i < threads; i++) {
      var part = new Part(i, threads);
      var store = stores.apply(i);
      running.add(pool.submit(() -> part(store, part, rules, at)));
    }
    return sum(running);
  }

  private static ParallelPass sum(List<Future<ParallelPass>> running) throws InterruptedException {
    var sum = NONE;
    for (var each : running) {
      try {
        sum = sum.plus(each.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a part of the pass failed; run it again", e.getCause());
      }
    }
    return sum;
  }

  private static ParallelPass part(CustomerStore store, Part part, Rules rules, Instant at) {
    var pass = new Pass(store);
    var resting = new Resting(rules, at);
    var done = NONE;
    String cursor = null;
    do {
      var page = store.scan(part, cursor, resting);
      var due = page.customers();
      done = done.plus(new ParallelPass(page.size(), due.size(), pass.judge(due, rules, at)));
      cursor = page.cursor();
    } while (cursor != null);
    return done;
  }
}
