package dev.perennial.purchases;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.events.Submissions;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;

/**
 * Purchases from the queue, up to ten at a time; each is answered by its event, and none waits for
 * another's sake.
 */
@Primes("purchases-queued")
public final class QueuedPurchasesHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Submissions submitted;

  /** On Lambda. */
  public QueuedPurchasesHandler() {
    this(LambdaCloud.primed(QueuedPurchasesHandler.class));
  }

  /** In a cloud. */
  public QueuedPurchasesHandler(Cloud cloud) {
    submitted = SubmittedPurchases.in(cloud);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    return submitted.take(batch);
  }
}
