package dev.perennial.outbox;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.ledger.Event;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Figure;
import dev.perennial.runtime.cloud.Metrics;
import dev.perennial.runtime.events.Bus;
import dev.perennial.runtime.events.Queue;
import dev.perennial.runtime.events.Records;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.storage.form.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The outbox relay, from History's stream to the bus: one event per line, if somebody would get it.
 * A record that is no line is parked by its key, so that it blocks nothing; lines that the bus did
 * not take are tried again, in order, from the first of them.
 */
@Primes("outbox-lines")
public final class OutboxRelayHandler
    implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private final Bus bus;
  private final Queue parked;
  private final Subscriptions subscriptions;
  private final Metrics metrics;

  /** On Lambda. */
  public OutboxRelayHandler() {
    this(LambdaCloud.primed(OutboxRelayHandler.class));
  }

  /** In a cloud. */
  public OutboxRelayHandler(Cloud cloud) {
    bus = new Bus(cloud);
    parked = new Queue(cloud, "PARKED_QUEUE_URL");
    subscriptions = new Subscriptions(cloud);
    metrics = Metrics.in(cloud);
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent batch, Context context) {
    return relay(batch);
  }

  StreamsEventResponse relay(DynamodbEvent batch) {
    var asked = subscriptions.now();
    var events = new ArrayList<Event>();
    var raisedBy = new ArrayList<Integer>();
    var poison = new TreeMap<Integer, String>();
    var records = batch.getRecords();
    for (int i = 0; i < records.size(); i++) {
      var place = i;
      try {
        event(records.get(i))
            .filter(asked::match)
            .ifPresent(
                event -> {
                  events.add(event);
                  raisedBy.add(place);
                });
      } catch (RuntimeException e) { // whatever is wrong with a record, it must not block others
        poison.put(place, key(records.get(i)));
      }
    }
    var failed = bus.put(events);
    int done = failed.isEmpty() ? records.size() : raisedBy.get(failed.getFirst());
    // what comes after the first failure comes again, and is parked then
    var unreadable = List.copyOf(poison.headMap(done).values());
    parked.send(unreadable);
    if (!unreadable.isEmpty()) {
      metrics.tell(Map.of(Figure.LINES_PARKED, (long) unreadable.size()));
    }
    return StreamsEventResponse.builder()
        .withBatchItemFailures(failed.isEmpty() ? List.of() : List.of(failure(records.get(done))))
        .build();
  }

  private static @Nullable String imageTextOrNull(DynamodbStreamRecord record, String name) {
    var text = Records.imageText(record, name);
    return text.isEmpty() ? null : text;
  }

  private static Optional<Event> event(DynamodbStreamRecord record) {
    var raises = !Records.imageText(record, "event").isEmpty();
    if (!"INSERT".equals(record.getEventName()) || !raises) {
      return Optional.empty();
    }
    var line =
        Json.readLine(
            Records.imageText(record, "body"),
            imageTextOrNull(record, "more"),
            imageTextOrNull(record, "postings"));
    var event = Event.of(line);
    if (event.isEmpty()) {
      // only a later release can tell it: parked, it is published when that is back
      throw new IllegalArgumentException("the line's event is of a later release");
    }
    return event;
  }

  private static StreamsEventResponse.BatchItemFailure failure(DynamodbStreamRecord record) {
    return StreamsEventResponse.BatchItemFailure.builder()
        .withItemIdentifier(record.getDynamodb().getSequenceNumber())
        .build();
  }

  private static String key(DynamodbStreamRecord record) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("customerId", Records.keyText(record, "customerId"))
        .put("id", Records.keyText(record, "id"))
        .toString();
  }
}
