package dev.perennial.campaigns;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.ledger.DueJourneys;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.events.Queue;
import dev.perennial.runtime.events.Tick;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.storage.DynamoDueJourneys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Every minute: hands the customers whose journeys are due to the workers. It answers when the next
 * are due, so that whoever keeps a virtual clock need not ask before.
 */
@Primes("campaigns-minutely")
public final class JourneyPlannerHandler implements RequestStreamHandler {
  /** Customers of a part that one tick takes: 8 parts are 64,000 a minute. */
  private static final int MOST = 8_000;

  private final DueJourneys journeys;
  private final Queue tasks;

  /** On Lambda. */
  public JourneyPlannerHandler() {
    this(LambdaCloud.primed(JourneyPlannerHandler.class));
  }

  /** In a cloud. */
  public JourneyPlannerHandler(Cloud cloud) {
    journeys =
        new DynamoDueJourneys(
            cloud.client(DynamoDbClient.class, Cloud.Retries.SDK), cloud.env("CUSTOMERS_TABLE"));
    tasks = new Queue(cloud, "JOURNEY_QUEUE_URL");
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var at = Tick.read(input).at();
    Instant next = null;
    var due = new ArrayList<String>();
    for (int shard = 0; shard < DueJourneys.SHARDS; shard++) {
      var found = journeys.due(shard, at, MOST);
      due.addAll(found.customers());
      next = earlier(next, found.next());
    }
    // of all parts together: a message of one customer costs as much as one of many
    tasks.send(JourneyTask.of(due).stream().map(JourneyTask::body).toList());
    var answer = JsonNodeFactory.instance.objectNode();
    answer.put("next", next == null ? null : next.toString());
    output.write(answer.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }
}
