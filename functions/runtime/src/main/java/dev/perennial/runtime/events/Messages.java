package dev.perennial.runtime.events;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.perennial.runtime.cloud.Log;
import java.util.ArrayList;
import java.util.Map;

/** The queue door: each message by itself, so that a bad one fails alone. */
public final class Messages {
  private Messages() {}

  /** What handles one message; true when it is done with. */
  @FunctionalInterface
  public interface One {
    /** Handles a message; false or an exception brings it back. */
    boolean handle(SQSEvent.SQSMessage message);
  }

  /** Hands over each message and reports those that must come back. */
  public static SQSBatchResponse each(SQSEvent batch, Log log, One one) {
    var failures = new ArrayList<SQSBatchResponse.BatchItemFailure>();
    for (var message : batch.getRecords()) {
      if (!handled(message, log, one)) {
        failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }

  private static boolean handled(SQSEvent.SQSMessage message, Log log, One one) {
    try {
      return one.handle(message);
    } catch (RuntimeException e) { // whatever it is, only this message comes back
      // the class alone: messages of exceptions may quote personal data
      log.warn(
          "a message comes back",
          Map.of("messageId", message.getMessageId(), "error", e.getClass().getName()));
      return false;
    }
  }
}
