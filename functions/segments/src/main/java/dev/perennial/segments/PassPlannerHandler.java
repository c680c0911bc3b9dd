package dev.perennial.segments;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.scan.ScanPlanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Begins the nightly pass: one task for each part of the customers. */
@Primes("segments-nightly")
public final class PassPlannerHandler implements RequestStreamHandler {
  private final ScanPlanner planner;

  /** On Lambda. */
  public PassPlannerHandler() {
    this(LambdaCloud.primed(PassPlannerHandler.class));
  }

  /** In a cloud. */
  public PassPlannerHandler(Cloud cloud) {
    planner = new ScanPlanner(cloud, "PASS_QUEUE_URL");
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    planner.begin(input);
  }
}
