package dev.perennial.audit;

import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.runtime.events.Bus;
import dev.perennial.storage.Items;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Raises again the events of History's lines. They are the same events, with the same ids: whoever
 * has had one knows it by that.
 */
public final class Republication {
  private final Bus bus;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  /**
   * @param bus gets the events
   */
  public Republication(Bus bus) {
    this.bus = bus;
  }

  /**
   * Raises what the lines of a time raised, a customer's in their order.
   *
   * @param from the earliest instant at which a line was written
   * @param to the first that is too late
   */
  public void between(DynamoDbClient dynamo, String history, Instant from, Instant to) {
    Tables.read(
        dynamo,
        history,
        items ->
            put(
                items.stream()
                    .filter(Items::raisesEvent)
                    .map(Items::line)
                    .filter(line -> isWithin(line.recordedAt(), from, to))
                    .toList()));
  }

  private static boolean isWithin(Instant at, Instant from, Instant to) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  /**
   * Raises the event of one line, such as one that the outbox relay parked.
   *
   * @param eventId the event's {@code id}: {@code customerId/lineId}
   * @return false when there is no such line
   */
  public boolean one(HistoryStore history, String eventId) {
    var slash = eventId.lastIndexOf('/');
    var line =
        slash < 0
            ? Optional.<HistoryLine>empty()
            : history.find(eventId.substring(0, slash), eventId.substring(slash + 1));
    line.ifPresent(found -> put(List.of(found)));
    return line.isPresent();
  }

  private void put(List<HistoryLine> lines) {
    var events = new ArrayList<Event>();
    lines.stream()
        .sorted(Comparator.comparing(HistoryLine::customerId).thenComparingLong(HistoryLine::seq))
        .forEach(line -> Event.of(line).ifPresent(events::add));
    var failed = bus.put(events).size();
    refused.addAndGet(failed);
    taken.addAndGet(events.size() - failed);
  }

  /** Events that the bus took. */
  public long taken() {
    return taken.get();
  }

  /** Events that the bus did not take: they may be raised again. */
  public long refused() {
    return refused.get();
  }
}
