package dev.perennial.activities;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.LambdaCloud;
import dev.perennial.doors.Rehearses;
import dev.perennial.doors.Stores;
import dev.perennial.doors.SubmissionDoor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code Activity Submitted} from the bus; what is refused becomes {@code Activity Rejected}. */
@Rehearses("activities-submitted")
public final class ActivitySubmittedHandler implements RequestStreamHandler {
  private final SubmissionDoor door;

  /** On Lambda. */
  public ActivitySubmittedHandler() {
    this(LambdaCloud.rehearsing(ActivitySubmittedHandler.class));
  }

  /** In a cloud. */
  public ActivitySubmittedHandler(Cloud cloud) {
    var log = new ActivityLog(Stores.in(cloud), cloud.clock());
    door =
        new SubmissionDoor(
            cloud, "Activity Rejected", detail -> log.record(ActivityParser.parse(detail)));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    door.take(input);
  }
}
