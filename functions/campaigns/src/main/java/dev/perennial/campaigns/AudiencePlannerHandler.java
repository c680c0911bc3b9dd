package dev.perennial.campaigns;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.scan.ScanPlanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Begins the campaigns of a schedule: one task for each part of the customers. */
@Primes("campaigns-weekly")
public final class AudiencePlannerHandler implements RequestStreamHandler {
  private final ScanPlanner planner;

  /** On Lambda. */
  public AudiencePlannerHandler() {
    this(LambdaCloud.primed(AudiencePlannerHandler.class));
  }

  /** In a cloud. */
  public AudiencePlannerHandler(Cloud cloud) {
    planner = new ScanPlanner(cloud, "AUDIENCE_QUEUE_URL");
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    planner.begin(input);
  }
}
