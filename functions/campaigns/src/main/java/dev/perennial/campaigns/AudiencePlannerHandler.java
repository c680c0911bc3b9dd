package dev.perennial.campaigns;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.Queue;
import dev.perennial.doors.ScanTask;
import dev.perennial.doors.Tick;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Begins the campaigns of a schedule: one task for each part of the customers. */
public final class AudiencePlannerHandler implements RequestStreamHandler {
  private final Queue tasks;
  private final int parts;

  /** On Lambda. */
  public AudiencePlannerHandler() {
    this(LambdaCloud.here());
  }

  /** In a cloud. */
  public AudiencePlannerHandler(Cloud cloud) {
    tasks = new Queue(cloud, "AUDIENCE_QUEUE_URL");
    parts = Integer.parseInt(cloud.env("SCAN_PARTS"));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    tasks.send(ScanTask.all(Tick.read(input), parts).stream().map(ScanTask::body).toList());
  }
}
