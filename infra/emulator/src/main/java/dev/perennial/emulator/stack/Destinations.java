package dev.perennial.emulator.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the record of a failure goes: a declared queue, or nowhere. */
record Destinations(Map<String, MessageQueue> queuesByArn, Clock clock, Counts.Counters counts) {
  /** The common part of Lambda's failure records. */
  static ObjectNode record(String function, int attempts, Instant now) {
    var record = Json.object().put("version", "1.0").put("timestamp", now.toString());
    record
        .putObject("requestContext")
        .put("requestId", UUID.randomUUID().toString())
        .put("functionArn", function)
        .put("condition", "RetriesExhausted")
        .put("approximateInvokeCount", attempts);
    record
        .putObject("responseContext")
        .put("statusCode", 200)
        .put("executedVersion", "1")
        .put("functionError", "Unhandled");
    return record;
  }

  void failed(String function, @Nullable String arn, String body) {
    var queue = arn == null ? null : queuesByArn.get(arn);
    if (queue == null) {
      Counts.Counters.count(counts.discarded, function);
    } else {
      queue.send(body, Json.object(), clock.instant(), Duration.ZERO);
    }
  }
}
