package dev.perennial.emulator.stack;

import dev.perennial.emulator.template.Template;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The internal queue that Lambda keeps for a function's asynchronous invocations, by rules and
 * schedules: a failed event is tried again a minute later, then two, as often as declared; then it
 * goes to the function's failure destination or dead-letter queue.
 */
final class AsyncInvoker implements Source {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Template.Function function;
  private final MessageQueue queue;
  private final Functions functions;
  private final Destinations destinations;
  private final Clock clock;
  private final Map<String, Consumer<String>> answered = new ConcurrentHashMap<>();

  AsyncInvoker(
      Template.Function function,
      Functions functions,
      Destinations destinations,
      Journal journal,
      Clock clock) {
    this.function = function;
    this.functions = functions;
    this.destinations = destinations;
    this.clock = clock;
    this.queue = new MessageQueue("events of " + function.id(), PAUSE, Integer.MAX_VALUE, journal);
  }

  void accept(String event) {
    queue.send(event, Json.object(), clock.instant(), Duration.ZERO);
  }

  /** The same, whose answer somebody reads. */
  void accept(String event, Consumer<String> reader) {
    answered.put(event, reader);
    accept(event);
  }

  @Override
  public @Nullable Instant due() {
    return queue.due();
  }

  @Override
  public boolean work() {
    var worked = false;
    for (var next = queue.receive(1, clock.instant());
        !next.isEmpty();
        next = queue.receive(1, clock.instant())) {
      worked = true;
      invoke(next.getFirst());
    }
    return worked;
  }

  private void invoke(Message message) {
    var event = message.body().getBytes(StandardCharsets.UTF_8);
    switch (functions.invoke(function.id(), event)) {
      case Invocation.Answered answer -> {
        queue.delete(message.id());
        var reader = answered.remove(message.body());
        if (reader != null) {
          reader.accept(answer.json());
        }
      }
      case Invocation.Failed failed -> {
        if (message.receives() <= function.retries()) {
          var pause = PAUSE.multipliedBy(message.receives());
          queue.release(message.id(), clock.instant().plus(pause));
        } else {
          giveUp(message, failed.cause());
        }
      }
    }
  }

  private void giveUp(Message message, Throwable cause) {
    answered.remove(message.body());
    if (function.onFailureArn() == null) {
      destinations.failed(function.id(), function.deadLetterArn(), message.body());
    } else {
      var record = Destinations.record(function.arn(), message.receives(), clock.instant());
      record.set("requestPayload", Json.parse(message.body()));
      record
          .putObject("responsePayload")
          .put("errorType", cause.getClass().getName())
          .put("errorMessage", String.valueOf(cause.getMessage()));
      destinations.failed(function.id(), function.onFailureArn(), Json.text(record));
    }
    queue.delete(message.id());
  }
}
