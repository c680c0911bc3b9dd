package dev.perennial.activities;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.events.Submissions;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * {@code Activity Submitted} and the milestones of orders from the bus; what is refused becomes
 * {@code Activity Rejected}.
 */
@Primes("activities-submitted")
public final class ActivitySubmittedHandler implements RequestStreamHandler {
  private final Submissions submitted;

  /** On Lambda. */
  public ActivitySubmittedHandler() {
    this(LambdaCloud.primed(ActivitySubmittedHandler.class));
  }

  /** In a cloud. */
  public ActivitySubmittedHandler(Cloud cloud) {
    var log = new ActivityLog(Stores.in(cloud), cloud.clock());
    submitted =
        new Submissions(
            cloud, "Activity Rejected", submission -> log.record(ActivityParser.parse(submission)));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    submitted.take(input);
  }
}
