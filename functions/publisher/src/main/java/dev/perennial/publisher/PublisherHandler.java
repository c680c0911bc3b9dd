package dev.perennial.publisher;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.history.Event;
import dev.perennial.domain.history.HistoryLine;
import dev.perennial.domain.json.Json;
import dev.perennial.doors.Bus;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.Queue;
import dev.perennial.doors.Records;
import java.util.ArrayList;
import java.util.List;

/**
 * History's stream to the bus: one event per line. A record that is no line is parked by its key,
 * so that it blocks nothing; lines that the bus did not take are tried again, in order, from the
 * first of them.
 */
public final class PublisherHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private final Bus bus;
  private final Queue parked;

  /** On Lambda. */
  public PublisherHandler() {
    this(LambdaCloud.here());
  }

  /** In a cloud. */
  public PublisherHandler(Cloud cloud) {
    bus = new Bus(cloud);
    parked = new Queue(cloud, "PARKED_QUEUE_URL");
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent batch, Context context) {
    var events = new ArrayList<Event>();
    var places = new ArrayList<String>();
    var poison = new ArrayList<String>();
    for (var record : batch.getRecords()) {
      var raises = !Records.imageText(record, "event").isEmpty();
      if (!"INSERT".equals(record.getEventName()) || !raises) {
        continue;
      }
      try {
        var line = Json.read(Records.imageText(record, "body"), HistoryLine.class);
        Event.of(line)
            .ifPresent(
                event -> {
                  events.add(event);
                  places.add(record.getDynamodb().getSequenceNumber());
                });
      } catch (RuntimeException e) { // whatever is wrong with a record, it must not block others
        poison.add(key(record));
      }
    }
    if (!poison.isEmpty()) {
      parked.send(poison);
    }
    var failed = bus.put(events);
    return StreamsEventResponse.builder()
        .withBatchItemFailures(
            failed.isEmpty()
                ? List.of()
                : List.of(
                    StreamsEventResponse.BatchItemFailure.builder()
                        .withItemIdentifier(places.get(failed.getFirst()))
                        .build()))
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
