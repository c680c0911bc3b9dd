package dev.perennial.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs the same thing on many threads that all begin together. */
public final class AtOnce {
  private AtOnce() {}

  /** What each of them gives, in their order. */
  public static <T> List<T> run(int threads, IntFunction<T> each) {
    var ready = new CountDownLatch(threads);
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var running = new ArrayList<Future<T>>();
      for (int i = 0; i < threads; i++) {
        var number = i;
        Callable<T> one =
            () -> {
              ready.countDown();
              ready.await();
              return each.apply(number);
            };
        running.add(pool.submit(one));
      }
      var answers = new ArrayList<T>();
      for (var future : running) {
        answers.add(future.get());
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a thread failed", e.getCause());
    }
  }
}
