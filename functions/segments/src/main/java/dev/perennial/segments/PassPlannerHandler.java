package dev.perennial.segments;

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

/** Begins the nightly pass: one task for each part of the customers. */
public final class PassPlannerHandler implements RequestStreamHandler {
  private final Queue tasks;
  private final int parts;

  /** On Lambda. */
  public PassPlannerHandler() {
    this(LambdaCloud.here());
  }

  /** In a cloud. */
  public PassPlannerHandler(Cloud cloud) {
    tasks = new Queue(cloud, "PASS_QUEUE_URL");
    parts = Integer.parseInt(cloud.env("SCAN_PARTS"));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    tasks.send(ScanTask.all(Tick.read(input), parts).stream().map(ScanTask::body).toList());
  }
}
