package dev.perennial.runtime.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.ledger.Event;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.http.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** The event bus. */
public final class Bus {
  /** How many events one call of PutEvents takes. */
  private static final int MAX = 10;

  /** How many bytes of events one call takes, with room for what is counted beside the detail. */
  private static final int MAX_BYTES = 250 * 1024;

  /** A path of names as the contract's are: one that the sender made up may hold anything. */
  private static final Pattern OUR_NAMES = Pattern.compile("(/[A-Za-z0-9]{1,20})*");

  /** Names of properties are the sender's, whatever they look like. */
  private static final Pattern THEIR_NAMES = Pattern.compile("^(/properties)/.*");

  private final EventBridgeClient client;
  private final String name;
  private final Clock clock;

  /** The bus that a function's environment names. */
  public Bus(Cloud cloud) {
    client = cloud.client(EventBridgeClient.class, Cloud.Retries.SDK);
    name = cloud.env("BUS_NAME");
    clock = cloud.clock();
  }

  /**
   * Puts events.
   *
   * @return the indices of those that the bus did not take: it answers 200 with failures inside
   */
  public List<Integer> put(List<Event> events) {
    var failed = new ArrayList<Integer>();
    var now = clock.instant();
    for (int from = 0, to; from < events.size(); from = to) {
      to = endOfCall(events, from);
      var some = events.subList(from, to);
      var entries = some.stream().map(event -> entry(event, now)).toList();
      var answer = client.putEvents(PutEventsRequest.builder().entries(entries).build());
      for (int i = 0; i < answer.entries().size(); i++) {
        if (answer.entries().get(i).errorCode() != null) {
          failed.add(from + i);
        }
      }
    }
    return failed;
  }

  private static int endOfCall(List<Event> events, int from) {
    long bytes = 0;
    int to = from;
    while (to < events.size() && to - from < MAX) {
      bytes += events.get(to).detail().getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_BYTES && to > from) {
        break;
      }
      to++;
    }
    return to;
  }

  /** Tells that something submitted by the bus was refused; nothing was written. */
  public void reject(Submission submission, String what, Problem problem) {
    var detail = JsonNodeFactory.instance.objectNode();
    detail.put("id", "rejected/" + submission.id());
    detail.put("customerId", submission.idOr("customerId"));
    detail.put("seq", 0);
    detail.put("at", clock.instant().toString());
    detail.put("cause", "recorded");
    detail.putObject("changes");
    detail.put("purchaseId", submission.idOr("purchaseId"));
    detail.put("refundId", submission.idOr("refundId"));
    detail.put("activityId", submission.idOr("activityId"));
    // the detail of a problem may quote what was sent: it stays out
    detail.put("problem", problem.type());
    if (problem.path() != null) {
      var path = THEIR_NAMES.matcher(problem.path()).replaceFirst("$1");
      if (OUR_NAMES.matcher(path).matches()) {
        detail.put("path", path);
      }
    }
    if (!put(List.of(new Event(what, detail.toString()))).isEmpty()) {
      throw new IllegalStateException("the bus did not take a rejection; Lambda tries again");
    }
  }

  private PutEventsRequestEntry entry(Event event, Instant now) {
    return PutEventsRequestEntry.builder()
        .eventBusName(name)
        .source(Event.SOURCE)
        .detailType(event.type())
        .detail(event.detail())
        .time(now)
        .build();
  }
}
