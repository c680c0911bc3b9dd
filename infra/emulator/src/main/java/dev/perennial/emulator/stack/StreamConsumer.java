package dev.perennial.emulator.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.emulator.template.Template;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Hands a table's stream to a function as Lambda does: filtered, in batches, in order; a batch that
 * failed is tried again from the record reported, or halved, and after the allowed retries left out
 * with its metadata sent to the failure destination.
 */
final class StreamConsumer implements Source {
  private static final String TOPIC = "stream";
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private record Item(String sequenceNumber, ObjectNode json) {}

  private record Batch(List<Item> items, int attempts) {}

  private final Template.StreamSource source;
  private final StreamPosition position;
  private final Functions functions;
  private final Destinations destinations;
  private final Journal journal;
  private final Clock clock;
  private final @Nullable Patterns filters;
  private final AtomicBoolean written = new AtomicBoolean(true);
  private final Deque<Batch> batches = new ArrayDeque<>();
  private List<Record> unread = List.of();
  private @Nullable Instant pausedUntil;

  StreamConsumer(
      Template.StreamSource source,
      StreamPosition position,
      Functions functions,
      Destinations destinations,
      Journal journal,
      Clock clock) {
    this.source = source;
    this.position = position;
    this.functions = functions;
    this.destinations = destinations;
    this.journal = journal;
    this.clock = clock;
    this.filters = source.filters().isEmpty() ? null : new Patterns();
    if (filters != null) {
      for (var filter : source.filters()) {
        filters.add(source.name(), filter, filter);
      }
    }
    var kept = journal.kept(TOPIC).get(source.name());
    if (kept != null) {
      position.resumeAfter(kept.path("shard").asText(), kept.path("after").asText());
    } else if (source.fromNow()) {
      var records = position.read();
      while (!records.isEmpty()) {
        keepPosition(records.getLast().dynamodb().sequenceNumber());
        records = position.read();
      }
    }
  }

  /** Says that the table was written since the last read. */
  void tableWritten() {
    written.set(true);
  }

  @Override
  public @Nullable Instant due() {
    return pausedUntil;
  }

  @Override
  public boolean work() {
    if (pausedUntil != null) {
      if (pausedUntil.isAfter(clock.instant())) {
        return false;
      }
      pausedUntil = null;
    }
    if (batches.isEmpty() && !read()) {
      return false;
    }
    while (!batches.isEmpty() && pausedUntil == null) {
      attemptOrAgain(batches.pop());
    }
    return true;
  }

  /** What breaks off in the middle of a batch, as when memory is short, leaves it to be done. */
  private void attemptOrAgain(Batch batch) {
    var done = false;
    try {
      attempt(batch);
      done = true;
    } finally {
      if (!done) {
        batches.push(batch);
      }
    }
  }

  private boolean read() {
    if (unread.isEmpty() && written.getAndSet(false)) {
      unread = recordsOrAgain();
    }
    var records = unread;
    if (records.isEmpty()) {
      return false;
    }
    if (position.mayHaveMore(records)) {
      written.set(true);
    }
    var now = clock.instant();
    var items = new ArrayList<Item>();
    for (var record : records) {
      var json = StreamRecords.json(record, position.arn(), now);
      if (filters == null || !filters.matching(json).isEmpty()) {
        items.add(new Item(record.dynamodb().sequenceNumber(), json));
      }
    }
    for (int i = 0; i < items.size(); i += source.batchSize()) {
      var end = Math.min(items.size(), i + source.batchSize());
      batches.add(new Batch(List.copyOf(items.subList(i, end)), 0));
    }
    if (items.isEmpty()) {
      keepPosition(records.getLast().dynamodb().sequenceNumber());
    }
    unread = List.of();
    return true;
  }

  /** The next records; what can't be read now is still there to be read. */
  private List<Record> recordsOrAgain() {
    try {
      return position.read();
    } catch (RuntimeException e) {
      written.set(true);
      throw e;
    }
  }

  private void keepPosition(String sequenceNumber) {
    journal.put(
        TOPIC,
        source.name(),
        Json.object().put("shard", position.shard()).put("after", sequenceNumber));
  }

  private void attempt(Batch batch) {
    var event = Json.object();
    var records = event.putArray("Records");
    batch.items().forEach(item -> records.add(item.json()));
    switch (functions.invoke(source.function(), Json.bytes(event))) {
      case Invocation.Answered answered -> {
        var from = source.reportsFailures() ? firstFailure(batch, answered.json()) : -1;
        if (from < 0) {
          keepPosition(batch.items().getLast().sequenceNumber());
        } else {
          retry(batch, from);
        }
      }
      case Invocation.Failed failed -> retry(batch, 0);
    }
  }

  /** Where to go on in the batch, or -1 when all of it is done. */
  private static int firstFailure(Batch batch, String answer) {
    if (answer.isEmpty()) {
      return -1;
    }
    var first = -1;
    for (JsonNode failure : Json.parse(answer).path("batchItemFailures")) {
      var number = failure.path("itemIdentifier").asText();
      var at = 0;
      while (at < batch.items().size() && !batch.items().get(at).sequenceNumber().equals(number)) {
        at++;
      }
      // An unknown or empty identifier makes the whole batch a failure.
      at = at == batch.items().size() ? 0 : at;
      first = first < 0 ? at : Math.min(first, at);
    }
    return first;
  }

  private void retry(Batch batch, int from) {
    var items = batch.items();
    if (from > 0) {
      keepPosition(items.get(from - 1).sequenceNumber());
      batches.push(new Batch(items.subList(from, items.size()), 0));
      return;
    }
    if (source.bisect() && items.size() > 1) {
      var middle = items.size() / 2;
      batches.push(new Batch(items.subList(middle, items.size()), batch.attempts()));
      batches.push(new Batch(items.subList(0, middle), batch.attempts()));
      return;
    }
    if (source.retries() >= 0 && batch.attempts() >= source.retries()) {
      giveUp(batch);
      return;
    }
    batches.push(new Batch(items, batch.attempts() + 1));
    if (source.retries() < 0) {
      // Retried until it succeeds: not in a tight loop, but as the clock goes on.
      pausedUntil = clock.instant().plus(PAUSE);
    }
  }

  private void giveUp(Batch batch) {
    var items = batch.items();
    var info =
        Json.object()
            .put("shardId", position.shard())
            .put("startSequenceNumber", items.getFirst().sequenceNumber())
            .put("endSequenceNumber", items.getLast().sequenceNumber())
            .put("approximateArrivalOfFirstRecord", clock.instant().toString())
            .put("approximateArrivalOfLastRecord", clock.instant().toString())
            .put("batchSize", items.size())
            .put("streamArn", position.arn());
    var record = Destinations.record(source.function(), batch.attempts() + 1, clock.instant());
    ((ObjectNode) record.path("requestContext")).put("condition", "RetryAttemptsExhausted");
    record.set("DDBStreamBatchInfo", info);
    destinations.failed(source.function(), source.failureArn(), Json.text(record));
    keepPosition(items.getLast().sequenceNumber());
  }
}
