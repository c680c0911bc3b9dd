package dev.perennial.emulator.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.perennial.emulator.mailbox.Mailbox;
import dev.perennial.emulator.template.Template;
import dev.perennial.runtime.cloud.Cloud;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a template declares, running in this JVM. Calls may come from many threads. Work that
 * follows from a call (streams, events, queues) is done by {@link #drain}, by {@link #advanceTo},
 * or in the background once the clock runs.
 */
public final class LaptopStack implements AutoCloseable {
  private static final String CLOCK = "clock";

  /** Between two tries of what fails. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Template template;
  private final Journal journal;
  private final Database database;
  private final StackClock clock;
  private final Wiring wiring;
  private final Mailbox mailbox;
  private final Counts.Counters counts = new Counts.Counters();
  private final ExecutorService workers;
  private final ReentrantLock working = new ReentrantLock();
  private final Semaphore work = new Semaphore(0);
  private volatile @Nullable Thread background;
  private final AtomicInteger starts = new AtomicInteger();
  private volatile boolean closed;
  private volatile boolean brokeOff;

  private LaptopStack(Options options) {
    this.template = options.template();
    var data = options.data();
    this.journal = data == null ? Journal.inMemory() : Journal.open(data);
    this.mailbox = new Mailbox(data == null ? null : data.resolve("mail"));
    this.database = open(data);
    var kept = journal.kept(CLOCK);
    this.clock = new StackClock(later(options.start(), kept.get("now")));
    if (!kept.containsKey("origin")) {
      journal.put(CLOCK, "origin", TextNode.valueOf(clock.instant().toString()));
    }
    var origin = kept.get("origin");
    this.workers =
        Executors.newFixedThreadPool(
            Math.max(1, options.workers() - 1),
            Thread.ofPlatform().daemon().name("laptop-worker-", 0).factory());
    this.wiring =
        new Wiring(
            options,
            database,
            mailbox,
            journal,
            clock,
            origin == null ? clock.instant() : Instant.parse(origin.asText()),
            counts,
            workers);
    keepClock();
  }

  private Database open(@Nullable Path data) {
    try {
      return new Database(data == null ? null : data.resolve("tables.db"));
    } catch (FolderFault e) {
      journal.close();
      throw e;
    }
  }

  private static Instant later(Instant start, @Nullable JsonNode kept) {
    var stored = kept == null ? start : Instant.parse(kept.asText());
    return stored.isAfter(start) ? stored : start;
  }

  /**
   * Starts a stack: the database with the declared tables, and everything that the template
   * declares to follow from a write, an event, a message or the clock.
   *
   * @throws FolderFault when another stack uses the same data, or the data is damaged
   * @throws IllegalArgumentException when a pattern or a schedule of the template is wrong
   */
  public static LaptopStack start(Options options) {
    return new LaptopStack(options);
  }

  /** What it runs. */
  public Template template() {
    return template;
  }

  /** The clock that handlers see. */
  public StackClock clock() {
    return clock;
  }

  /** Sent mail. */
  public Mailbox mailbox() {
    return mailbox;
  }

  /** The database, past the interceptor. Writes through it reach the streams like any others. */
  public DynamoDbClient dynamo() {
    return database.client();
  }

  /** What surrounds a function, by its logical id. */
  public Cloud cloud(String function) {
    return wiring.functions.host(function).cloud();
  }

  /** What happened since the start. */
  public Counts counts() {
    return counts.snapshot();
  }

  /** The latest invocations that failed, oldest first, at most 100. */
  public List<Failure> failures() {
    return wiring.functions.failures();
  }

  /** What waits in a declared queue, by its logical id. */
  public List<Message> messages(String queue) {
    return wiring.queue(queue).messages();
  }

  /** When each schedule fires next. */
  public Map<String, Instant> nextTicks() {
    working.lock();
    try {
      return wiring.schedules.next();
    } finally {
      working.unlock();
    }
  }

  /** Calls the HTTP API, without a socket. What follows from it is left to be drained. */
  public HttpAnswer http(String method, String path, Map<String, String> headers, String body) {
    return http(HttpCall.of(method, path, headers, body));
  }

  /**
   * Calls the HTTP API, or a queue or bus as AWS's tools do; what follows is left to be drained.
   */
  public HttpAnswer http(HttpCall call) {
    var answer = call.isOfAws() ? wiring.aws.answer(call) : wiring.api.answer(call);
    wake();
    return answer;
  }

  /** Whether a declared route serves a request, and for whom; null when none does. */
  public Template.@Nullable Access access(HttpCall call) {
    return call.isOfAws() ? null : wiring.api.access(call);
  }

  /**
   * Puts an event on a bus, given by name or ARN.
   *
   * @param detail a JSON object
   */
  public void putEvent(String bus, String source, String detailType, String detail) {
    if (wiring.events.bus(bus) == null) {
      throw new IllegalArgumentException("no bus " + bus + " is declared");
    }
    wiring.events.put(bus, source, detailType, Json.parse(detail), List.of(), clock.instant());
    wake();
  }

  /**
   * Invokes a function by its logical id with an event and gives its answer, both JSON.
   *
   * @throws IllegalStateException with what the handler threw as its cause
   */
  public String invoke(String function, String event) {
    var outcome = wiring.functions.invoke(function, event.getBytes(StandardCharsets.UTF_8));
    wake();
    return switch (outcome) {
      case Invocation.Answered answered -> answered.json();
      case Invocation.Failed failed ->
          throw new IllegalStateException(function + " failed", failed.cause());
    };
  }

  /** Works until nothing is left that can be done at this instant. */
  public void drain() {
    working.lock();
    try {
      var working = new ArrayList<>(wiring.sources);
      var worked = true;
      while (worked && !closed) {
        worked = false;
        for (var source : List.copyOf(working)) {
          try {
            worked |= source.work();
          } catch (RuntimeException | Error e) {
            if (!Thread.currentThread().equals(background)) {
              throw e;
            }
            // the others go on, and this one is tried again when the thread wakes next
            working.remove(source);
            brokeOff = true;
            wiring.functions.failed(source.getClass().getSimpleName(), e);
          }
        }
      }
      journal.flush();
    } finally {
      working.unlock();
    }
  }

  /**
   * Moves the clock forward. On the way every due tick fires, and every delayed or hidden message
   * comes up, at its own instant, all that follows being done before the clock goes on.
   *
   * @param target nothing moves when it has passed
   */
  public void advanceTo(Instant target) {
    working.lock();
    try {
      drain();
      for (var due = due(); due != null && !due.isAfter(target) && !closed; due = due()) {
        clock.moveTo(due);
        wiring.schedules.fire(due);
        keepClock();
        drain();
      }
      clock.moveTo(target);
      keepClock();
    } finally {
      working.unlock();
    }
  }

  /**
   * Moves the clock to an instant that callers have seen already ({@link StackClock#seenAt}), and
   * does there what follows from their calls. Nothing may be due before.
   */
  public void catchUpTo(Instant seen) {
    working.lock();
    try {
      clock.moveTo(seen);
      keepClock();
      drain();
    } finally {
      working.unlock();
    }
  }

  /** The next instant at which there is something to do, or null when there is nothing. */
  public @Nullable Instant due() {
    working.lock();
    try {
      var due = wiring.schedules.due();
      for (var source : wiring.sources) {
        var next = source.due();
        if (next != null && (due == null || next.isBefore(due))) {
          due = next;
        }
      }
      return due;
    } finally {
      working.unlock();
    }
  }

  private void keepClock() {
    journal.put(CLOCK, "now", TextNode.valueOf(clock.instant().toString()));
    journal.flush();
  }

  /** Lets the clock run at real speed, from an instant that is not before the one it shows. */
  public void runOnFrom(Instant instant) {
    runOnFrom(instant, 1);
  }

  /**
   * Lets the clock run.
   *
   * @param instant from when; not before the one it shows
   * @param speed how many times as fast as real time, at least 1
   */
  public void runOnFrom(Instant instant, long speed) {
    advanceTo(instant);
    clock.run(speed);
    background();
  }

  /**
   * Fires a schedule now, beside its own ticks, and does what follows.
   *
   * @param name as {@link #nextTicks} has it
   * @throws IllegalArgumentException naming the schedules there are
   */
  public void fire(String name) {
    working.lock();
    try {
      wiring.schedules.fire(name, clock.instant());
      drain();
    } finally {
      working.unlock();
    }
  }

  /** Has each function begin with a new instance, which remembers nothing; as a deployment does. */
  public void startFunctionsAnew() {
    wiring.functions.startAnew();
    wiring.schedules.wake();
    starts.incrementAndGet();
  }

  /** How often functions were started anew. */
  public int starts() {
    return starts.get();
  }

  /** Does what follows from calls in the background from now on, also while the clock stands. */
  public void background() {
    if (background == null) {
      var thread =
          Thread.ofPlatform().daemon().name("laptop-stack").unstarted(this::runInBackground);
      background = thread;
      thread.start();
    }
  }

  private void wake() {
    journal.flush();
    if (work.availablePermits() == 0) {
      work.release();
    }
  }

  private void runInBackground() {
    try {
      while (!closed) {
        workUntilNow();
        var due = clock.isRunning() && !brokeOff ? due() : null;
        // The clock's instant is kept at least once a minute, for a process that is killed.
        var longest = brokeOff ? PAUSE : Duration.ofMinutes(1);
        brokeOff = false;
        var wait = due == null ? longest : clock.until(due);
        var nanos = (wait.compareTo(longest) > 0 ? longest : wait).toNanos();
        if (work.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
          work.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whatever fails is told, and the thread goes on. */
  private void workUntilNow() {
    try {
      advanceTo(clock.instant());
    } catch (Throwable e) {
      brokeOff = true;
      wiring.functions.failed("the background", e);
    }
  }

  /** Stops. With a data folder, what is undone is done after the next start. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    wake();
    working.lock();
    try {
      keepClock();
      workers.shutdownNow();
      database.close();
      journal.close();
    } finally {
      working.unlock();
    }
  }
}
