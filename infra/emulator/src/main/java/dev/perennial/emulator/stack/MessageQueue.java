package dev.perennial.emulator.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A queue with SQS's promises: at least once, hidden for a while when received, a dead letter after
 * too many receives. In order unless something failed. The queue's journal topic is its name.
 */
final class MessageQueue {
  private static final Comparator<Message> BY_VISIBILITY =
      Comparator.comparing(Message::visibleAt).thenComparingLong(Message::sequence);

  private final String name;
  private final Duration visibility;
  private final int maxReceives;
  private final Journal journal;
  private final TreeSet<Message> byVisibility = new TreeSet<>(BY_VISIBILITY);
  private final Map<String, Message> byId = new HashMap<>();
  private long sequence;
  private @Nullable MessageQueue deadLetters;

  MessageQueue(String name, Duration visibility, int maxReceives, Journal journal) {
    this.name = name;
    this.visibility = visibility;
    this.maxReceives = maxReceives;
    this.journal = journal;
    journal
        .kept(name)
        .forEach(
            (id, json) -> {
              var message = Message.of(id, json);
              sequence = Math.max(sequence, message.sequence());
              put(message);
            });
  }

  void deadLettersTo(MessageQueue queue) {
    this.deadLetters = queue;
  }

  synchronized String send(String body, JsonNode attributes, Instant now, Duration delay) {
    var id = UUID.randomUUID().toString();
    keep(new Message(id, ++sequence, body, attributes, now, 0, now, now.plus(delay)));
    return id;
  }

  /** Up to {@code max} visible messages, now hidden; those received too often move on instead. */
  synchronized List<Message> receive(int max, Instant now) {
    var received = new ArrayList<Message>();
    while (received.size() < max && !byVisibility.isEmpty()) {
      var next = byVisibility.first();
      if (next.visibleAt().isAfter(now)) {
        break;
      }
      if (deadLetters != null && next.receives() >= maxReceives) {
        deadLetters.send(next.body(), next.attributes(), now, Duration.ZERO);
        delete(next.id());
        continue;
      }
      var hidden = next.received(now, now.plus(visibility));
      keep(hidden);
      received.add(hidden);
    }
    return received;
  }

  synchronized void delete(String id) {
    var message = byId.remove(id);
    if (message != null) {
      byVisibility.remove(message);
      journal.remove(name, id);
    }
  }

  /** Lets a received message be received again from an instant on. */
  synchronized void release(String id, Instant visibleAt) {
    var message = byId.get(id);
    if (message != null) {
      keep(message.hiddenUntil(visibleAt));
    }
  }

  private void keep(Message message) {
    put(message);
    journal.put(name, message.id(), message.toJson());
  }

  private void put(Message message) {
    var before = byId.put(message.id(), message);
    if (before != null) {
      byVisibility.remove(before);
    }
    byVisibility.add(message);
  }

  /** When the next message can be received, or null when the queue is empty. */
  synchronized @Nullable Instant due() {
    return byVisibility.isEmpty() ? null : byVisibility.first().visibleAt();
  }

  /** Everything in it, in the order sent. */
  synchronized List<Message> messages() {
    return byId.values().stream().sorted(Comparator.comparingLong(Message::sequence)).toList();
  }
}
