package dev.perennial.replay;

import dev.perennial.emulator.stack.StackClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does what different customers do at once, and what one customer does in order. */
final class Lanes implements AutoCloseable {
  private final ExecutorService threads;

  Lanes(int count) {
    threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("replay-lane-", 0).factory());
  }

  /**
   * Returns when all is done, each act at its own instant; what an act throws comes out of here.
   */
  void each(List<Act> acts, StackClock clock) {
    var byCustomer = new LinkedHashMap<String, List<Act>>();
    for (var act : acts) {
      byCustomer.computeIfAbsent(act.customerId(), _ -> new ArrayList<>()).add(act);
    }
    var running = new ArrayList<Future<?>>();
    byCustomer
        .values()
        .forEach(
            own ->
                running.add(
                    threads.submit(() -> own.forEach(act -> clock.seenAt(act.at(), act.run())))));
    for (var lane : running) {
      await(lane);
    }
  }

  private static void await(Future<?> lane) {
    try {
      lane.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while orders were replayed", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException own -> throw own;
        case Error own -> throw own;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
