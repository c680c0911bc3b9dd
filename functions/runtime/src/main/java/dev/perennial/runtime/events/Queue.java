package dev.perennial.runtime.events;

import dev.perennial.runtime.cloud.Cloud;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A queue that messages are put into. */
public final class Queue {
  /** The longest that SQS keeps a message back. */
  private static final Duration MAX_DELAY = Duration.ofMinutes(15);

  /** How many messages one call takes. */
  private static final int MAX = 10;

  private final SqsClient client;
  private final String url;

  /**
   * @param setting name of the environment variable with the queue's URL
   */
  public Queue(Cloud cloud, String setting) {
    client = cloud.client(SqsClient.class, Cloud.Retries.SDK);
    url = cloud.env(setting);
  }

  /**
   * Puts messages.
   *
   * @throws IllegalStateException when the queue did not take all of them; some may be in it
   */
  public void send(List<String> bodies) {
    send(bodies, Duration.ZERO);
  }

  /**
   * Puts messages that come up later.
   *
   * @param delay until they may be received; no more than a quarter of an hour of it is kept
   * @throws IllegalStateException when the queue did not take all of them; some may be in it
   */
  public void send(List<String> bodies, Duration delay) {
    var kept = delay.compareTo(MAX_DELAY) < 0 ? delay : MAX_DELAY;
    for (int from = 0; from < bodies.size(); from += MAX) {
      var some = bodies.subList(from, Math.min(bodies.size(), from + MAX));
      var entries =
          IntStream.range(0, some.size())
              .mapToObj(
                  i ->
                      SendMessageBatchRequestEntry.builder()
                          .id(Integer.toString(i))
                          .messageBody(some.get(i))
                          .delaySeconds(
                              (int) Math.ceilDiv(kept.toMillis(), 1000)) // never too early
                          .build())
              .toList();
      var answer =
          client.sendMessageBatch(
              SendMessageBatchRequest.builder().queueUrl(url).entries(entries).build());
      if (answer.hasFailed() && !answer.failed().isEmpty()) {
        throw new IllegalStateException(
            "the queue refused " + answer.failed().size() + " of " + some.size() + " messages");
      }
    }
  }
}
