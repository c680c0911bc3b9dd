package dev.perennial.replay;

import dev.perennial.orders.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Works on entries of different customers at once, on those of one customer in order. */
final class Lanes implements AutoCloseable {
  private final ExecutorService threads;

  Lanes(int count) {
    threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("replay-lane-", 0).factory());
  }

  /** Returns when all is done; what {@code work} throws comes out of here. */
  void each(List<Entry> entries, Consumer<Entry> work) {
    var byCustomer = new LinkedHashMap<String, List<Entry>>();
    for (var entry : entries) {
      byCustomer.computeIfAbsent(entry.customerId(), _ -> new ArrayList<>()).add(entry);
    }
    var running = new ArrayList<Future<?>>();
    byCustomer.values().forEach(own -> running.add(threads.submit(() -> own.forEach(work))));
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
