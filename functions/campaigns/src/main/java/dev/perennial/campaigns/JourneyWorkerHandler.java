package dev.perennial.campaigns;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Log;
import dev.perennial.runtime.events.Messages;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;

/** Takes on the journeys of customers for whom it is time. */
@Primes("campaigns-journeys")
public final class JourneyWorkerHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Enroller enroller;
  private final Log log;

  /** On Lambda. */
  public JourneyWorkerHandler() {
    this(LambdaCloud.primed(JourneyWorkerHandler.class));
  }

  /** In a cloud. */
  public JourneyWorkerHandler(Cloud cloud) {
    enroller = new Enroller(cloud);
    log = Log.in(cloud);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    return Messages.each(
        batch,
        log,
        message -> {
          resume(JourneyTask.read(message.getBody()));
          return true;
        });
  }

  /** One who can't be taken on keeps nobody else waiting: the message comes again for that one. */
  private void resume(JourneyTask task) {
    RuntimeException failed = null;
    for (var customer : task.customers()) {
      try {
        enroller.resume(customer);
      } catch (RuntimeException e) { // whatever it is, the others go on
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
