package dev.perennial.emulator.stack;

import dev.perennial.emulator.template.Template;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The declared functions, and what became of their invocations. */
final class Functions {
  private static final int KEPT = 100;

  private final Map<String, FunctionHost> hosts = new HashMap<>();
  private final Counts.Counters counts;
  private final StackListener listener;
  private final Handlers handlers;
  private final StackClock clock;
  private final Deque<Failure> failures = new ArrayDeque<>();

  Functions(Counts.Counters counts, StackListener listener, Handlers handlers, StackClock clock) {
    this.clock = clock;
    this.handlers = handlers;
    this.counts = counts;
    this.listener = listener;
  }

  void add(Template.Function function, LocalCloud cloud) {
    hosts.put(function.id(), new FunctionHost(function, cloud, handlers));
  }

  FunctionHost host(String function) {
    var host = hosts.get(function);
    if (host == null) {
      throw new IllegalArgumentException(
          "no function " + function + " is declared; there are " + hosts.keySet());
    }
    return host;
  }

  Invocation invoke(String function, byte[] event) {
    var began = System.nanoTime();
    var outcome = host(function).invoke(event);
    var took = Duration.ofNanos(System.nanoTime() - began);
    Counts.Counters.count(counts.invocations, function);
    if (outcome instanceof Invocation.Failed failed) {
      Counts.Counters.count(counts.failures, function);
      failed(function, failed.cause());
    }
    listener.invocation(function, outcome instanceof Invocation.Failed, took);
    return outcome;
  }

  /** Keeps what failed, for whoever asks. */
  void failed(String what, Throwable cause) {
    var failure = new Failure(what, cause, clock.instant());
    synchronized (failures) {
      if (failures.size() == KEPT) {
        failures.removeFirst();
      }
      failures.add(failure);
    }
    if (clock.isRunning()) {
      listener.failure(failure);
    }
  }

  /** Has the next invocation of each function be the first of a new instance. */
  void startAnew() {
    hosts.values().forEach(FunctionHost::startAnew);
  }

  List<Failure> failures() {
    synchronized (failures) {
      return List.copyOf(failures);
    }
  }
}
