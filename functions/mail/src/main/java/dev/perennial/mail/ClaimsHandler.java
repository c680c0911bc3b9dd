package dev.perennial.mail;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Figure;
import dev.perennial.runtime.cloud.Metrics;
import dev.perennial.runtime.events.Queue;
import dev.perennial.runtime.events.Records;
import dev.perennial.runtime.links.MailTask;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import java.util.List;

/**
 * Customers' stream to the mail queue: a claim is queued because it was written, so that neither
 * happens without the other.
 */
@Primes("mail-claimed")
public final class ClaimsHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private final Queue mail;
  private final Metrics metrics;

  /** On Lambda. */
  public ClaimsHandler() {
    this(LambdaCloud.primed(ClaimsHandler.class));
  }

  /** In a cloud. */
  public ClaimsHandler(Cloud cloud) {
    mail = new Queue(cloud, "MAIL_QUEUE_URL");
    metrics = Metrics.in(cloud);
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent batch, Context context) {
    var claimed =
        batch.getRecords().stream()
            .filter(record -> Records.imageText(record, "lastState").equals("CLAIMED"))
            .map(
                record ->
                    new MailTask(
                            Records.keyText(record, "customerId"),
                            Records.imageText(record, "lastId"))
                        .body())
            .toList();
    mail.send(claimed);
    if (!claimed.isEmpty()) {
      metrics.count(Figure.MAILS, "claimed", claimed.size());
    }
    return StreamsEventResponse.builder().withBatchItemFailures(List.of()).build();
  }
}
